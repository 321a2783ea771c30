"""Sheets as files: CSV as spreadsheets write it, and Excel workbooks.

A cell that begins like a formula never is one: in a workbook it is stored as text, in CSV it is written
behind an apostrophe, which reading takes away again.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineError, CalamineWorkbook

from skillpath.errors import InputError, Problem
from skillpath.ontology.files import write_atomically
from skillpath.ontology.importers.archive import check_zip

MAX_CELL: Final = 32_767
"""Most characters in a cell of an Excel workbook."""

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED: Final = re.compile(r"'+[=+\-@\t\r]")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of a row, as many as there are columns, and the row or line that it begins in."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text. ``name`` is the scheme, or the file that it was read from."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def save(sheet: Sheet, path: Path) -> None:
    """Writes a sheet; the format is what the file name ends in.

    Raises :class:`InputError` for another ending, a file that cannot be written, or a cell that is too long.
    """
    writer = _WRITERS[_format(path)]
    try:
        writer(sheet, path)
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror or error}.") from error


def load(path: Path) -> Sheet:
    """Reads a sheet; blank rows are left out, and so are columns without a header and without content.

    Raises :class:`InputError` with all rows that cannot be taken, or why the file cannot be read.
    """
    reader = _READERS[_format(path)]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror or error}.") from error
    rows = [row for row in reader(path.name, data) if any(row.cells)]
    if not rows:
        raise InputError("The sheet is empty.", [Problem(path.name, None, "has no header")])
    return _framed(path.name, rows[0], rows[1:])


def _format(path: Path) -> str:
    ending = path.suffix.casefold()
    if ending not in _READERS:
        raise InputError(f"{path.name}: a sheet is a file ending in {' or '.join(_READERS)}.")
    return ending


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
        if cell and place not in named:
            yield f"column {column_letters(place)} has no header, but a cell: {cell!r}"


def column_letters(place: int) -> str:
    """A column's name in a spreadsheet, counted from 0: A, B, … Z, AA."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters


def _write_csv(sheet: Sheet, path: Path) -> None:
    """UTF-8 with a byte order mark, by which Excel knows it, and lines as RFC 4180 has them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([_shield(cell) for cell in row.cells] for row in sheet.rows)
    write_atomically(path, "\ufeff" + text.getvalue())


def _shield(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unshield(cell: str) -> str:
    return cell[1:] if _SHIELDED.match(cell) else cell


def _read_csv(name: str, data: bytes) -> list[SheetRow]:
    text = _decoded(name, data)
    head = next((line for line in text.splitlines() if line.strip(_DELIMITERS + " ")), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True
    )
    rows = []
    line = 1
    try:
        for cells in reader:
            rows.append(SheetRow(line, tuple(_unshield(_plain(cell)) for cell in cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            "The sheet cannot be read.", [Problem(name, line, f"no CSV row: {error}")]
        ) from error
    return rows


def _decoded(name: str, data: bytes) -> str:
    """Text by its byte order mark; without one UTF-8, or else Windows-1252, as Excel saves "CSV"."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise InputError(
        "The sheet cannot be read: save it as CSV UTF-8.",
        [Problem(name, None, "is neither UTF-8, UTF-16 with a byte order mark, nor Windows-1252 text")],
    )


def _write_xlsx(sheet: Sheet, path: Path) -> None:
    _check_lengths(sheet, path.name)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, options) as book:
        page = book.add_worksheet("concepts")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 2)
        page.set_column(0, len(sheet.columns), 30)
        for place, header in enumerate(sheet.columns):
            page.write_string(0, place, header, bold)
        for number, row in enumerate(sheet.rows, start=1):
            for place, cell in enumerate(row.cells):
                if cell:
                    page.write_string(number, place, cell, wrapped)
    path.write_bytes(content.getvalue())


def _check_lengths(sheet: Sheet, name: str) -> None:
    problems = [
        Problem(
            name,
            row.line,
            f"column {column_letters(place)} ({sheet.columns[place]}): {len(cell):,} characters",
        )
        for row in sheet.rows
        for place, cell in enumerate(row.cells)
        if len(cell.encode("utf-16-le")) > 2 * MAX_CELL
    ]
    if problems:
        raise InputError(f"A cell of a workbook holds {MAX_CELL:,} characters: export CSV instead.", problems)


def _read_xlsx(name: str, data: bytes) -> list[SheetRow]:
    """The first sheet: values as the workbook last computed them, never formulas or macros."""
    try:
        check_zip(name, data)
        page = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        cells = page.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, IndexError) as error:
        reason = f"no Excel workbook that can be read: {error}"
        raise InputError("The sheet cannot be read.", [Problem(name, None, reason)]) from error
    return [SheetRow(line, tuple(_plain(_text(c)) for c in row)) for line, row in enumerate(cells, start=1)]


def _text(value: object) -> str:
    """A value as it was typed: whole numbers without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain(cell: str) -> str:
    """A cell with lines ended by line feeds, and nothing around it."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


_READERS: Final[Mapping[str, Callable[[str, bytes], list[SheetRow]]]] = {
    ".csv": _read_csv,
    ".xlsx": _read_xlsx,
}
_WRITERS: Final[Mapping[str, Callable[[Sheet, Path], None]]] = {".csv": _write_csv, ".xlsx": _write_xlsx}
