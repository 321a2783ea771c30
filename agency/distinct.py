"""Records that look like one person and were said to be of two: they are not shown as duplicates again."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, insert, select

from skillpath.agency import records
from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.agency.moments import now
from skillpath.errors import InputError


@dataclass(frozen=True, slots=True)
class Distinct:
    """Two records of two persons, the lower code first: who said so, and when (ISO 8601, UTC)."""

    first: str
    second: str
    at: str
    by: str


def set_apart(book: Book, one: str, other: str, *, by: str) -> Distinct:
    """Says that two candidates are two persons; saying so again changes nothing.

    Raises :class:`UnknownName`, and :class:`InputError` where it is one candidate, or nobody says it.
    """
    if one == other:
        raise InputError(f"{one} is one candidate: name two.")
    if not by.strip():
        raise InputError("Who sets two candidates apart says who they are: --by.")
    first, second = sorted(book.candidate(code).code for code in (one, other))
    said = Distinct(first, second, now(), by.strip())
    with book.write() as connection:
        if connection.execute(select(t.DISTINCT).where(_pair(first, second))).first() is None:
            connection.execute(insert(t.DISTINCT), records.fields(said))
    return said


def take_back(book: Book, one: str, other: str) -> None:
    """Takes that back: the two may be one person again. Raises :class:`InputError` where nobody said it."""
    first, second = sorted((one, other))
    with book.write() as connection:
        if not connection.execute(delete(t.DISTINCT).where(_pair(first, second))).rowcount:
            raise InputError(f"Nobody has said that {first} and {second} are two persons.")


def set_apart_so_far(book: Book) -> list[Distinct]:
    """All pairs, the latest first."""
    with book.read() as connection:
        rows = connection.execute(select(t.DISTINCT).order_by(t.DISTINCT.c.at.desc(), t.DISTINCT.c.first))
        return [Distinct(**dict(row)) for row in rows.mappings()]


def _pair(first: str, second: str) -> ColumnElement[bool]:
    return (t.DISTINCT.c.first == first) & (t.DISTINCT.c.second == second)
