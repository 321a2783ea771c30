"""What goes between a sandbox and its workers, as plain JSON.

A worker that a file has taken over can lie in it, but have nothing run.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from skillpath.agency.intake.document import Document, Entry, Span
from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.outcome import Outcome, Read, Refused, Why


def outcome_table(outcome: Outcome) -> dict[str, Any]:
    """An outcome as plain data; :func:`outcome_of` is the way back."""
    if isinstance(outcome, Refused):
        return {"why": outcome.why.value, "reason": outcome.reason}
    return {"documents": [document_table(one) for one in outcome.documents], "notes": list(outcome.notes)}


def outcome_of(table: Mapping[str, Any]) -> Outcome:
    """The outcome that plain data stands for."""
    if "why" in table:
        return Refused(Why(table["why"]), str(table["reason"]))
    return Read(tuple(map(document_of, table["documents"])), tuple(map(str, table["notes"])))


def finding_table(finding: Finding) -> dict[str, str]:
    """What is looked for as plain data; :func:`finding_of` is the way back."""
    return {
        "release": finding.release,
        "lexicon": finding.lexicon,
        "purpose": finding.purpose.value,
        "today": finding.today.isoformat(),
    }


def finding_of(table: Mapping[str, str]) -> Finding:
    """What plain data says to look for."""
    return Finding(
        table["release"], table["lexicon"], Purpose(table["purpose"]), date.fromisoformat(table["today"])
    )


def document_table(document: Document) -> dict[str, Any]:
    """A document as plain data: days in ISO 8601, spans as tables."""
    table = asdict(document)
    for entry in table["entries"]:
        for name in ("start", "end"):
            entry[name] = None if entry[name] is None else entry[name].isoformat()
    return table


def document_of(table: Mapping[str, Any]) -> Document:
    """The document that plain data stands for."""
    return Document(
        name=table["name"],
        kind=table["kind"],
        text=table["text"],
        pages=tuple(table["pages"]),
        entries=tuple(map(_entry, table["entries"])),
        skills=tuple(Span(**span) for span in table["skills"]),
        language=table["language"],
    )


def _entry(table: Mapping[str, Any]) -> Entry:
    return Entry(
        title=_span(table["title"]),
        employer=_span(table["employer"]),
        summary=_span(table["summary"]),
        start=_day(table["start"]),
        end=_day(table["end"]),
        lasts=bool(table["lasts"]),
    )


def _span(table: Mapping[str, int] | None) -> Span | None:
    return None if table is None else Span(table["start"], table["end"])


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
