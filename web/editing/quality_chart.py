"""How many findings there were in each release, as SVG: a small picture for each severity."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.agency.editing.quality import Counted
from skillpath.ontology.checks.rules import Severity

WIDTH: Final = 210.0
HEIGHT: Final = 90.0
"""Extent of one picture, in its own units."""

GAP: Final = 0.25
"""The share of a bar's place that stays empty."""

WIDEST: Final = 24.0
MOST: Final = 24
"""So many releases are drawn, the latest."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A release's bar: ``x``, ``y``, ``width`` and ``height``, and what it says."""

    x: float
    y: float
    width: float
    height: float
    release: str
    number: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The bars of a severity, the oldest release first; ``most`` is the number at the upper end."""

    severity: Severity
    bars: tuple[Bar, ...]
    most: int


def chart(counted: Sequence[Counted], totals: Callable[[Mapping[str, int]], Sequence[int]]) -> list[Picture]:
    """A picture for each severity; none where fewer than two releases are counted."""
    known = [(one.release.name, totals(one.counts)) for one in counted[-MOST:] if one.counts is not None]
    if len(known) <= 1:
        return []
    return [
        _picture(severity, [(name, numbers[place]) for name, numbers in known])
        for place, severity in enumerate(Severity)
    ]


def _picture(severity: Severity, numbers: Sequence[tuple[str, int]]) -> Picture:
    most = max(number for _, number in numbers)
    step = min(WIDTH / len(numbers), WIDEST)
    bars = tuple(
        Bar(
            round(place * step, 2),
            round(HEIGHT * (1 - number / most), 2) if most else HEIGHT,
            round(step * (1 - GAP), 2),
            round(HEIGHT * number / most, 2) if most else 0.0,
            name,
            number,
        )
        for place, (name, number) in enumerate(numbers)
    )
    return Picture(severity, bars, most)
