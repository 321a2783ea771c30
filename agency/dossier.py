"""All that the book holds on one person, as one document: for the person, who has a right to it."""

import base64
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Table, or_, select

from skillpath.agency import schema as t
from skillpath.agency.audit.kinds import Event
from skillpath.agency.book import Book
from skillpath.agency.identities import look
from skillpath.agency.records import of_person


def dossier(book: Book, code: str) -> Mapping[str, list[dict[str, Any]]]:
    """Table → rows, of each table that refers to a candidate: what a table to come will hold is in it too.

    Days are in ISO 8601, files in base64. Records merged into the candidate are included. Raises
    :class:`UnknownName`.
    """
    book.candidate(code)
    with book.read() as connection:
        codes = list(connection.execute(of_person(code)).scalars())
        tables = {t.CANDIDATE: [t.CANDIDATE.c.code], **references()}
        return {table.name: _rows(connection, table, columns, codes) for table, columns in tables.items()}


def export(book: Book, code: str, *, by: str, reason: str) -> Mapping[str, list[dict[str, Any]]]:
    """The same to give away: the identity is in it, so it is kept as a look, with who and why.

    Raises :class:`UnknownName`, and :class:`InputError` where one of the two is not said.
    """
    look(book, code, by=by, reason=f"export: {reason}" if reason.strip() else "", event=Event.EXPORT)
    return dossier(book, code)


def references() -> dict[Table, list[Column[Any]]]:
    """The tables that refer to candidates, each with the columns that do."""
    found = {
        table: [key.parent for key in table.foreign_keys if key.column is t.CANDIDATE.c.code]
        for table in t.METADATA.sorted_tables
        if table is not t.CANDIDATE
    }
    return {table: columns for table, columns in found.items() if columns}


def _rows(
    connection: Connection, table: Table, columns: Sequence[Column[Any]], codes: Sequence[str]
) -> list[dict[str, Any]]:
    theirs = or_(*(column.in_(codes) for column in columns))
    query = select(table).where(theirs).order_by(*table.primary_key.columns)
    return [
        {name: _plain(value) for name, value in row.items()} for row in connection.execute(query).mappings()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
