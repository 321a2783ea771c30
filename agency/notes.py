"""What consultants write about candidates, and about candidates for roles: attributed, only ever added."""

from dataclasses import dataclass

from sqlalchemy import insert, select

from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.moments import now
from skillpath.agency.records import of_person
from skillpath.errors import InputError


@dataclass(frozen=True, slots=True)
class Note:
    """A note: ``at`` in ISO 8601, UTC; ``role`` where it is about the candidate for a role."""

    candidate: str
    at: str
    by: str
    text: str
    role: str | None = None


def add_note(book: Book, code: str, text: str, *, by: str, role: str | None = None) -> Note:
    """Adds a note; raises :class:`UnknownName`, and :class:`InputError` for one without text or author."""
    if not text.strip() or not by.strip():
        raise InputError("A note needs a text, and who writes it: --by.")
    book.candidate(code)
    note = Note(code, now(), by, text.strip(), None if role is None else book.role(role).id)
    with book.write() as connection:
        row = {"candidate": code, "at": note.at, "by": by, "text": note.text, "role": note.role}
        connection.execute(insert(t.NOTE), row)
    return note


def notes(book: Book, code: str, *, role: str | None = None) -> list[Note]:
    """The notes about a candidate and the records merged into it, or those for a role; the earliest first."""
    query = select(t.NOTE).where(t.NOTE.c.candidate.in_(of_person(code))).order_by(t.NOTE.c.number)
    with book.read() as connection:
        rows = connection.execute(query if role is None else query.where(t.NOTE.c.role == role))
        return [Note(row.candidate, row.at, row.by, row.text, row.role) for row in rows]
