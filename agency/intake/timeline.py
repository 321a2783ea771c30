"""Gaps between jobs, and jobs at the same time."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from skillpath.agency.intake.extract import Stretch

SHORT: Final = timedelta(days=62)
"""Gaps and overlaps no longer than this are how people write dates, and go without saying."""


def gaps_and_overlaps(spans: Sequence[tuple[date, date]]) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both, in order of time, of the first and last days of some jobs.

    >>> jobs = [(date(2010, 1, 1), date(2012, 6, 30)), (date(2012, 1, 1), date(2013, 1, 1))]
    >>> gaps_and_overlaps(jobs)[1]
    (Stretch(start=datetime.date(2012, 1, 1), end=datetime.date(2012, 6, 30)),)
    """
    gaps, overlaps = [], []
    latest: date | None = None
    for start, end in sorted(spans):
        if latest is not None and start - latest > SHORT:
            gaps.append(Stretch(latest, start))
        if latest is not None and min(latest, end) - start > SHORT:
            overlaps.append(Stretch(start, min(latest, end)))
        latest = end if latest is None else max(latest, end)
    return tuple(gaps), tuple(overlaps)
