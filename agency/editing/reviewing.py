"""The review of a working copy: proposed by its editors, approved by somebody else, or sent back."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from skillpath.agency.book import Book
from skillpath.agency.editing import tables as t
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.working_copies import log, working_copy
from skillpath.agency.moments import now
from skillpath.errors import InputError


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a working copy as it was after ``change_set``; ``at`` in ISO 8601, UTC."""

    change_set: int
    at: str
    by: str
    step: Step
    text: str


def say(book: Book, name: str, step: Step, *, by: str, text: str = "", seen: int | None = None) -> Said:
    """Adds a step to the review; ``seen`` is the change set that was looked at last (``None``: all).

    Raises :class:`UnknownName`, and :class:`InputError` where nobody says it, where the working copy is
    closed or has no change, or one that was not seen, where a comment or what is sent back has no text, and
    where somebody approves what was not proposed as it is now, or what they have edited themselves.
    """
    copy = working_copy(book, name)
    if seen is not None and seen != copy.changes:
        raise InputError(f"{name} was edited since you looked: read what is new, then say it again.")
    problem = _problem(book, name, step, by.strip(), text.strip())
    if not copy.is_open or not copy.changes:
        problem = f"The working copy {name} is closed, or has no changes: there is nothing to review."
    if problem:
        raise InputError(problem)
    said = Said(copy.changes, now(), by.strip(), step, text.strip())
    with book.write() as connection:
        row = {name_: getattr(said, name_) for name_ in Said.__dataclass_fields__}
        connection.execute(insert(t.REVIEW), {"working_copy": name, **row})
    return said


def said_of(book: Book, name: str) -> list[Said]:
    """The review so far, the first step first."""
    with book.read() as connection:
        query = select(t.REVIEW).where(t.REVIEW.c.working_copy == name).order_by(t.REVIEW.c.number)
        names = Said.__dataclass_fields__
        return [Said(**{field: getattr(row, field) for field in names}) for row in connection.execute(query)]


def standing(book: Book, name: str) -> Step | None:
    """Where the review of a working copy as it is now stands; ``None``: it was not proposed yet.

    What was said before its last change set does not count any more; comments change nothing.
    """
    now_at = working_copy(book, name).changes
    steps = [one.step for one in said_of(book, name) if one.change_set == now_at]
    steps = [step for step in steps if step is not Step.COMMENTED]
    return steps[-1] if steps else None


def _problem(book: Book, name: str, step: Step, by: str, text: str) -> str:
    if not by:
        return "Who reviews says who they are: --by."
    if step in (Step.COMMENTED, Step.SENT_BACK) and not text:
        return "Say what it is about."
    if step is Step.APPROVED:
        if standing(book, name) is not Step.PROPOSED:
            return f"The working copy {name} is not proposed as it is now: its editors propose it first."
        if by in {one.by for one in log(book, name)}:
            return f"{by} has edited {name}: somebody else approves it."
    return ""
