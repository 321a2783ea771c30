"""Copying a book into another database: from the workspace's file to a server, or back."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import URL, Connection, Table, delete, insert, select

from skillpath.agency.address import place
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.engine import open_engine, reading, writing
from skillpath.agency.schema import CANDIDATE, METADATA, REVISION
from skillpath.agency.storing import BATCH
from skillpath.errors import InputError

_AFTER: Final = {CANDIDATE: (CANDIDATE.c.merged_into.is_not(None),)}
"""Table → what its rows are sorted by first, so that none is copied before one that it refers to."""


def copy_book(source: URL, target: URL) -> Mapping[str, int]:
    """Copies all that a book holds into an empty one, all or nothing; gives the number of rows by table.

    Raises :class:`InputError` for a target that holds something, :class:`WorkspaceError` for a database that
    cannot be used.
    """
    engines = [open_engine(source), open_engine(target)]
    try:
        with reading(engines[0]).connect() as there, writing(engines[1]).begin() as here:
            _refuse_filled(here, place(target))
            here.execute(delete(REVISION))
            return {table.name: _copy(there, here, table) for table in METADATA.sorted_tables}
    finally:
        for engine in engines:
            engine.dispose()


def _refuse_filled(connection: Connection, name: str) -> None:
    for table in METADATA.sorted_tables:
        if table is not REVISION and connection.execute(select(table).limit(1)).first() is not None:
            raise InputError(f"The book {name} is not empty: copy into a new database.")


def _copy(there: Connection, here: Connection, table: Table) -> int:
    rows = there.execution_options(yield_per=BATCH).execute(
        select(table).order_by(*_AFTER.get(table, ()), *table.primary_key.columns)
    )
    count = 0
    for part in rows.mappings().partitions():
        here.execute(insert(table), [dict(row) for row in part])
        count += len(part)
    _count_on(here, table)
    return count


def _count_on(here: Connection, table: Table) -> None:
    """Has the database number new rows after those that were copied with their numbers."""
    statement, column = DIALECTS[here.dialect.name].count_on, table.autoincrement_column
    if statement is not None and column is not None:
        here.exec_driver_sql(statement.format(table=table.name, column=column.name))
