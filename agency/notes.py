"""What consultants write about candidates, and about candidates for roles: attributed, only ever added."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, insert, select, true

from skillpath.agency import schema as t
from skillpath.agency.audit.chain import Happening, append
from skillpath.agency.audit.kinds import Event
from skillpath.agency.audit.persons import person_of
from skillpath.agency.book import Book
from skillpath.agency.moments import now
from skillpath.agency.records import fields, of_person
from skillpath.errors import InputError


@dataclass(frozen=True, slots=True)
class Note:
    """A note: ``at`` in ISO 8601, UTC; ``role`` where it is about the candidate for a role.

    A ``private`` one is for its author, and for who reads all.
    """

    candidate: str
    at: str
    by: str
    text: str
    role: str | None = None
    private: bool = False


def add_note(
    book: Book,
    code: str,
    text: str,
    *,
    by: str,
    role: str | None = None,
    private: bool = False,
    overrides: Mapping[str, Any] | None = None,
) -> Note:
    """Adds a note; ``overrides``: what the log is to say of a score that it overrides.

    Raises :class:`UnknownName`, and :class:`InputError` for a note without text or author.
    """
    if not text.strip() or not by.strip():
        raise InputError("A note needs a text, and who writes it: --by.")
    book.candidate(code)
    note = Note(code, now(), by, text.strip(), None if role is None else book.role(role).id, private)
    with book.write() as connection:
        connection.execute(insert(t.NOTE), fields(note))
        if overrides is not None:
            person = person_of(connection, code)
            told = Happening(Event.OVERRIDE, by, role=note.role, person=person, details=overrides)
            append(connection, [told])
    return note


def notes(book: Book, code: str, *, role: str | None = None, reader: str | None = None) -> list[Note]:
    """The notes about a candidate and the records merged into it, or those for a role; the earliest first.

    Of private ones only those that :func:`readable` gives to the ``reader``.
    """
    query = select(*(t.NOTE.c[name] for name in Note.__dataclass_fields__))
    about = (t.NOTE.c.candidate.in_(of_person(code)), readable(reader))
    with book.read() as connection:
        found = query.where(*about).order_by(t.NOTE.c.number)
        rows = connection.execute(found if role is None else found.where(t.NOTE.c.role == role))
        return [Note(**row) for row in rows.mappings()]


def readable(reader: str | None) -> ColumnElement[bool]:
    """True for the notes that somebody may read: who is named, their own private ones; ``None``, all."""
    return true() if reader is None else t.NOTE.c.private.is_(False) | (t.NOTE.c.by == reader)
