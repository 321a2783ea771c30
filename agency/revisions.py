"""How the book counts its changes, so that what was compiled from it knows what to read again."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from skillpath.agency.schema import CANDIDATE, REVISION


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
    """Counts a change; the number is the revision of all that it writes."""
    counted = update(REVISION).values(changes=REVISION.c.changes + 1).returning(REVISION.c.changes)
    return int(connection.execute(counted).scalar_one())


def count_removal(connection: Connection) -> None:
    """Counts the removal of a candidate."""
    connection.execute(update(REVISION).values(removals=REVISION.c.removals + 1))


def changed_since(connection: Connection, changes: int) -> list[str]:
    """The codes of candidates that were written after so many changes, sorted."""
    query = select(CANDIDATE.c.code).where(CANDIDATE.c.revision > changes)
    return sorted(connection.execute(query).scalars())  # sorted by the database, all rows would be read
