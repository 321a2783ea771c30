"""Sheets as Excel workbooks: every cell is written as text; values are read, never formulas or macros."""

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from skillpath.errors import InputError, Problem
from skillpath.ontology.files import write_atomically
from skillpath.ontology.importers.archive import UNREADABLE, check_zip
from skillpath.ontology.sheets.sheet import Sheet, SheetRow, column_letters, plain

_UNREADABLE: Final = (CalamineError, *UNREADABLE)
"""What opening a file raises that is no workbook, or is a damaged one."""

MAX_CELL: Final = 32_767
"""Most characters in a cell of an Excel workbook."""


_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook says it was made: the same sheet is the same bytes."""

_FIRST_SHEET: Final = re.compile(rb'<(?:\w+:)?sheet\s[^>]*\br:id="([^"]+)"')
_PART: Final = re.compile(rb"<Relationship\s[^>]*>")
_ERROR_CELL: Final = re.compile(
    rb'<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL
)


def write_xlsx(sheet: Sheet, path: Path) -> None:
    """Writes a workbook in one step; raises :class:`InputError` where a cell is too long for one."""
    _check_lengths(sheet, path.name)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": _MADE})
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
    write_atomically(path, content.getvalue())


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


def read_workbook(name: str, data: bytes) -> list[SheetRow]:
    """The first sheet: values as the workbook last computed them, never formulas or macros.

    Raises :class:`InputError` for what is no workbook, and for formulas that came to an error: read as
    empty cells, they would take away what the concept said there.
    """
    try:
        check_zip(name, data)
        failed = _failed_formulas(name, data)
        page = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        cells = page.to_python(skip_empty_area=False)
    except _UNREADABLE as error:
        reason = f"no Excel workbook that can be read: {error}"
        raise InputError("The sheet cannot be read.", [Problem(name, None, reason)]) from error
    if failed:
        raise InputError("The sheet cannot be taken; nothing was changed.", failed)
    return [SheetRow(line, tuple(plain(_text(c)) for c in row)) for line, row in enumerate(cells, start=1)]


def _failed_formulas(name: str, data: bytes) -> list[Problem]:
    """The cells of the first sheet that hold an error value, which the reader gives as empty ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = _first_page(archive)
        found = _ERROR_CELL.findall(archive.read(page)) if page in archive.namelist() else []
    return [
        Problem(name, int(row), f"column {column.decode()}: the formula comes to {value.decode()}: mend it")
        for column, row, value in found
    ]


def _first_page(archive: zipfile.ZipFile) -> str:
    """The part of a workbook that holds its first sheet (ECMA-376); empty where it does not say."""
    sheet = _FIRST_SHEET.search(archive.read("xl/workbook.xml"))
    parts = _PART.findall(archive.read("xl/_rels/workbook.xml.rels"))
    wanted = next((p for p in parts if sheet is not None and b'Id="%b"' % sheet[1] in p), b"")
    target = re.search(rb'\bTarget="/?(?:xl/)?([^"]+)"', wanted)
    return "" if target is None else f"xl/{target[1].decode()}"


def _text(value: object) -> str:
    """A value as it was typed: whole numbers without a point."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
