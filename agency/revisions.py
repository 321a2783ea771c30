"""How the book counts its changes, so that what was compiled from it knows what to read again."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from skillpath.agency.moments import now
from skillpath.agency.schema import CANDIDATE, REVISION
from skillpath.agency.version_tables import BOOK_CHANGE


@dataclass(frozen=True, slots=True)
class BookState:
    """How often candidates were written (each time one or many), and how often one was removed.

    Two equal states of one book hold the same candidates. Where only ``changes`` grew, those written since
    are all that differs.
    """

    changes: int
    removals: int


def state(connection: Connection) -> BookState:
    """The state as the connection's transaction sees it."""
    row = connection.execute(select(REVISION.c.changes, REVISION.c.removals)).one()
    return BookState(row.changes, row.removals)


def next_change(connection: Connection) -> int:
    """Counts a change, and keeps when it was; the number is the revision of all that it writes."""
    counted = update(REVISION).values(changes=REVISION.c.changes + 1).returning(REVISION.c.changes)
    number = int(connection.execute(counted).scalar_one())
    connection.execute(insert(BOOK_CHANGE), {"number": number, "at": now()})
    return number


def changes_until(connection: Connection, moment: str) -> int | None:
    """How often the book had changed at a moment (ISO 8601, UTC); ``None`` where that is not known."""
    query = select(func.max(BOOK_CHANGE.c.number)).where(BOOK_CHANGE.c.at <= moment)
    found: int | None = connection.execute(query).scalar()
    return found


def first_known(connection: Connection) -> str | None:
    """The moment from which it is known what was in the book when."""
    found: str | None = connection.execute(select(func.min(BOOK_CHANGE.c.at))).scalar()
    return found


def count_removal(connection: Connection) -> None:
    """Counts the removal of a candidate."""
    connection.execute(update(REVISION).values(removals=REVISION.c.removals + 1))


def changed_since(connection: Connection, changes: int) -> list[str]:
    """The codes of candidates that were written after so many changes, sorted."""
    query = select(CANDIDATE.c.code).where(CANDIDATE.c.revision > changes)
    return sorted(connection.execute(query).scalars())  # sorted by the database, all rows would be read
