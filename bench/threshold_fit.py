"""The curve of known moves by score, and where words begin on it.

Scores of known moves are held against scores of random pairs of the same release. Isotonic regression (the
pool-adjacent-violators algorithm: Ayer et al. 1955; for calibration Zadrozny & Elkan 2002) gives the share
of known moves at each score, never falling as the score rises. A band begins where that share is a stated
number of times what it is by chance.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression

from skillpath.reasoner.thresholds import WORTH_A_CALL, Band, Curve, Thresholds

Floats = NDArray[np.float64]

LIFT: Final[Mapping[str, float]] = {"strong": 20.0, WORTH_A_CALL: 10.0, "stretch": 3.0}
"""How many times as often as by chance a score must be a known move to be called so, the best first."""

BELOW: Final = "far"
"""What a score below all bands is called."""

LEAST_ABOVE: Final = 30
"""So many known moves must score as high as a band begins, or nothing is said of scores that high."""


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
