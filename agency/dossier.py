"""All that the book holds on one person, as one document: for the person, who has a right to it."""

import base64
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from skillpath.agency import schema as t
from skillpath.agency.book import Book


def dossier(book: Book, code: str) -> Mapping[str, list[dict[str, Any]]]:
    """Table → rows, of each table that refers to a candidate: what a table to come will hold is in it too.

    Days are in ISO 8601, files in base64. Records merged into the candidate are included. Raises
    :class:`UnknownName`.
    """
    book.candidate(code)
    with book.read() as connection:
        same = (t.CANDIDATE.c.code == code) | (t.CANDIDATE.c.merged_into == code)
        codes = connection.execute(select(t.CANDIDATE.c.code).where(same)).scalars().all()
        held = {t.CANDIDATE.name: _rows(connection, t.CANDIDATE, t.CANDIDATE.c.code, codes)}
        for table, column in references():
            held.setdefault(table.name, []).extend(_rows(connection, table, column, codes))
    return held


def references() -> list[tuple[Table, Column[Any]]]:
    """The tables that refer to candidates, each with the column that does."""
    return [
        (table, key.parent)
        for table in t.METADATA.sorted_tables
        if table is not t.CANDIDATE
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column is t.CANDIDATE.c.code
    ]


def _rows(
    connection: Connection, table: Table, column: Column[Any], codes: Sequence[str]
) -> list[dict[str, Any]]:
    query = select(table).where(column.in_(codes)).order_by(*table.primary_key.columns)
    return [
        {name: _plain(value) for name, value in row.items()} for row in connection.execute(query).mappings()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
