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
    """One job as texts and days; the days and ``lasts`` are those of an ``Entry``."""

    title: str = ""
    employer: str = ""
    summary: str = ""
    start: date | None = None
    end: date | None = None
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


def first_day(stated: str) -> date | None:
    """The first day of an ISO 8601 date whose month or day may be missing; ``None`` for none.

    >>> first_day("2014"), first_day("2014-06"), first_day("2014-06-29T00:00:00Z")
    (datetime.date(2014, 1, 1), datetime.date(2014, 6, 1), datetime.date(2014, 6, 29))
    """
    return _day(stated, last=False)


def last_day(stated: str) -> date | None:
    """The last day of such a date.

    >>> last_day("2014"), last_day("2016-02"), last_day("soon")
    (datetime.date(2014, 12, 31), datetime.date(2016, 2, 29), None)
    """
    return _day(stated, last=True)


def _day(stated: str, *, last: bool) -> date | None:
    match = _PARTIAL.fullmatch(stated.strip())
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
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
        text.add(_period(job))
        lasts = job.lasts and job.end is None
        found.append(Entry(title, employer, text.add(job.summary), job.start, job.end, lasts))
    return found


def _period(job: StatedJob) -> str:
    if job.start is None and job.end is None:
        return ""
    end = "today" if job.end is None and job.lasts else job.end or ""
    return f"{job.start or ''} – {end}"


def _section(text: TextBuilder, heading: str, lines: Sequence[str]) -> list[Span | None]:
    shown = [line for line in lines if line.strip()]
    if not shown:
        return []
    text.gap()
    text.add(heading)
    return [text.add(line) for line in shown]
