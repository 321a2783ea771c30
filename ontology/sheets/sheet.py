"""A sheet as it stands in memory, whatever file it comes from."""

from dataclasses import dataclass
from typing import Final

FAILED: Final = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""What a cell shows, and Excel saves in CSV, for a formula that failed."""


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


def column_letters(place: int) -> str:
    """A column's name in a spreadsheet, counted from 0: A, B, … Z, AA."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters


def plain(cell: str) -> str:
    """A cell with lines ended by line feeds, and nothing around it."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
