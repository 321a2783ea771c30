"""The bar that shows how a score is made up of the channels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any


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
