"""Readings of matches for people outside of the firm: opened by a link that ends, and that can be withdrawn.

What is sent is the reading as it was when it was sent; it changes with nothing that is learned later. Whoever
has the link needs nothing else, so the book keeps only a hash of it. When a link ends, its reading goes.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from skillpath.agency import schema as t
from skillpath.agency.audit.chain import Happening, append
from skillpath.agency.audit.kinds import OUTSIDE, Event
from skillpath.agency.audit.persons import person_of
from skillpath.agency.book import Book
from skillpath.agency.moments import in_days, now
from skillpath.errors import InputError, SkillPathError
from skillpath.reasoner.shown import Document

MOST_DAYS: Final = 90
"""A link lasts no longer than this."""


class LinkEnded(SkillPathError):
    """A link that was withdrawn or has expired, or that never was: which, is told to nobody outside."""


@dataclass(frozen=True, slots=True)
class SharedReading:
    """A reading that was sent: moments in ISO 8601, UTC; ``opened`` counts how often it was."""

    number: int
    candidate: str
    role: str
    at: str
    by: str
    until: str
    withdrawn_at: str | None
    withdrawn_by: str | None
    opened: int
    opened_at: str | None

    @property
    def ended(self) -> bool:
        """Whether the link shows nothing any more."""
        return self.withdrawn_at is not None or self.until <= now()


def share(book: Book, reading: Document, *, by: str, days: int) -> str:
    """Keeps a reading (:func:`skillpath.reasoner.texts.readings.reading`) for so many days.

    The answer is the secret part of the link, which nobody can read again. Raises :class:`InputError` for a
    time that is no time, or without who sends it.
    """
    if not by.strip() or not 1 <= days <= MOST_DAYS:
        raise InputError(f"Say who sends it, and for how many days: 1 to {MOST_DAYS}.")
    token = secrets.token_urlsafe(32)
    row = {
        "key": _key(token),
        "candidate": reading["candidate"],
        "role": reading["role"]["id"],
        "reading": reading,
        "at": now(),
        "by": by.strip(),
        "until": in_days(days),
        "opened": 0,
    }
    with book.write() as connection:
        _clear_ended(connection)
        connection.execute(insert(t.SHARED_READING), row)
        told = {"audience": reading["audience"], "until": row["until"]}
        _log(connection, Event.LINK_MADE, row["by"], row["key"], told)
    return token


def opened(book: Book, token: str) -> Document:
    """The reading that a link leads to, which is counted as opened; raises :class:`LinkEnded`."""
    table = t.SHARED_READING
    with book.write() as connection:
        _clear_ended(connection)
        live = (table.c.key == _key(token)) & table.c.reading.is_not(None)
        counted = {"opened": table.c.opened + 1, "opened_at": now()}
        if connection.execute(update(table).where(live).values(counted)).rowcount:
            _log(connection, Event.LINK_OPENED, OUTSIDE, _key(token), {})
        reading: Document | None = connection.execute(
            select(table.c.reading).where(live)
        ).scalar_one_or_none()
    if reading is None:
        raise LinkEnded("This link has ended. Ask the person who sent it for a new one.")
    return reading


def shared(book: Book, code: str, role: str) -> list[SharedReading]:
    """What was sent of a match, the latest first."""
    table = t.SHARED_READING
    columns = [column for column in table.c if column.name in SharedReading.__dataclass_fields__]
    query = select(*columns).where(table.c.candidate == code, table.c.role == role)
    with book.read() as connection:
        rows = connection.execute(query.order_by(table.c.number.desc())).mappings()
        return [SharedReading(**row) for row in rows]


def withdraw(book: Book, number: int, *, by: str) -> None:
    """Ends a link now; raises :class:`InputError` without who does, or where there is no such link."""
    if not by.strip():
        raise InputError("Say who withdraws it.")
    table = t.SHARED_READING
    ended = {"withdrawn_at": now(), "withdrawn_by": by.strip(), "reading": None}
    with book.write() as connection:
        live = (table.c.number == number) & table.c.withdrawn_at.is_(None)
        if not connection.execute(update(table).where(live).values(ended)).rowcount:
            raise InputError("This link has been withdrawn already.")
        key = connection.execute(select(table.c.key).where(table.c.number == number)).scalar_one()
        _log(connection, Event.LINK_WITHDRAWN, by.strip(), key, {})


def _log(connection: Connection, event: Event, by: str, key: str, details: Mapping[str, Any]) -> None:
    table = t.SHARED_READING
    query = select(table.c.number, table.c.candidate, table.c.role).where(table.c.key == key)
    link = connection.execute(query).one()
    person, told = person_of(connection, link.candidate), {"link": link.number, **details}
    append(connection, [Happening(event, by, role=link.role, person=person, details=told)])


def _clear_ended(connection: Connection) -> None:
    """Takes the readings of links that have expired out of the book."""
    table = t.SHARED_READING
    connection.execute(update(table).where(table.c.until <= now()).values(reading=None))


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
