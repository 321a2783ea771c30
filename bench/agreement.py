"""Whether a method agrees with what a gold standard says beyond "these fit": how well, which way round."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from skillpath.bench.gold import Gold
from skillpath.bench.metrics import concordance, evened

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One method's agreement with a gold standard; NaN for what the gold standard does not say.

    ``spearman`` is the rank correlation with the grade. ``grading`` is the chance that of two pairs of
    different grades the better graded scores higher (with two grades, the AUC of one against the other).
    ``direction`` is the share of one-way pairs that score higher the way they are known to go.
    """

    method: str
    spearman: float
    grading: float
    direction: float


def agreements(gold: Gold, scores: Mapping[str, Floats]) -> tuple[Agreement, ...]:
    """All methods, in their order; ``scores``: nodes × nodes, row = origin."""
    graded = gold.grade_column is not None
    return tuple(
        Agreement(
            method=method,
            spearman=_spearman(known, gold.grade) if graded else math.nan,
            grading=concordance(known, gold.grade) if graded else math.nan,
            direction=_direction(gold, even),
        )
        for method, matrix in scores.items()
        for even in [evened(matrix)]
        for known in [even[gold.origin, gold.dest]]
    )


def one_way(gold: Gold) -> NDArray[np.bool_]:
    """Which pairs are known to fit this way round and are not said to fit the other way."""
    fits = gold.gains > 0
    ways: NDArray[np.bool_] = fits[gold.origin, gold.dest] & ~fits[gold.dest, gold.origin]
    return ways


def _direction(gold: Gold, scores: Floats) -> float:
    """Ties count half: a symmetric method reaches 0.5."""
    ways = one_way(gold)
    origin, dest = gold.origin[ways], gold.dest[ways]
    if not len(origin):
        return math.nan
    return float((0.5 + 0.5 * np.sign(scores[origin, dest] - scores[dest, origin])).mean())


def _spearman(scores: Floats, grades: Floats) -> float:
    """Rank correlation; NaN where either side is constant."""
    if np.ptp(scores) == 0 or np.ptp(grades) == 0:
        return math.nan
    return float(stats.spearmanr(scores, grades).statistic)
