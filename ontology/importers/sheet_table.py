"""The first sheet of an Excel workbook (.xlsx): rows by column name, each with its row number.

Values are read, never formulas or macros.
"""

import io
from collections.abc import Iterator
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.archive import UNREADABLE, MemberStream, check_zip
from skillpath.ontology.importers.csv_table import Row

_UNREADABLE: Final = (CalamineError, *UNREADABLE)
"""What opening a file raises that is no workbook, or is a damaged one."""


class SheetTable:
    """The rows of the first sheet; its first row is the header.

    Raises :class:`InputError` where the file is no workbook, or unpacks to more than a download may.
    """

    def __init__(self, name: str, stream: MemberStream) -> None:
        self.name = name
        data = stream.read()
        try:
            check_zip(name, data)
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
            self._cells = sheet.to_python(skip_empty_area=False)  # else rows would be miscounted
        except _UNREADABLE as error:
            reason = f"not an Excel workbook that can be read: {error}"
            raise InputError("A workbook cannot be read.", [Problem(name, None, reason)]) from error
        self.columns = tuple(map(_text, self._cells[0])) if self._cells else ()

    def rows(self) -> Iterator[Row]:
        """The rows below the header, blank ones left out."""
        for number, values in enumerate(self._cells[1:], start=2):
            cells = [_text(value) for value in values]
            if any(cells):
                yield Row(number, cells)


def _text(value: object) -> str:
    """A cell as a text file would have it: whole numbers without a point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
