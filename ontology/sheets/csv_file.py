"""Sheets as CSV, as spreadsheets write it.

A cell that begins like a formula is written behind an apostrophe, which reading takes away again.
"""

import csv
import io
from pathlib import Path
from typing import Final

from skillpath.errors import InputError, Problem
from skillpath.ontology.files import write_atomically
from skillpath.ontology.formulas import shielded, unshielded
from skillpath.ontology.sheets.sheet import Sheet, SheetRow, plain

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = ",;\t"


def write_csv(sheet: Sheet, path: Path) -> None:
    """UTF-8 with a byte order mark, by which Excel knows it, and lines as RFC 4180 has them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(sheet.columns)
    writer.writerows([shielded(cell) for cell in row.cells] for row in sheet.rows)
    write_atomically(path, "\ufeff" + text.getvalue())


def read_csv(name: str, data: bytes) -> list[SheetRow]:
    """The rows of CSV text in any of the usual encodings, between commas, semicolons or tabs."""
    text = _decoded(name, data)
    head = next((line for line in text.splitlines() if line.strip(_DELIMITERS + " ")), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=head.count), strict=True
    )
    rows = []
    line = 1
    try:
        for cells in reader:
            rows.append(SheetRow(line, tuple(unshielded(plain(cell)) for cell in cells)))
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
