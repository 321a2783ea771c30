"""A CSV or tab-separated file: rows by column name, each with the line that it starts on.

As published, or as a spreadsheet saved it again: between commas, semicolons or tabs, in UTF-8 or in UTF-16
with a byte order mark. Cells may be quoted and run over several lines. Whatever is wrong with a row is said
with the row; only what makes the whole file unusable is an error.
"""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from skillpath.errors import InputError, Problem

MAX_LINE: Final = 1 << 20
"""Longest physical line, in bytes."""

DELIMITERS: Final = (",", ";", "\t")
"""What may stand between cells: whichever the header has most of, the first of equals."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first line, its cells without surrounding space, and what is wrong with it (or empty)."""

    line: int
    cells: list[str]
    defect: str = ""


class TabSeparated(csv.Dialect):
    """Cells between tabs, a row a line; a quotation mark is a character like any other."""

    delimiter = "\t"
    quoting = csv.QUOTE_NONE
    lineterminator = "\n"


class CsvTable:
    """The rows of one CSV file, read once from front to end.

    Raises :class:`InputError` where there is no readable header, and while rows are read where a line is
    longer than :data:`MAX_LINE`. Without a ``dialect`` the header tells the delimiter.
    """

    def __init__(self, name: str, stream: io.RawIOBase, *, dialect: type[csv.Dialect] | None = None) -> None:
        self.name = name
        self._stream = _in_utf8(name, io.BufferedReader(stream, 1 << 17))
        self._damaged: dict[int, str] = {}
        first = self._line(1).removeprefix(BOM_UTF8)
        lines = self._lines(first)
        if dialect is None:
            self._reader = csv.reader(lines, delimiter=_delimiter(first))
        else:
            self._reader = csv.reader(lines, dialect)
        header = next(self._rows(), Row(1, []))
        if header.defect:
            raise InputError("A header cannot be read.", [Problem(name, header.line, header.defect)])
        self.columns = tuple(header.cells)

    def rows(self) -> Iterator[Row]:
        """The rows below the header, blank lines left out."""
        for row in self._rows():
            if not row.defect and len(row.cells) != len(self.columns):
                yield Row(row.line, row.cells, self._miscounted(row))
            else:
                yield row

    def _rows(self) -> Iterator[Row]:
        while True:
            start = self._reader.line_num + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(start, [], f"not a CSV row: {error}")
                continue
            if cells:
                yield Row(
                    start, [cell.strip() for cell in cells], self._damage(start) if self._damaged else ""
                )

    def _lines(self, first: bytes) -> Iterator[str]:
        number, line = 1, first
        while line:
            yield self._decoded(line, number)
            number += 1
            line = self._line(number)

    def _line(self, number: int) -> bytes:
        line = self._stream.readline(MAX_LINE + 1)
        if len(line) > MAX_LINE:
            reason = f"a line of more than {MAX_LINE:,} bytes"
            raise InputError("A line is too long.", [Problem(self.name, number, reason)])
        return line

    def _decoded(self, line: bytes, number: int) -> str:
        if b"\0" in line:
            self._damaged[number] = "holds a NUL byte"
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError as error:
            self._damaged[number] = f"not UTF-8 text (byte 0x{line[error.start]:02x})"
            return line.decode("utf-8", "replace")

    def _damage(self, start: int) -> str:
        """What is wrong with the lines of the row just read; a row may hold several."""
        lines = [n for n in self._damaged if start <= n <= self._reader.line_num]
        return "; ".join(self._damaged.pop(n) for n in lines)

    def _miscounted(self, row: Row) -> str:
        last = self._reader.line_num
        hint = f" (the row runs to line {last}: is a quote missing?)" if last > row.line else ""
        return f"{len(row.cells)} cells where the header has {len(self.columns)}{hint}"


def _in_utf8(name: str, stream: io.BufferedReader) -> io.BufferedIOBase:
    """The stream, read whole and written anew where its byte order mark says UTF-16."""
    if not stream.peek(len(BOM_UTF16_LE)).startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return stream
    try:
        return io.BytesIO(stream.read().decode("utf-16").encode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            "A file cannot be read.", [Problem(name, None, f"not UTF-16 text: {error}")]
        ) from error


def _delimiter(header: bytes) -> str:
    return max(DELIMITERS, key=lambda delimiter: header.count(delimiter.encode()))


def read_csv(path: Path, needed: Sequence[str], *, refused: str) -> tuple[tuple[str, ...], list[Row]]:
    """The columns and rows of a file that needs some columns, each once.

    Raises :class:`InputError`: ``refused`` with each that is not there so, or where it cannot be read.
    """
    try:
        with path.open("rb", buffering=0) as stream:
            table = CsvTable(path.name, stream)
            rows = list(table.rows())
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror or error}") from error
    missing = [column for column in needed if table.columns.count(column) != 1]
    if missing:
        raise InputError(
            refused, [Problem(path.name, 1, f"needs one column {column!r}") for column in missing]
        )
    return table.columns, rows
