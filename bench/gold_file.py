"""The CSV file of a gold standard: its columns checked, its rows as they stand."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.csv_table import CsvTable, Row

ORIGIN: Final = "origin_esco"
DEST: Final = "dest_esco"
"""Who moves and where to: IRIs of occupations, ``|``-separated."""

GRADES: Final = ("substitutability", "tier", "moves", "mean_feasibility")
"""Columns taken as the grade where none is named: the first that the file has."""

GROUPS: Final = (("origin_group", "group"), ("dest_group", "group"))
"""Columns taken as the group of the origin and of the destination: the first that the file has."""


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One row: the IRIs of both sides, the grade (NaN where the cell is empty), both groups ("" for none)."""

    sides: tuple[tuple[str, ...], tuple[str, ...]]
    grade: float
    groups: tuple[str, str]


@dataclass(frozen=True, slots=True)
class GoldFile:
    """The rows of a file, and the column that graded them (without one, every grade is 1)."""

    name: str
    rows: tuple[GoldRow, ...]
    grade_column: str | None


def read_gold_file(path: Path, *, grade: str | None = None) -> GoldFile:
    """A gold standard as it stands; ``grade`` names the column of the grade, else one of :data:`GRADES` is.

    A side may be empty: there are gold standards with occupations that no taxonomy has. Raises
    :class:`InputError` with all that is wrong: an unreadable file, missing columns, broken rows, grades that
    are no numbers.
    """
    columns, rows = read_table(path)
    check_columns(path.name, columns, [ORIGIN, DEST, *([] if grade is None else [grade])])
    grade_column = grade if grade is not None else _first(columns, GRADES)
    group_columns = [_first(columns, names) for names in GROUPS]
    problems = [
        Problem(path.name, row.line, reason)
        for row in rows
        if (reason := row.defect or _defect(_cells(columns, row), grade_column))
    ]
    if problems:
        raise InputError("Not a gold standard.", problems)
    taken = tuple(_row(_cells(columns, row), grade_column, group_columns) for row in rows)
    return GoldFile(path.name, taken, grade_column)


def read_table(path: Path) -> tuple[tuple[str, ...], list[Row]]:
    """The columns and the rows of a table; raises :class:`InputError` where it cannot be read."""
    try:
        with path.open("rb", buffering=0) as stream:
            table = CsvTable(path.name, stream)
            return table.columns, list(table.rows())
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError("Not a gold standard.", [Problem(path.name, None, reason)]) from error


def check_columns(name: str, columns: tuple[str, ...], wanted: list[str]) -> None:
    """Raises :class:`InputError` with all columns that are not there, or there twice."""
    there = ", ".join(map(repr, columns)) or "none"
    problems = [
        Problem(name, 1, f"needs one column {column!r}; the columns are: {there}")
        for column in wanted
        if columns.count(column) != 1
    ]
    if problems:
        raise InputError("Not a gold standard.", problems)


def _cells(columns: tuple[str, ...], row: Row) -> dict[str, str]:
    return dict(zip(columns, row.cells, strict=True))


def _first(columns: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in columns), None)


def _defect(cell: Mapping[str, str], grade_column: str | None) -> str:
    """What is wrong with a whole row; "" where nothing is."""
    if grade_column is None or not cell[grade_column] or _is_number(cell[grade_column]):
        return ""
    return f"{grade_column} is {cell[grade_column]!r}: a grade is a number, higher for a stronger pair"


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _iris(cell: str) -> tuple[str, ...]:
    return tuple(iri.strip() for iri in cell.split("|") if iri.strip())


def _row(cell: Mapping[str, str], grade_column: str | None, group_columns: list[str | None]) -> GoldRow:
    origin_group, dest_group = ("" if column is None else cell[column] for column in group_columns)
    return GoldRow(
        sides=(_iris(cell[ORIGIN]), _iris(cell[DEST])),
        grade=1.0 if grade_column is None else float(cell[grade_column] or "nan"),
        groups=(origin_group, dest_group),
    )
