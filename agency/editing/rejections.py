"""Suggestions that an editor has rejected: by whom, when and why; and taken back."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from skillpath.agency.book import Book
from skillpath.agency.editing import tables as t
from skillpath.agency.moments import now
from skillpath.errors import InputError


@dataclass(frozen=True, slots=True)
class Rejection:
    """That a suggestion, ``about`` in words, was rejected; ``at`` in ISO 8601, UTC."""

    key: str
    about: str
    at: str
    by: str
    why: str


def rejections(book: Book) -> list[Rejection]:
    """All of them, the latest first."""
    table = t.SUGGESTION_REJECTED
    with book.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.at.desc(), table.c.key))
        return [Rejection(**row._mapping) for row in rows]


def reject(book: Book, key: str, about: str, *, by: str, why: str) -> Rejection:
    """Rejects a suggestion, once; raises :class:`InputError` where nobody says who and why."""
    if not by.strip() or not why.strip():
        raise InputError("Who rejects a suggestion says who they are, and why: --by and --why.")
    made = Rejection(key, about, now(), by.strip(), why.strip())
    table = t.SUGGESTION_REJECTED
    with book.write() as connection:
        if connection.execute(select(table).where(table.c.key == key)).first() is None:
            row = {name: getattr(made, name) for name in Rejection.__dataclass_fields__}
            connection.execute(insert(table), row)
    return made


def reconsider(book: Book, key: str) -> None:
    """Takes a rejection back: the suggestion is made again."""
    with book.write() as connection:
        connection.execute(delete(t.SUGGESTION_REJECTED).where(t.SUGGESTION_REJECTED.c.key == key))
