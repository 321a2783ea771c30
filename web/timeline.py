"""A history as strips on one axis of years: a row for each spell, so that what overlaps stands apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from skillpath.reasoner.shown import Document

MOST_YEARS: Final = 7
"""At most so many years are named on the axis."""

STEPS: Final = (1, 2, 5, 10, 20, 50)
"""Years from one to the next that is named: the first step that names no more than :data:`MOST_YEARS`."""

LEAST_WIDTH: Final = 0.6
"""The shortest spell is drawn so wide, in hundredths of the axis: it must be seen."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a time lies on the axis, in hundredths of it."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Year:
    """Where a year that is named begins."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """``bars``: one for each spell, in their order; ``gaps``: times without a job."""

    bars: tuple[Stretch, ...]
    gaps: tuple[Stretch, ...]
    years: tuple[Year, ...]


def timeline(spells: Sequence[Document], gaps: Sequence[Document], *, as_of: date) -> Timeline | None:
    """The strips of spells and gaps (days in ISO 8601; a spell without an end lasts to ``as_of``).

    ``None`` where there are no spells.

    >>> spells = [{"start": "2010-01-01", "end": "2015-01-01"}, {"start": "2015-01-01", "end": None}]
    >>> [(round(bar.x), round(bar.width)) for bar in timeline(spells, [], as_of=date(2019, 12, 31)).bars]
    [(0, 50), (50, 50)]
    """
    if not spells:
        return None
    times = [_time(spell, as_of) for spell in spells]
    first = min(start for start, _ in times).year
    last = max(as_of, *(end for _, end in times)).year
    begin, days = (
        date(first, 1, 1).toordinal(),
        date(last + 1, 1, 1).toordinal() - date(first, 1, 1).toordinal(),
    )

    def at(day: date) -> float:
        return round(100 * (day.toordinal() - begin) / days, 2)

    def stretch(start: date, end: date) -> Stretch:
        width = round(max(LEAST_WIDTH, at(end) - at(start)), 2)
        return Stretch(min(at(start), round(100 - width, 2)), width)

    return Timeline(
        bars=tuple(stretch(*time) for time in times),
        gaps=tuple(stretch(*_time(gap, as_of)) for gap in gaps),
        years=tuple(Year(at(date(year, 1, 1)), year) for year in _named(first, last)),
    )


def _time(spell: Document, as_of: date) -> tuple[date, date]:
    start = date.fromisoformat(spell["start"])
    end = as_of if spell["end"] is None else date.fromisoformat(spell["end"])
    return start, max(start, end)


def _named(first: int, last: int) -> list[int]:
    """The years that are named: multiples of a step."""
    years = range(first, last + 1)
    named = [[year for year in years if year % step == 0] for step in STEPS]
    return next((found for found in named if len(found) <= MOST_YEARS), named[-1])
