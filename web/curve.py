"""The curve that says what scores mean, as SVG: the share of known job moves by score."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.thresholds import Thresholds

WIDTH: Final = 720.0
HEIGHT: Final = 260.0
"""Extent of the axes, in the picture's own units."""

MOST_STEPS: Final = (0.1, 0.2, 0.25, 0.5, 1.0)
"""The shares that the upper end of the axis may be."""

TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Curve:
    """``path``: the ``d`` of the curve; ``bands``: the word, left end and width of each; ``across`` and
    ``up``: where points (0..100) and shares are marked on the axes."""

    path: str
    bands: tuple[tuple[str, float, float], ...]
    across: tuple[tuple[float, int], ...]
    up: tuple[tuple[float, float], ...]


def curve(thresholds: Thresholds) -> Curve:
    """The picture of a measurement."""
    starts, known = thresholds.curve.start.tolist(), thresholds.curve.known.tolist()
    most = next(step for step in MOST_STEPS if max(known) <= step)
    steps = [(0.0, known[0]), *zip(starts, known, strict=True), (1.0, known[-1])]
    path = f"M0 {_y(steps[0][1], most):g}" + "".join(
        f"H{start * WIDTH:.1f}V{_y(share, most):.1f}" for start, share in steps[1:]
    )
    edges = [(band.word, band.start) for band in reversed(thresholds.bands)] + [("", 1.0)]
    bands = tuple(
        (word, left * WIDTH, (right - left) * WIDTH) for (word, left), (_, right) in pairwise(edges)
    )
    across = tuple((i / TICKS * WIDTH, round(i / TICKS * POINTS)) for i in range(TICKS + 1))
    up = tuple((_y(i / TICKS * most, most), i / TICKS * most) for i in range(TICKS + 1))
    return Curve(path, bands, across, up)


def _y(share: float, most: float) -> float:
    return HEIGHT * (1 - share / most)
