"""Writing candidates and roles in batches: as many as there are, in little memory, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, Table, delete, insert, select

from skillpath.agency import records
from skillpath.agency import schema as t
from skillpath.agency import version_tables as was
from skillpath.agency.audit.persons import new_person
from skillpath.agency.bulk import write_rows
from skillpath.agency.candidate_record import record_of
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.moments import now
from skillpath.agency.revisions import next_change
from skillpath.agency.role_record import role_record
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.role import Role

BATCH: Final = 5_000
"""So many records are written at a time; SQLite takes up to 32,766 parameters in a statement."""

_FIRST: Final = frozenset(("created", "pseudonym", "seal_key"))
"""Columns of a candidate that stay as they were first written."""

Record = TypeVar("Record")


def store_candidates(connection: Connection, candidates: Iterable[Candidate]) -> None:
    """Writes candidates, each in place of one with the same code; counts as one change of the book.

    Raises :class:`InputError` where a code comes twice.
    """
    change = None
    for batch in batched(candidates):
        change = next_change(connection) if change is None else change
        rows = [
            records.candidate_row(one) | {"revision": change, "created": change, **new_person()}
            for one in batch
        ]
        known = _known(connection, t.CANDIDATE.c.code, rows, t.CANDIDATE.c.revision)
        _refuse_twice(
            "candidate", [row["code"] for row in rows], [c for c, at in known.items() if at == change]
        )
        _store_versions(connection, list(known), batch, change)
        _upsert(connection, t.CANDIDATE.c.code, rows)
        _store_parts(connection, t.SPELL, known, {one.code: one.spells for one in batch})
        _store_parts(connection, t.CLAIM, known, {one.code: one.claims for one in batch})


def store_roles(connection: Connection, roles: Iterable[Role]) -> None:
    """The same for roles, which are not counted."""
    written: list[str] = []
    for batch in batched(roles):
        rows = [records.role_row(one) for one in batch]
        _refuse_twice("role", [row["id"] for row in rows], written)
        written += (row["id"] for row in rows)
        known = _known(connection, t.ROLE.c.id, rows, t.ROLE.c.title)
        _store_role_versions(connection, list(known), batch)
        _upsert(connection, t.ROLE.c.id, rows)
        _store_parts(connection, t.ROLE_SKILL, known, {one.id: one.skills for one in batch})


def batched(records_: Iterable[Record]) -> Iterator[list[Record]]:
    """The records in lists of :data:`BATCH`."""
    rest = iter(records_)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _store_role_versions(connection: Connection, known: Sequence[str], batch: Sequence[Role]) -> None:
    """Keeps what those were that are written otherwise now."""
    if not known:
        return
    written = {one.id: one for one in batch}
    before = records.roles(connection, select(t.ROLE).where(t.ROLE.c.id.in_(known)).order_by(t.ROLE.c.id))
    until = now()
    rows = [
        {"role": one.id, "until": until, "record": role_record(one)}
        for one in before
        if one != written[one.id]
    ]
    if rows:
        connection.execute(insert(was.ROLE_VERSION), rows)


def _store_versions(
    connection: Connection, known: Sequence[str], batch: Sequence[Candidate], change: int
) -> None:
    """Keeps what those were who are written otherwise now."""
    if not known:
        return
    query = select(t.CANDIDATE).where(t.CANDIDATE.c.code.in_(known))
    written = {one.code: one for one in batch}
    before = [one for one in records.candidates(connection, query) if one != written[one.code]]
    rows = [{"candidate": one.code, "until": change, "record": record_of(one)} for one in before]
    write_rows(connection, insert(was.CANDIDATE_VERSION), rows)


def _known(
    connection: Connection, key: Column[str], rows: Sequence[Mapping[str, Any]], fact: Column[Any]
) -> dict[str, Any]:
    """Of the rows' keys those that are in the table, each with a fact about it."""
    asked = select(key, fact).where(key.in_([row[key.name] for row in rows]))
    return {row[0]: row[1] for row in connection.execute(asked)}


def _refuse_twice(kind: str, keys: Sequence[str], written: Iterable[str]) -> None:
    count = Counter(keys)
    count.update(set(written) & count.keys())
    twice = sorted(key for key, number in count.items() if number > 1)
    if twice:
        raise InputError(
            f"Nothing was taken: each {kind} must come once, but not so {', '.join(twice[:10])}."
        )


def _upsert(connection: Connection, key: Column[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, and updates in place those that are there: what refers to them stays."""
    adding = DIALECTS[connection.dialect.name].insert(key.table)
    others = {name: adding.excluded[name] for name in rows[0] if name != key.name and name not in _FIRST}
    write_rows(connection, adding.on_conflict_do_update(index_elements=[key], set_=others), rows)


def _store_parts(
    connection: Connection, table: Table, known: Iterable[str], owned: Mapping[str, Sequence[Any]]
) -> None:
    """Writes the parts of owners, in place of what those of them had who were known."""
    gone = list(known)
    if gone:
        connection.execute(delete(table).where(table.c.owner.in_(gone)))
    write_rows(connection, insert(table), records.parts(owned.items()))
