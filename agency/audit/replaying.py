"""Working out again what the log says was shown: on the release, the criteria and the candidates of then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select

from skillpath.agency import schema as t
from skillpath.agency.audit.entries import DELETED, Entry, entry, kept
from skillpath.agency.audit.kinds import REPLAYED, Event
from skillpath.agency.audit.persons import codes_of, persons
from skillpath.agency.audit.questions import Asked, asked_in
from skillpath.agency.audit.shown import DECIMALS
from skillpath.agency.audit.told import Text, Told
from skillpath.agency.best import best
from skillpath.agency.book import Book
from skillpath.agency.matching import certified
from skillpath.agency.pool_store import Snapshot
from skillpath.agency.versions import candidates_at
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, WorkspaceError
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.certificate import certificate_hash
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.pool import pool_of

Scored = list[tuple[str, float]]
"""Pseudonyms or ids with their scores, in order."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of it: ``checked`` is what was found the same, ``differences`` what was not, ``gone`` what
    cannot be worked out any more, and why."""

    entry: Entry
    checked: tuple[Told, ...] = ()
    differences: tuple[Told, ...] = ()
    gone: tuple[Told, ...] = ()

    @property
    def same(self) -> bool:
        """Whether all that can be worked out is as it was shown."""
        return bool(self.checked) and not self.differences


def replay(workspace: Workspace, number: int) -> Replay:
    """Works out one ranking or explanation of the log again.

    Raises :class:`UnknownName` for a number that is none, :class:`InputError` for what is neither.
    """
    logged = entry(workspace.book, number)
    if logged.event not in REPLAYED:
        what = " and ".join(f"“{event}”" for event in REPLAYED)
        raise InputError(f"Entry {number} is “{logged.event}”: only {what} can be worked out again.")
    question = kept(workspace.book, logged.question)
    if question is None:
        return Replay(logged, gone=(Told(Text.NOT_KEPT),))
    told, then = Text.NO_RELEASE, workspace
    try:
        then = workspace.at_release(str(logged.release))
        told = Text.UNREADABLE
        _ = then.network
    except WorkspaceError:
        return Replay(logged, gone=(Told(told, release=str(logged.release)),))
    with workspace.pool.still():
        if logged.event == Event.EXPLANATION:
            return _explanation(then, logged, asked_in(question))
        if "roles" in question:
            return _roles(then, logged, [asked_in(one) for one in question["roles"]])
        return _ranking(then, logged, asked_in(question))


def _matcher(workspace: Workspace, asked: Asked) -> Matcher:
    return Matcher.prepare(workspace.network, asked.role, asked.profile, as_of=asked.as_of)


def _people(book: Book, codes: Sequence[str], logged: Entry) -> list[Candidate]:
    with book.read() as connection:
        return candidates_at(connection, codes, logged.details["changes"])


def _explanation(then: Workspace, logged: Entry, asked: Asked) -> Replay:
    if logged.candidate in (None, DELETED):
        return Replay(logged, gone=(Told(Text.DELETED),))
    code = str(logged.candidate)
    people = _people(then.book, [code], logged)
    matcher = _matcher(then, asked)
    with then.book.read() as connection:
        person = persons(connection, [code])[code]
    match = matcher.explain(people[0], then.finder)
    if person.sealed(certificate_hash(certified(then, matcher, match, people[0]))) != logged.answer:
        return Replay(logged, differences=(Told(Text.OTHER_CERTIFICATE),))
    return Replay(logged, checked=(Told(Text.SAME_CERTIFICATE, score=_digits(match.score)),))


def _roles(then: Workspace, logged: Entry, asked: Sequence[Asked]) -> Replay:
    if logged.candidate in (None, DELETED):
        return Replay(logged, gone=(Told(Text.DELETED),))
    people = _people(then.book, [str(logged.candidate)], logged)
    now = [(one.role.id, _rounded(_matcher(then, one).rank(people)[0])) for one in asked]
    was = _pairs(kept(then.book, logged.answer), "roles")
    return Replay(logged, **_compared(was, now, Text.SAME_ROLES, Text.ORDER_OF_ROLES))


def _ranking(then: Workspace, logged: Entry, asked: Asked) -> Replay:
    """The scores and the order of all rows that were shown; and that nobody else belonged among them."""
    was = _pairs(kept(then.book, logged.answer), "shown")
    with then.book.read() as connection:
        codes = codes_of(connection, [pseudonym for pseudonym, _ in was])
    here = [(codes[pseudonym], score) for pseudonym, score in was if pseudonym in codes]
    deleted = len(was) - len(here)
    matcher = _matcher(then, asked)
    matches = matcher.rank(_people(then.book, [code for code, _ in here], logged))
    now = [(match.candidate, _rounded(match)) for match in matches]
    in_order = logged.details.get("first") is not None
    compared = (here, now) if in_order else (sorted(here), sorted(now))
    found = _compared(*compared, Text.SAME_ROWS, Text.ORDER_OF_ROWS)
    gone = [Told(Text.ROWS_DELETED, deleted=deleted, rows=len(was))] if deleted else []
    others, why = _others(then, logged, matcher, [code for code, _ in here], deleted)
    return Replay(
        logged,
        checked=(*found["checked"], *(() if why or others else (Told(Text.NOBODY_ELSE),))),
        differences=(*found["differences"], *others),
        gone=(*gone, *why),
    )


def _others(
    then: Workspace, logged: Entry, matcher: Matcher, shown: Sequence[str], deleted: int
) -> tuple[Sequence[Told], Sequence[Told]]:
    """Who should have been among the first rows, and was not; or why that cannot be said."""
    if logged.details.get("first") != 1 or "elsewhere" in logged.details:
        return (), [Told(Text.SOME_ROWS)]
    if _merged_since(then.book, logged.at):
        return (), [Told(Text.MERGED)]
    found = best(then, matcher, top=len(shown) + deleted, snapshot=_snapshot(then, logged))
    missed = [code for code in found.codes[: len(shown)] if code not in set(shown)]
    return [Told(Text.BELONGS, code=code) for code in missed], ()


def _snapshot(then: Workspace, logged: Entry) -> Snapshot:
    """All candidates as they were; those who were deleted since are missing."""
    now, changes = then.pool.now(), logged.details["changes"]
    changed = then.book.changed_since(changes)
    before = pool_of(_people(then.book, changed, logged), day=now.compiled.terms.day)
    return now.with_others(now.state, changed, before)


def _merged_since(book: Book, at: str) -> bool:
    query = (
        select(func.count()).select_from(t.MERGE).where(or_(t.MERGE.c.at >= at, t.MERGE.c.undone_at >= at))
    )
    with book.read() as connection:
        return bool(connection.execute(query).scalar_one())


def _rounded(match: Match) -> float:
    return round(match.score, DECIMALS)


def _pairs(answer: Any, name: str) -> Scored:
    return [(key, score) for key, score in (answer or {}).get(name, ())]


def _compared(was: Scored, now: Scored, same: Text, order: Text) -> Mapping[str, tuple[Told, ...]]:
    """``same`` and ``order`` are told where all is the same, and where only the order is not."""
    if was == now:
        return {"checked": (Told(same, count=len(was)),), "differences": ()}
    scored = dict(now)
    other = tuple(
        Told(Text.OTHER_SCORE, of=key, was=_digits(score), now=_digits(scored[key]))
        for key, score in was
        if scored.get(key, score) != score
    )
    return {"checked": (), "differences": other or (Told(order),)}


def _digits(score: float) -> str:
    return f"{score:.{DECIMALS}f}"
