"""From what was extracted to items that a consultant can answer one by one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.draft import Content
from skillpath.agency.intake.item import Item, ItemKind
from skillpath.reasoner.parameters import Level


def items_of(content: Content) -> list[Item]:
    """The items of a draft: jobs first, then skills, each kind in the order of the extract."""
    found = content.extract
    return [
        *(_job(number, job, content.text) for number, job in enumerate(found["spells"], start=1)),
        *(_skill(number, skill, content.text) for number, skill in enumerate(found["skills"], start=1)),
    ]


def _job(number: int, job: Mapping[str, Any], text: str) -> Item:
    spans = tuple(_spans(job["title"], job["employer"], job["period"]))
    return Item(
        key=f"job-{number}",
        kind=ItemKind.JOB,
        words=_words(job["title"], text),
        spans=spans,
        concept=job["job_type"],
        alternatives=tuple(job["job_types"]),
        confidence=job["confidence"],
        industry=job["industry"],
        industries=tuple(job["industries"]),
        start=_day(job["start"]),
        end=_day(job["end"]),
        lasts=job["lasts"],
        level=Level(job["level"]),
        on_floor=job["on_floor"],
    )


def _skill(number: int, skill: Mapping[str, Any], text: str) -> Item:
    return Item(
        key=f"skill-{number}",
        kind=ItemKind.SKILL,
        words=_words(skill["span"], text),
        spans=tuple(_spans(skill["span"])),
        concept=skill["skill"],
        alternatives=tuple(skill["alternatives"]),
        confidence=skill["confidence"],
        denied=skill["negated"],
    )


def _spans(*tables: Mapping[str, int] | None) -> Iterator[Span]:
    return (Span(table["start"], table["end"]) for table in tables if table is not None)


def _words(table: Mapping[str, int] | None, text: str) -> str:
    return "" if table is None else text[table["start"] : table["end"]]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
