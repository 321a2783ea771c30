"""Candidates as they were when the book had changed so often: for what was shown then."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from skillpath.agency import records
from skillpath.agency import schema as t
from skillpath.agency import version_tables as was
from skillpath.agency.candidate_record import candidate_of
from skillpath.agency.storing import batched
from skillpath.reasoner.candidate import Candidate


def candidates_at(connection: Connection, codes: Sequence[str], changes: int) -> list[Candidate]:
    """The candidates of some codes as the book had them after so many changes, by code.

    Who was added later is left out; a record that was merged since is told as it was.
    """
    found: dict[str, Candidate] = {}
    for batch in batched(sorted(set(codes))):
        there = select(t.CANDIDATE).where(t.CANDIDATE.c.code.in_(batch), t.CANDIDATE.c.created <= changes)
        found |= {one.code: one for one in records.candidates(connection, there)}
        found |= _replaced(connection, batch, changes, found)
    return [found[code] for code in sorted(found)]


def _replaced(
    connection: Connection, codes: Sequence[str], changes: int, known: dict[str, Candidate]
) -> dict[str, Candidate]:
    """Of those written anew since the first record that was replaced."""
    table = was.CANDIDATE_VERSION
    query = (
        select(table.c.candidate, table.c.record)
        .where(table.c.candidate.in_(codes), table.c.until > changes)
        .order_by(table.c.candidate, table.c.until.desc())
    )
    rows = connection.execute(query)
    return {row.candidate: candidate_of(row.record) for row in rows if row.candidate in known}
