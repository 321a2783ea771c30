"""The bars that show how a score is made up of the channels, and how far each requirement is met."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

HEIGHT: Final = 8
"""Of a bar, in the units in which it is 100 wide."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One channel's part of a bar that is 100 points long; ``x`` is where it begins."""

    channel: str
    x: float
    width: float


def segments(channels: Iterable[Mapping[str, Any]]) -> list[Segment]:
    """The parts of a bar, in the order of the channels; one without points has none.

    >>> segments([{"channel": "job type", "points": 30.5}, {"channel": "claim", "points": 9.0}])[1]
    Segment(channel='claim', x=30.5, width=9.0)
    """
    parts = list(channels)
    starts = accumulate((part["points"] for part in parts), initial=0.0)
    return [
        Segment(part["channel"], round(start, 2), part["points"])
        for part, start in zip(parts, starts, strict=False)
        if part["points"] > 0
    ]


@dataclass(frozen=True, slots=True)
class Cell:
    """One requirement in a strip that is 100 wide and :data:`HEIGHT` high: filled from below as it is met.

    ``missing``: it is essential and there is no sign of it.
    """

    x: float
    y: float
    width: float
    height: float
    missing: bool


def strip(met: Iterable[Mapping[str, Any]]) -> list[Cell]:
    """The requirements of a match side by side, each as wide as its weight.

    >>> strip([{"weight": 0.75, "strength": 0.5, "essential": True}])[0]
    Cell(x=0.0, y=4.0, width=75.0, height=4.0, missing=False)
    """
    parts = list(met)
    starts = accumulate((part["weight"] for part in parts), initial=0.0)
    return [
        Cell(
            x=round(100 * start, 2),
            y=round(HEIGHT * (1 - part["strength"]), 2),
            width=round(100 * part["weight"], 2),
            height=round(HEIGHT * part["strength"], 2),
            missing=part["essential"] and not part["strength"],
        )
        for part, start in zip(parts, starts, strict=False)
    ]
