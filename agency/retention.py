"""Until when candidates may be kept, and whose time is over."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from skillpath.agency import schema as t
from skillpath.agency.book import Book


@dataclass(frozen=True, slots=True)
class Expired:
    """A candidate who was to be kept until a day that has passed."""

    code: str
    until: date


def keep(book: Book, code: str, until: date | None) -> None:
    """Says until when a candidate is kept (``None``: without end); raises :class:`UnknownName`."""
    book.candidate(code)
    with book.write() as connection:
        connection.execute(update(t.CANDIDATE).where(t.CANDIDATE.c.code == code).values(keep_until=until))


def expired(book: Book, on: date) -> list[Expired]:
    """Who should be gone by a day, the longest overdue first."""
    until = t.CANDIDATE.c.keep_until
    query = (
        select(t.CANDIDATE.c.code, until).where(t.IS_CURRENT, until < on).order_by(until, t.CANDIDATE.c.code)
    )
    with book.read() as connection:
        return [Expired(row.code, row.keep_until) for row in connection.execute(query)]


def kept_until(book: Book, codes: Collection[str]) -> dict[str, date | None]:
    """Until when some candidates are kept; ``None``: nobody has said."""
    query = select(t.CANDIDATE.c.code, t.CANDIDATE.c.keep_until).where(t.CANDIDATE.c.code.in_(codes))
    with book.read() as connection:
        return {row.code: row.keep_until for row in connection.execute(query)}


def without_end(book: Book) -> list[str]:
    """The candidates of whom nobody has said until when they may be kept, by code."""
    query = select(t.CANDIDATE.c.code).where(t.IS_CURRENT, t.CANDIDATE.c.keep_until.is_(None))
    with book.read() as connection:
        return list(connection.execute(query.order_by(t.CANDIDATE.c.code)).scalars())
