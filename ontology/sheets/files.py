"""Sheets as files: the format is what the file name ends in."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

from skillpath.errors import InputError, Problem
from skillpath.ontology.sheets.csv_file import read_csv, write_csv
from skillpath.ontology.sheets.sheet import FAILED, Sheet, SheetRow, column_letters
from skillpath.ontology.sheets.workbook import read_workbook, write_xlsx

_Handler = TypeVar("_Handler")

_READERS: Final[Mapping[str, Callable[[str, bytes], list[SheetRow]]]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsm": read_workbook,
    ".xlsx": read_workbook,
}
"""What a file name ends in → what reads it."""

_WRITERS: Final[Mapping[str, Callable[[Sheet, Path], None]]] = {".csv": write_csv, ".xlsx": write_xlsx}
"""Nothing is written as a workbook with macros: it would have none."""


def save(sheet: Sheet, path: Path) -> None:
    """Writes a sheet; the format is what the file name ends in.

    Raises :class:`InputError` for another ending, a file that cannot be written, or a cell that is too long.
    """
    writer = _handler(_WRITERS, path)
    try:
        writer(sheet, path)
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror or error}.") from error


def load(path: Path) -> Sheet:
    """Reads a sheet; blank rows are left out, and so are columns without a header and without content.

    Raises :class:`InputError` with all rows that cannot be taken, or why the file cannot be read.
    """
    reader = _handler(_READERS, path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror or error}.") from error
    rows = [row for row in reader(path.name, data) if any(row.cells)]
    if not rows:
        raise InputError("The sheet is empty.", [Problem(path.name, None, "has no header")])
    return _framed(path.name, rows[0], rows[1:])


def _handler(handlers: Mapping[str, _Handler], path: Path) -> _Handler:
    handler = handlers.get(path.suffix.casefold())
    if handler is None:
        *others, last = handlers
        raise InputError(f"{path.name}: a sheet is a file ending in {', '.join(others)} or {last}.")
    return handler


def _framed(name: str, header: SheetRow, rows: list[SheetRow]) -> Sheet:
    """The rows cut to the columns that have a header; content anywhere else is a problem."""
    width = len(header.cells)
    named = [place for place in range(width) if header.cells[place]]
    problems = [
        Problem(name, row.line, reason) for row in rows for reason in _misfits(row, width, frozenset(named))
    ]
    if problems:
        raise InputError("The sheet cannot be taken.", problems)
    cut = tuple(SheetRow(row.line, tuple(row.cells[place] for place in named)) for row in rows)
    return Sheet(name, tuple(header.cells[place] for place in named), cut)


def _misfits(row: SheetRow, width: int, named: frozenset[int]) -> Iterator[str]:
    if len(row.cells) < width:
        yield f"has {len(row.cells)} cells where the header has {width}"
    for place, cell in enumerate(row.cells):
        if cell in FAILED:
            yield f"column {column_letters(place)}: the formula comes to {cell}: mend it"
        if cell and place not in named:
            yield f"column {column_letters(place)} has no header, but a cell: {cell!r}"
