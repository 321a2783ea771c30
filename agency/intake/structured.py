"""From what a structured format states in fields to a document whose entries point into its text."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from skillpath.agency.intake.document import Document, Entry, Span
from skillpath.agency.intake.text import TextBuilder

_PARTIAL: Final = re.compile(r"([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class StatedJob:
    """One job as texts, its days as :func:`period` takes them; ``lasts`` says that it goes on to this day."""

    title: str = ""
    employer: str = ""
    summary: str = ""
    start: str = ""
    end: str = ""
    lasts: bool = False

    def __bool__(self) -> bool:
        return bool(self.title or self.employer or self.summary)


@dataclass(frozen=True, slots=True)
class StatedProfile:
    """What a structured file states of one person, without who the person is."""

    jobs: Sequence[StatedJob] = ()
    skills: Sequence[str] = ()
    education: Sequence[str] = ()
    about: Sequence[str] = ()
    language: str | None = None


def period(start: str, end: str) -> tuple[date | None, date | None]:
    """The first and the last day of ISO 8601 dates whose month or day may be missing; ``None`` for no date.

    A month counts whole. A year alone counts from its middle, as :mod:`skillpath.agency.intake.dates` has it,
    and whole where nothing would be left of it.

    >>> [str(day) for day in period("2014-06-29T00:00:00Z", "2016-02")]
    ['2014-06-29', '2016-02-29']
    >>> [str(day) for day in (*period("2014", "2016"), *period("2015", "2015"), *period("2015-09", "soon"))]
    ['2014-07-01', '2016-06-30', '2015-01-01', '2015-12-31', '2015-09-01', 'None']
    """
    first, last = _day(start, month=7, last=False), _day(end, month=6, last=True)
    if first is not None and last is not None and last < first and last.year == first.year:
        return _day(start, month=1, last=False), _day(end, month=12, last=True)
    return first, last


def _day(stated: str, *, month: int, last: bool) -> date | None:
    """The first or last day; ``month`` stands for one that is missing."""
    match = _PARTIAL.fullmatch(stated.strip())
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or month)
    if not 1 <= month <= 12:
        return None
    longest = calendar.monthrange(year, month)[1]
    day = int(match[3] or (longest if last else 1))
    return date(year, month, day) if 1 <= day <= longest else None


def document_of(name: str, kind: str, stated: StatedProfile, *, longest: int) -> Document:
    """The document of what was stated; its text has a section for each kind of thing there is.

    Raises :class:`Refusal` where that is longer than so many characters.
    """
    text = TextBuilder(longest)
    entries = _entries(text, [job for job in stated.jobs if job])
    skills = _section(text, "Skills", stated.skills)
    _section(text, "Education", stated.education)
    _section(text, "About", stated.about)
    return Document(
        name,
        kind,
        text.built(),
        (),
        tuple(entries),
        tuple(span for span in skills if span is not None),
        stated.language,
    )


def _entries(text: TextBuilder, jobs: Sequence[StatedJob]) -> list[Entry]:
    if jobs:
        text.add("Work")
    found = []
    for job in jobs:
        text.gap()
        title, employer = text.add(job.title), text.add(job.employer)
        start, end = period(job.start, "" if job.lasts else job.end)
        text.add(_shown(start, end, job.lasts))
        found.append(Entry(title, employer, text.add(job.summary), start, end, job.lasts))
    return found


def _shown(start: date | None, end: date | None, lasts: bool) -> str:
    """A period as a line of the text; "" for none."""
    if start is None and end is None:
        return ""
    return f"{start or ''} – {'today' if lasts else end or ''}"


def _section(text: TextBuilder, heading: str, lines: Sequence[str]) -> list[Span | None]:
    shown = [line for line in lines if line.strip()]
    if not shown:
        return []
    text.gap()
    text.add(heading)
    return [text.add(line) for line in shown]
