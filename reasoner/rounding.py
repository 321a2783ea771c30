"""Numbers to be shown: rounded so that the parts still add up to the whole, to the last digit."""

import math
from collections.abc import Sequence
from typing import Final

POINTS: Final = 100
"""A score of 1 is shown as this many points."""

PER_POINT: Final = 100
"""Points are shown to one hundredth."""

FINEST: Final = 10**12
"""Parts of a score that count when it is shown: below, sums of floats differ by the order of their terms."""


def points(parts: Sequence[float], whole: float) -> tuple[list[float], float]:
    """Parts of a score (0..1) and the score itself, as points with two decimals.

    Largest remainders (Hamilton's method): every part is rounded down or up by less than a hundredth, and
    the shown parts sum to the shown whole. Of equal remainders the earlier part is rounded up. The whole is
    rounded as by hand: halves up, and what sums of floats leave behind its twelfth decimal decides nothing.

    >>> points([1 / 3, 1 / 3, 1 / 3], 1.0)
    ([33.34, 33.33, 33.33], 100.0)
    >>> points([], 0.20625), points([], 0.20625 - 1e-15)
    (([], 20.63), ([], 20.63))
    """
    scaled = [part * POINTS * PER_POINT for part in parts]
    shown_whole = math.floor(round(whole * FINEST) / (FINEST // (POINTS * PER_POINT)) + 0.5)
    rounded = [math.floor(value) for value in scaled]
    by_remainder = sorted(range(len(parts)), key=lambda i: (rounded[i] - scaled[i], i))
    for i in by_remainder[: shown_whole - sum(rounded)]:
        rounded[i] += 1
    return [value / PER_POINT for value in rounded], shown_whole / PER_POINT


def shown(score: float) -> float:
    """A score (0..1) as points with two decimals, as :func:`points` shows a whole.

    >>> shown(0.44083)
    44.08
    """
    return points([], score)[1]
