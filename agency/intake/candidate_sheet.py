"""CSV and XLSX with a candidate, or one job of a candidate, in each row."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from skillpath.agency.intake.document import Document
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read, Refusal, Why
from skillpath.agency.intake.package import Package
from skillpath.agency.intake.sheet_columns import Columns, columns_of
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.structured import StatedJob, StatedProfile, document_of
from skillpath.errors import InputError
from skillpath.ontology.sheets.csv_file import read_csv
from skillpath.ontology.sheets.sheet import SheetRow

MACROS: Final = "xl/vbaProject.bin"

_SEPARATORS: Final = re.compile(r"[;\n|,]")
_TODAY: Final = frozenset(
    ("today", "present", "now", "current", "heute", "laufend", "aujourd'hui", "aujourd’hui", "présent")
)
_TURNED: Final = re.compile(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-]([12]\d{3})")
"""A day as Europe writes it: day, month, year, the day maybe left out."""


def read_csv_sheet(source: Source, limits: Limits) -> Read:
    """Reads CSV with commas, semicolons or tabs."""
    return _read(source, limits, "CSV", read_csv)


def read_xlsx(source: Source, limits: Limits) -> Read:
    """Reads the first sheet of a workbook: values, never formulas or macros."""
    # Only the process that reads a workbook loads what reads it.
    from skillpath.ontology.sheets.workbook import read_workbook  # noqa: PLC0415

    package = Package(source, limits)
    package.check_all()
    read = _read(source, limits, "XLSX", read_workbook)
    return Read(read.documents, (*read.notes, "macros were left out")) if MACROS in package else read


def _read(source: Source, limits: Limits, kind: str, rows_of: Callable[[str, bytes], list[SheetRow]]) -> Read:
    try:
        rows = [row for row in rows_of(source.name, source.data) if any(row.cells)]
    except InputError as error:
        raise Refusal(Why.DAMAGED, f"the {kind} sheet cannot be read ({_first(error)})") from error
    if len(rows) < 2:
        raise Refusal(Why.EMPTY, "the sheet has no row below its header")
    columns = columns_of(rows[0].cells, source.columns)
    people = _people(rows[1:], columns)
    if len(people) > limits.candidates:
        raise Refusal(
            Why.TOO_LONG,
            f"the sheet has {len(people):,} candidates, and {limits.candidates:,} are read at most",
        )
    documents = tuple(_documents(source, kind, people, limits))
    if not documents:
        raise Refusal(Why.EMPTY, "the rows of the sheet say nothing")
    notes = (f"columns not read: {', '.join(columns.unknown)}",) if columns.unknown else ()
    return Read(documents, notes)


def _first(error: InputError) -> str:
    return error.problems[0].reason if error.problems else error.summary


def _people(rows: Sequence[SheetRow], columns: Columns) -> list[tuple[str, list[Mapping[str, str]]]]:
    """Who stands in the rows (their code, or the number of the row) with the cells of all their rows."""
    people: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        cells = {
            field: row.cells[place] if place < len(row.cells) else ""
            for field, place in columns.places.items()
        }
        people.setdefault(cells.get("candidate") or f"row {row.line}", []).append(cells)
    return list(people.items())


def _documents(
    source: Source, kind: str, people: Sequence[tuple[str, list[Mapping[str, str]]]], limits: Limits
) -> Iterator[Document]:
    for who, rows in people:
        languages = (row.get("language", "")[:2].lower() for row in rows)
        stated = StatedProfile(
            jobs=[_job(row) for row in rows],
            skills=[
                skill.strip()
                for row in rows
                for skill in _SEPARATORS.split(row.get("skills", ""))
                if skill.strip()
            ],
            about=[row["text"] for row in rows if row.get("text")],
            language=next(filter(None, languages), None),
        )
        document = document_of(f"{source.name}, {who}", kind, stated, longest=limits.characters)
        if document.text.strip():
            yield document


def _job(row: Mapping[str, str]) -> StatedJob:
    start, end = row.get("start", ""), row.get("end", "")
    lasts = end.strip().casefold() in _TODAY or bool(start.strip() and not end.strip())
    return StatedJob(
        title=row.get("title", ""),
        employer=row.get("employer", ""),
        summary=row.get("summary", ""),
        start=_iso(start),
        end=_iso(end),
        lasts=lasts,
    )


def _iso(cell: str) -> str:
    """A day of a cell, as it is or as Europe writes it, in the order of ISO 8601."""
    turned = _TURNED.fullmatch(cell.strip())
    return cell if turned is None else "-".join(part for part in reversed(turned.groups()) if part)
