"""The consultants of the firm and what they are at home in."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, insert, select

from skillpath.agency import schema as t
from skillpath.agency.book import Book
from skillpath.errors import InputError, UnknownName


@dataclass(frozen=True, slots=True)
class Consultant:
    """A coded consultant with specialisms: IRIs of job types and industries."""

    code: str
    specialisms: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.code.strip() or not self.code.isprintable():
            raise InputError("A consultant has a code, such as K-1.")
        if not self.specialisms:
            raise InputError(f"{self.code} needs a specialism: name a job type or an industry.")


_ORDER: Final = (t.SPECIALISM.c.owner, t.SPECIALISM.c.position)


def all_consultants(book: Book) -> list[Consultant]:
    """All consultants, by code."""
    with book.read() as connection:
        rows = connection.execute(select(t.SPECIALISM).order_by(*_ORDER)).all()
    by_code: dict[str, list[str]] = {}
    for row in rows:
        by_code.setdefault(row.owner, []).append(row.concept)
    return [Consultant(code, tuple(concepts)) for code, concepts in by_code.items()]


def put_consultant(book: Book, consultant: Consultant) -> None:
    """Writes a consultant, in place of an earlier one of the code."""
    with book.write() as connection:
        connection.execute(delete(t.CONSULTANT).where(t.CONSULTANT.c.code == consultant.code))
        connection.execute(insert(t.CONSULTANT), {"code": consultant.code})
        connection.execute(
            insert(t.SPECIALISM),
            [
                {"owner": consultant.code, "position": position, "concept": concept}
                for position, concept in enumerate(consultant.specialisms)
            ],
        )


def remove_consultant(book: Book, code: str) -> None:
    """Deletes a consultant; decisions keep the code. Raises :class:`UnknownName`."""
    known = [one.code for one in all_consultants(book)]
    if code not in known:
        raise UnknownName(f"There is no consultant {code} in the book.", known)
    with book.write() as connection:
        connection.execute(delete(t.CONSULTANT).where(t.CONSULTANT.c.code == code))
