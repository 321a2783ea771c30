"""Decisions from a CSV file: candidate, role, outcome, day, by, and maybe a reason."""

from datetime import date
from pathlib import Path
from typing import Final

from skillpath.errors import InputError, Problem, SkillPathError
from skillpath.ontology.importers.csv_table import Row, read_csv
from skillpath.reasoner.decision import Decision, Outcome

COLUMNS: Final = ("candidate", "role", "outcome", "day", "by")

_REFUSED: Final = "The decisions were not taken."
"""Columns that a file must have; ``reason`` may be there too, any other is for readers."""


def read_decisions(path: Path) -> list[Decision]:
    """The decisions of a file; raises :class:`InputError` with everything that is wrong in it."""
    columns, rows = read_csv(path, COLUMNS, refused=_REFUSED)
    found: list[Decision] = []
    problems: list[Problem] = []
    for row in rows:
        try:
            found.append(_decision(row, columns))
        except SkillPathError as error:
            problems.append(Problem(path.name, row.line, str(error)))
    if problems:
        raise InputError(_REFUSED, problems)
    return found


def outcome_named(name: str) -> Outcome:
    """An outcome by name; raises :class:`InputError` with all of them."""
    try:
        return Outcome(name)
    except ValueError:
        raise InputError(f"There is no outcome “{name}” (known: {', '.join(Outcome)}).") from None


def _decision(row: Row, columns: tuple[str, ...]) -> Decision:
    if row.defect:
        raise InputError(row.defect)
    cells = dict(zip(columns, row.cells, strict=True))
    if empty := [column for column in COLUMNS if not cells[column]]:
        raise InputError(f"{', '.join(empty)}: empty")
    return Decision(
        candidate=cells["candidate"],
        role=cells["role"],
        outcome=outcome_named(cells["outcome"]),
        day=_day(cells["day"]),
        by=cells["by"],
        reason=cells.get("reason", ""),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"“{text}” is not a day: write year-month-day, such as 2026-07-31") from None
