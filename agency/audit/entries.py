"""The log as it is read: newest first, by who, what, of whom and when, with codes for pseudonyms."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from skillpath.agency import schema as t
from skillpath.agency.audit.chain import read_details
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.persons import codes_of, person_of, persons
from skillpath.agency.book import Book
from skillpath.errors import UnknownName

DELETED: Final = "deleted"
"""What stands for the code of a candidate who is not in the book any more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log: ``at`` in ISO 8601, UTC; ``event`` one of :class:`Event`.

    ``candidate`` is the code, :data:`DELETED`, or ``None`` where the row is about nobody in particular.
    ``question`` and ``answer`` are the hashes of what was asked and answered; ``details`` are plain data.
    """

    number: int
    at: str
    by: str
    event: str
    role: str | None
    candidate: str | None
    release: str | None
    question: str | None
    answer: str | None
    details: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: all that fit everything that is said. Days are of UTC, both included.

    ``shown``: rankings that showed the ``candidate`` are wanted, too. ``certificate``: the SHA-256 of one.
    """

    event: Event | None = None
    by: str | None = None
    role: str | None = None
    candidate: str | None = None
    since: date | None = None
    until: date | None = None
    certificate: str | None = None
    shown: bool = False


EVERYTHING: Final = Wanted()


def entries(book: Book, wanted: Wanted = EVERYTHING, *, first: int = 0, most: int) -> list[Entry]:
    """At most so many rows, the newest first, from the ``first`` (counted from 0).

    Raises :class:`UnknownName` for a candidate who is not in the book: the log knows nobody by code.
    """
    with book.read() as connection:
        query = select(t.AUDIT).where(*_conditions(connection, wanted)).order_by(t.AUDIT.c.number.desc())
        rows = connection.execute(query.offset(first).limit(most)).all()
        return _entries(connection, rows)


def count(book: Book, wanted: Wanted = EVERYTHING) -> int:
    """How many rows fit."""
    with book.read() as connection:
        query = select(func.count()).select_from(t.AUDIT).where(*_conditions(connection, wanted))
        return int(connection.execute(query).scalar_one())


def entry(book: Book, number: int) -> Entry:
    """One row; raises :class:`UnknownName`."""
    with book.read() as connection:
        rows = connection.execute(select(t.AUDIT).where(t.AUDIT.c.number == number)).all()
        if not rows:
            raise UnknownName(f"There is no entry {number} in the log.")
        return _entries(connection, rows)[0]


def kept(book: Book, digest: str | None) -> Any:
    """What a hash of the log stands for; ``None`` where it is not kept."""
    if digest is None:
        return None
    query = select(t.AUDIT_KEPT.c.content).where(t.AUDIT_KEPT.c.digest == digest)
    with book.read() as connection:
        content = connection.execute(query).scalar()
    return None if content is None else json.loads(content)


def rows_shown(book: Book, one: Entry) -> list[tuple[str, float]]:
    """What a ranking of the log showed, in order: codes (:data:`DELETED`), or ids of roles, with scores."""
    answer = kept(book, one.answer) or {}
    shown = answer.get("shown", ())
    with book.read() as connection:
        codes = codes_of(connection, [pseudonym for pseudonym, _ in shown])
    people = [(codes.get(pseudonym, DELETED), score) for pseudonym, score in shown]
    return people or [(role, score) for role, score in answer.get("roles", ())]


def _conditions(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    own = t.AUDIT.c
    equal = {own.kind: wanted.event, own.by: wanted.by, own.role: wanted.role}
    yield from (column == value for column, value in equal.items() if value is not None)
    if wanted.since is not None:
        yield own.at >= wanted.since.isoformat()
    if wanted.until is not None:
        yield own.at < (wanted.until + timedelta(1)).isoformat()
    if wanted.candidate is not None:
        yield _about(connection, wanted.candidate, shown=wanted.shown)
    if wanted.certificate is not None:
        yield own.answer.in_(_seals(connection, wanted))


def _about(connection: Connection, code: str, *, shown: bool) -> ColumnElement[bool]:
    person = person_of(connection, code)
    if person is None:
        raise UnknownName(
            f"There is no candidate {code} in the book: of those who are gone the log knows no code."
        )
    mine = t.AUDIT.c.person == person
    if not shown:
        return mine
    listed = select(t.AUDIT_KEPT.c.digest).where(t.AUDIT_KEPT.c.content.contains(f'"{person}"'))
    return or_(mine, t.AUDIT.c.answer.in_(listed))


def _seals(connection: Connection, wanted: Wanted) -> Sequence[str]:
    """What the log may hold for the hash of a certificate: one seal for each candidate it may be of."""
    codes = [wanted.candidate] if wanted.candidate is not None else _explained(connection)
    return [person.sealed(wanted.certificate or "") for person in persons(connection, codes).values()]


def _explained(connection: Connection) -> Sequence[str]:
    """All candidates of whom a match was explained."""
    seen = select(t.AUDIT.c.person).where(t.AUDIT.c.person.is_not(None))
    query = select(t.CANDIDATE.c.code).where(t.CANDIDATE.c.pseudonym.in_(seen))
    return list(connection.execute(query).scalars())


def _entries(connection: Connection, rows: Sequence[Row[Any]]) -> list[Entry]:
    codes = codes_of(connection, {row.person for row in rows if row.person is not None})
    return [
        Entry(
            number=row.number,
            at=row.at,
            by=row.by,
            event=row.kind,
            role=row.role,
            candidate=None if row.person is None else codes.get(row.person, DELETED),
            release=row.release,
            question=row.question,
            answer=row.answer,
            details=read_details(row.details),
            hash=row.hash,
        )
        for row in rows
    ]
