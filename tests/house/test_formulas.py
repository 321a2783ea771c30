"""No table that is written holds a formula that a spreadsheet would run, whoever wrote its text."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from skillpath.agency.address import file_url
from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.entries import Wanted
from skillpath.agency.audit.exporting import export
from skillpath.agency.audit.kinds import Event
from skillpath.agency.book import Book
from skillpath.agency.rank_files import write_ranking
from skillpath.agency.rank_roles import Placed
from skillpath.ontology.formulas import shielded, unshielded
from skillpath.ontology.sheets.files import save
from skillpath.ontology.sheets.sheet import Sheet, SheetRow
from skillpath.ontology.sparql.forms import Form
from skillpath.ontology.sparql.results import QueryResult, to_csv
from skillpath.ontology.sparql.spreadsheets import shield
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.workbook import workbook

LIVE = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "'=1",
    "\uff1d1+1",
    '=HYPERLINK("//elsewhere.example")',
)


def sheet_cells(text: str, folder: Path, ending: str) -> Path:
    save(Sheet("a", ("IRI", "label"), (SheetRow(2, ("urn:a", text)),)), folder / f"a{ending}")
    return folder / f"a{ending}"


def csv_sheet(text: str, folder: Path) -> list[list[str]]:
    return rows(sheet_cells(text, folder, ".csv").read_bytes().decode("utf-8-sig"))


def csv_ranking(text: str, folder: Path) -> list[list[str]]:
    write_ranking(folder / "a.csv", [Placed(text, 1, text, 0.5, 50.0, True)])
    return rows((folder / "a.csv").read_bytes().decode())


def csv_log(text: str, folder: Path) -> list[list[str]]:
    book = Book(file_url(folder / "book.sqlite"))
    book.log(Happening(Event.EXPORT, text))
    export(book, folder / "log.csv", Wanted(), by="K-1")
    return rows((folder / "log.csv").read_bytes().decode())


def csv_query(text: str, _: Path) -> list[list[str]]:
    return rows(to_csv(QueryResult("select", ("label",), ((Term(text, "literal"),),))))


def csv_download(text: str, _: Path) -> list[list[str]]:
    exact, table = io.StringIO(newline=""), io.BytesIO()
    csv.writer(exact).writerows([["label"], [text]])
    shield(io.BytesIO(exact.getvalue().encode()), table, Form.CSV)
    return rows(table.getvalue().decode())


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


WRITERS: Mapping[str, Callable[[str, Path], list[list[str]]]] = {
    "ontology/sheets/csv_file.py": csv_sheet,
    "agency/rank_files.py": csv_ranking,
    "agency/audit/exporting.py": csv_log,
    "ontology/sparql/results.py": csv_query,
    "ontology/sparql/spreadsheets.py": csv_download,
}
"""Module that writes CSV → what it writes of a text."""


def xlsx_sheet(text: str, folder: Path) -> bytes:
    return sheet_cells(text, folder, ".xlsx").read_bytes()


def xlsx_query(text: str, _: Path) -> bytes:
    row = (Term("urn:a", "iri"), Term(text, "literal"))
    return workbook(QueryResult("select", ("thing", "label"), (row,)))


WORKBOOKS: Mapping[str, Callable[[str, Path], bytes]] = {
    "ontology/sheets/workbook.py": xlsx_sheet,
    "ontology/sparql/workbook.py": xlsx_query,
}
"""Module that writes workbooks → what it writes of a text in the second column."""


def test_every_writer_of_tables_is_tried(root: Path, package_folders: dict[str, str]) -> None:
    found: dict[str, set[str]] = {"csv": set(), "xlsxwriter": set()}
    for folder in package_folders.values():
        for path in (root / folder).glob("*.py"):
            for writer in re.findall(
                r"\b(csv|xlsxwriter)\.(?:writer|DictWriter|Workbook)\(", path.read_text()
            ):
                found[writer].add(path.relative_to(root).as_posix())
    assert (found["csv"], found["xlsxwriter"]) == (set(WRITERS), set(WORKBOOKS))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("text", LIVE)
def test_no_cell_of_csv_begins_a_formula(writer: str, text: str, tmp_path: Path) -> None:
    (_, *written) = WRITERS[writer](text, tmp_path)
    cells = [cell for row in written for cell in row]
    assert any(cell.lstrip("'") == text.lstrip("'") for cell in cells)
    assert [cell for cell in cells if re.match(r"[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]", cell)] == []


@pytest.mark.parametrize("writer", WORKBOOKS)
@pytest.mark.parametrize("text", LIVE)
def test_no_cell_of_a_workbook_is_a_formula(writer: str, text: str, tmp_path: Path) -> None:
    page = CalamineWorkbook.from_filelike(io.BytesIO(WORKBOOKS[writer](text, tmp_path)))
    (_, row) = page.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert str(row[1]).strip() == text.strip()  # a formula that nobody computed would read as empty


@given(st.text())
def test_a_shield_is_taken_away_again(text: str) -> None:
    assert unshielded(shielded(text)) == text


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_stay_numbers(number: float) -> None:
    assert shielded(str(number)) == str(number)
