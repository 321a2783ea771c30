"""What more work would bring: hypothetical candidates and days, scored like any other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import Reason

YEARS: Final = 2
"""The length of a hypothetical spell."""


class Work(StrEnum):
    """The kinds of more work that are tried."""

    ONE_MORE_YEAR = "one more year"
    JOB_TYPE = "job type"
    INDUSTRY = "industry"
    BOTH = "job type in industry"


@dataclass(frozen=True, slots=True)
class WorkChange:
    """One kind of more work: the score with it, and which filters do not let it pass."""

    work: Work
    score: float
    outside: tuple[Reason, ...]


def work_changes(matcher: Matcher, candidate: Candidate) -> list[WorkChange]:
    """One year later where the candidate is at work, and spells of :data:`YEARS` up to the day.

    The spells are beside what is on record, in the role's job type, in its industry, and in both. A year
    later everything else is a year older, so that the score may fall.
    """
    return [
        WorkChange(work, match.score, match.outside)
        for work, scorer, hypothetical in _tried(matcher, candidate)
        for match in scorer.rank([hypothetical])
    ]


def _tried(matcher: Matcher, candidate: Candidate) -> Iterator[tuple[Work, Matcher, Candidate]]:
    if any(spell.end is None and spell.start <= matcher.as_of for spell in candidate.spells):
        yield Work.ONE_MORE_YEAR, replace(matcher, as_of=_years_on(matcher.as_of, 1)), candidate
    job_type, industry = matcher.role.job_type, matcher.role.industry
    start = _years_on(matcher.as_of, -YEARS)
    spells = {
        Work.JOB_TYPE: None if job_type is None else Spell(job_type, None, start),
        Work.INDUSTRY: None if industry is None else Spell(None, industry, start),
        Work.BOTH: None if job_type is None or industry is None else Spell(job_type, industry, start),
    }
    for work, spell in spells.items():
        if spell is not None:
            yield work, matcher, replace(candidate, spells=(*candidate.spells, spell))


def _years_on(day: date, years: int) -> date:
    """The same day in another year; 29 February becomes the 28th."""
    return date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
