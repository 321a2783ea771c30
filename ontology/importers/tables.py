"""The tables of a download, opened together: the format is what the file name ends in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePath
from textwrap import shorten
from typing import Final, Protocol

from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.archive import Budget, Member, MemberStream
from skillpath.ontology.importers.csv_table import CsvTable, Row, TabSeparated
from skillpath.ontology.importers.sheet_table import SheetTable


class Table(Protocol):
    """The rows of one file, read once from front to end."""

    name: str
    columns: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """The rows below the header, blank ones left out; a row without defect has a cell a column."""


READERS: Final[Mapping[str, Callable[[str, MemberStream], Table]]] = {
    ".csv": CsvTable,
    ".txt": lambda name, stream: CsvTable(name, stream, dialect=TabSeparated),
    ".xlsx": SheetTable,
}
"""What a file name ends in → how its table is read."""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table and the stream that it is read from."""

    stream: MemberStream
    rows: Table


def open_tables(
    stack: ExitStack,
    chosen: Mapping[str, Member],
    required: Mapping[str, Iterable[str]],
    budget: Budget,
    *,
    refusal: str,
) -> dict[str, OpenTable]:
    """The chosen file of each table, with the columns that the table needs once each.

    Raises :class:`InputError`, its summary ``refusal``, with what is wrong with any of them.
    """
    opened: dict[str, OpenTable] = {}
    problems: list[Problem] = []
    for name, member in chosen.items():
        try:
            stream = stack.enter_context(MemberStream(member, budget))
            rows = _reader(member.name)(member.name, stream)
        except InputError as error:
            problems.extend(error.problems)
            continue
        problems.extend(_missing_columns(required[name], rows))
        opened[name] = OpenTable(stream, rows)
    if problems:
        raise InputError(refusal, problems)
    return opened


def _reader(file: str) -> Callable[[str, MemberStream], Table]:
    reader = READERS.get(PurePath(file).suffix.casefold())
    if reader is None:
        reason = f"is no table in a known format: the name must end in {', '.join(READERS)}"
        raise InputError("Unknown format.", [Problem(file, None, reason)])
    return reader


def _missing_columns(required: Iterable[str], rows: Table) -> list[Problem]:
    there = shorten(", ".join(map(repr, rows.columns)) or "none", 400, placeholder=" …")
    return [
        Problem(rows.name, 1, f"needs one column {column!r}; the columns are: {there}")
        for column in required
        if rows.columns.count(column) != 1
    ]
