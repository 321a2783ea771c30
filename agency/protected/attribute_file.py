"""Attributes from a CSV file: ``candidate``, ``sex``, ``race``."""

from pathlib import Path
from typing import Any, Final

from skillpath.agency.protected.categories import UNKNOWN, WORDS, Attributes
from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.csv_table import Row, read_csv

COLUMNS: Final = ("candidate", *WORDS)


def read_attributes(path: Path) -> dict[str, Attributes]:
    """Code → attributes; raises :class:`InputError` with everything that is wrong in the file."""
    columns, rows = read_csv(path, COLUMNS, refused=_REFUSED)
    return _read(path.name, columns, rows)


_REFUSED: Final = "The attributes were not taken."


def _read(name: str, columns: tuple[str, ...], rows: list[Row]) -> dict[str, Attributes]:
    found: dict[str, Attributes] = {}
    problems: list[Problem] = []
    for row in rows:
        try:
            code, attributes = _attributes(row, columns)
            if code in found:
                raise InputError(f"{code} stands here a second time")
            found[code] = attributes
        except InputError as error:
            problems.append(Problem(name, row.line, str(error)))
    if problems:
        raise InputError(_REFUSED, problems)
    return found


def _attributes(row: Row, columns: tuple[str, ...]) -> tuple[str, Attributes]:
    if row.defect:
        raise InputError(row.defect)
    cells = dict(zip(columns, row.cells, strict=True))
    if not cells["candidate"]:
        raise InputError("candidate: empty")
    return cells["candidate"], Attributes(**{column: _word(column, cells[column]) for column in WORDS})


def _word(column: str, cell: str) -> Any:
    if cell.strip().casefold() in UNKNOWN:
        return None
    words = {str(word).casefold(): word for word in WORDS[column]}
    if cell.strip().casefold() not in words:
        raise InputError(f"“{cell}” is no {column} (known: {', '.join(WORDS[column])}; or empty)")
    return words[cell.strip().casefold()]
