"""Answers as Excel workbooks."""

import io
from datetime import UTC, datetime
from typing import Final

import xlsxwriter

from skillpath.errors import QueryTooLarge
from skillpath.ontology.sparql.numbers import number
from skillpath.ontology.sparql.results import QueryResult
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.triples import as_rows

MAX_ROWS: Final = 100_000
"""A workbook of more rows takes a gigabyte to make, and longer to open than to ask again."""

MAX_CELL: Final = 32_767
"""Most characters in a cell of an Excel workbook."""

EXACT: Final = 15
"""So many digits of a number Excel keeps; a longer one stays text."""

_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a workbook says it was made: the same answer is the same bytes."""


def workbook(result: QueryResult) -> bytes:
    """Rows, or the triples of a graph, as an Excel workbook: numbers as numbers, all else as text.

    Raises :class:`QueryTooLarge` where there are more than :data:`MAX_ROWS`, or a cell is too long for one.
    """
    if result.truncated or len(result.rows) > MAX_ROWS:
        raise QueryTooLarge(f"A workbook holds {MAX_ROWS:,} rows of an answer: take CSV, or ask for fewer.")
    told = as_rows(result)
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": _MADE})
        page = book.add_worksheet("answer")
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        page.set_column(0, max(0, len(told.columns) - 1), 30)
        for place, name in enumerate(told.columns):
            page.write_string(0, place, name, bold)
        for line, row in enumerate(told.rows, start=1):
            for place, cell in enumerate(row):
                _write(page, line, place, cell)
    return content.getvalue()


def _write(page: "xlsxwriter.worksheet.Worksheet", line: int, place: int, cell: Term | None) -> None:
    value = number(cell)
    if cell is None:
        return
    if value is not None and sum(letter.isdigit() for letter in cell.value) <= EXACT:
        page.write_number(line, place, value)
    elif len(cell.value.encode("utf-16-le")) > 2 * MAX_CELL:
        raise QueryTooLarge(f"A cell of a workbook holds {MAX_CELL:,} characters: take CSV instead.")
    else:
        page.write_string(line, place, str(cell))
