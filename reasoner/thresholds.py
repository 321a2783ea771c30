"""What a score means: how often pairs of job types that score as high are known job moves.

Scores of known moves are held against scores of random pairs of the same release. Isotonic regression (the
pool-adjacent-violators algorithm: Ayer et al. 1955; for calibration Zadrozny & Elkan 2002) gives the share
of known moves at each score, never falling as the score rises. A band begins where that share is a stated
number of times what it is by chance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

Floats = NDArray[np.float64]

LIFT: Final[Mapping[str, float]] = {"strong": 20.0, "worth a call": 10.0, "stretch": 3.0}
"""How many times as often as by chance a score must be a known move to be called so, the best first."""

BELOW: Final = "far"
"""What a score below all bands is called."""

LEAST_ABOVE: Final = 30
"""So many known moves must score as high as a band begins, or nothing is said of scores that high."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of known moves by score: ``known[i]`` from score ``start[i]`` up to the next.

    Both rise strictly; below the first start the share is ``known[0]``.
    """

    start: Floats
    known: Floats

    def at(self, score: float) -> float:
        """The share of known moves among pairs that score so high."""
        place = int(np.searchsorted(self.start, score, side="right")) - 1
        return float(self.known[max(place, 0)])


@dataclass(frozen=True, slots=True)
class Band:
    """A word for scores from ``start`` up to the next band.

    ``known`` is the share of known moves among pairs in the band, at the base rate; ``moves`` and ``chance``
    are the shares of all known moves and of all random pairs that fall into it.
    """

    word: str
    start: float
    known: float
    moves: float
    chance: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The curve and the bands of a release, the highest band first, at a base rate of known moves."""

    base_rate: float
    curve: Curve
    bands: tuple[Band, ...]

    def band(self, score: float) -> Band:
        """The band of a score."""
        return next(band for band in self.bands if score >= band.start)


def fit_curve(moves: Floats, weights: Floats, chance: Floats, *, base_rate: float) -> Curve:
    """The share of known moves by score.

    ``moves``: scores of known moves, each with its weight; ``chance``: scores of random pairs. Known moves
    together count ``base_rate``, random pairs the rest.

    >>> curve = fit_curve(np.array([0.6, 0.2]), np.ones(2), np.array([0.1, 0.2, 0.3]), base_rate=0.4)
    >>> curve.start.tolist(), [round(float(known), 3) for known in curve.known]
    ([0.1, 0.2, 0.6], [0.0, 0.333, 1.0])
    """
    scores, place = np.unique(np.concatenate([moves, chance]), return_inverse=True)
    known = np.bincount(place[: len(moves)], weights / weights.sum() * base_rate, minlength=len(scores))
    random = np.bincount(place[len(moves) :], minlength=len(scores)) * (1 - base_rate) / len(chance)
    rising = isotonic_regression(known / (known + random), weights=known + random).x
    first = np.append(True, rising[1:] > rising[:-1])
    return Curve(scores[first], rising[first])


def fit_thresholds(
    moves: Floats,
    weights: Floats,
    chance: Floats,
    *,
    base_rate: float,
    lift: Mapping[str, float] = LIFT,
    least: int = LEAST_ABOVE,
) -> Thresholds:
    """The curve and its bands; one that no score reaches is left out, and so is one within a higher one."""
    curve = fit_curve(moves, weights, chance, base_rate=base_rate)
    starts: dict[str, float] = {}
    for word, times in lift.items():
        reached = np.flatnonzero(curve.known >= times * base_rate)
        start = float(curve.start[reached[0]]) if len(reached) else np.inf
        if (moves >= start).sum() >= least and start < min(starts.values(), default=np.inf):
            starts[word] = start
    bands = _bands([*starts.items(), (BELOW, 0.0)], moves, weights / weights.sum(), chance, base_rate)
    return Thresholds(base_rate, curve, bands)


def _bands(
    starts: Sequence[tuple[str, float]], moves: Floats, weights: Floats, chance: Floats, base_rate: float
) -> tuple[Band, ...]:
    ends = [("", np.inf), *starts]
    return tuple(
        _band(
            word,
            start,
            weights[(moves >= start) & (moves < end)].sum(),
            _within(chance, start, end),
            base_rate,
        )
        for (_, end), (word, start) in pairwise(ends)
    )


def _within(scores: Floats, start: float, end: float) -> float:
    return float(((scores >= start) & (scores < end)).mean())


def _band(word: str, start: float, moves: float, chance: float, base_rate: float) -> Band:
    known, random = moves * base_rate, chance * (1 - base_rate)
    return Band(word, start, float(known / (known + random)) if known else 0.0, float(moves), chance)
