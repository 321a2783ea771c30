"""The log of what became the current release: when, by whom, why, and which golden matches were overruled."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from skillpath.agency.book import Book
from skillpath.agency.editing import tables as t
from skillpath.agency.moments import now


@dataclass(frozen=True, slots=True)
class Overruled:
    """A golden match that a release breaks: its ``id``, and in words what it asserts and what comes of it."""

    id: str
    told: str


@dataclass(frozen=True, slots=True)
class Turn:
    """That ``release`` became current in place of the one ``before``; ``at`` in ISO 8601, UTC.

    It was made of a ``working_copy``, or is one that was there already. ``why`` says why an older one was
    taken again, or why golden matches were overruled.
    """

    by: str
    why: str
    before: str
    release: str
    working_copy: str | None = None
    overruled: tuple[Overruled, ...] = ()
    at: str = ""
    number: int = 0


def add_turn(connection: Connection, turn: Turn) -> None:
    """Adds a turn to the log, as of this second."""
    overruled = [[one.id, one.told] for one in turn.overruled]
    row = {name: getattr(turn, name) for name in ("by", "why", "before", "release", "working_copy")}
    connection.execute(insert(t.RELEASE_TURN), {**row, "overruled": overruled, "at": now()})


def turns(book: Book) -> Sequence[Turn]:
    """All turns, the first first."""
    with book.read() as connection:
        rows = connection.execute(select(t.RELEASE_TURN).order_by(t.RELEASE_TURN.c.number)).mappings()
        return [
            Turn(**{**row, "overruled": tuple(Overruled(*one) for one in row["overruled"])}) for row in rows
        ]
