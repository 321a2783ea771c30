"""Measures of a ranking, and how sure they are. Ties are treated as scikit-learn does, never by position."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]


def evened(scores: Floats) -> Floats:
    """Scores in single precision, which makes ties of what differs by rounding only."""
    even: Floats = scores.astype(np.float32).astype(np.float64)
    return even


def average_precision(scores: Floats, relevant: Flags) -> float:
    """Mean, over the relevant candidates, of the precision down to each; NaN without any.

    Tied candidates enter the list together (``sklearn.metrics.average_precision_score``), so that a
    method which cannot tell them apart gains nothing from their order.

    >>> round(average_precision(np.array([3.0, 2.0, 1.0]), np.array([True, False, True])), 4)
    0.8333
    """
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    last = np.append(ranked[1:] != ranked[:-1], True)
    hits = np.cumsum(relevant[order])[last]
    if not len(hits) or not hits[-1]:
        return float("nan")
    depth = np.flatnonzero(last) + 1
    return float((np.diff(hits, prepend=0) * hits / depth).sum() / hits[-1])


def ndcg(scores: Floats, gains: Floats, *, depth: int = 20) -> float:
    """Discounted gain of the first ``depth`` ranks over that of the best order; NaN without any gain.

    Linear gains, discount ``1/log2(1 + rank)``; tied candidates share the mean of their gains (McSherry &
    Najork 2008, as ``sklearn.metrics.ndcg_score``).
    """
    discount = 1 / np.log2(np.arange(len(gains)) + 2)
    discount[depth:] = 0
    ideal = float(np.sort(gains)[::-1] @ discount)
    _, place, size = np.unique(-scores, return_inverse=True, return_counts=True)
    reached = np.add.reduceat(discount, np.cumsum(size) - size) if len(size) else discount
    return float(np.bincount(place, gains) / size @ reached / ideal) if ideal > 0 else float("nan")


def auc(scores: Floats, relevant: Flags) -> float:
    """Chance that a relevant candidate scores above another, ties counting half; NaN without both kinds.

    >>> auc(np.array([2.0, 1.0, 1.0]), np.array([True, True, False]))
    0.75
    """
    hits = int(relevant.sum())
    others = len(relevant) - hits
    if not hits or not others:
        return float("nan")
    ranks = stats.rankdata(scores)
    return float((ranks[relevant].sum() - hits * (hits + 1) / 2) / (hits * others))


def concordance(scores: Floats, grades: Floats) -> float:
    """Chance that of two items of different grades the better graded scores higher, ties counting half.

    Harrell's c; with two grades the AUC of the higher against the lower. NaN where all are graded alike.

    >>> concordance(np.array([0.9, 0.5, 0.1]), np.array([3.0, 1.0, 2.0]))
    0.6666666666666666
    """
    right = pairs = 0.0
    for grade in np.unique(grades)[1:]:
        upto = grades <= grade
        better = grades[upto] == grade
        compared = int(better.sum()) * int((~better).sum())
        right += compared * auc(scores[upto], better)
        pairs += compared
    return right / pairs if pairs else float("nan")


def effective_number(shares: Iterable[float]) -> float:
    """How many equal shares are as diverse: ``exp(−Σ p ln p)`` over shares scaled to sum 1; 0 without any.

    Hill's number of order 1 (Hill 1973, Jost 2006).

    >>> effective_number([0.25, 0.25, 0.25, 0.25]), effective_number([1.0, 0.0])
    (4.0, 1.0)
    """
    some = np.array([share for share in shares if share > 0])
    if not len(some):
        return 0.0
    parts = some / some.sum()
    return float(np.exp(-(parts @ np.log(parts))))


def bootstrap_means(values: Floats, groups: Indices, *, resamples: int, seed: int) -> Floats:
    """Means of each row of ``values`` over resampled columns: rows × resamples.

    Whole groups (numbered from 0) are drawn with replacement, the same for every row, so that rows may be
    compared draw by draw.
    """
    number = int(groups.max()) + 1
    sums = np.stack([np.bincount(groups, row, minlength=number) for row in values])
    sizes = np.bincount(groups, minlength=number)
    drawn = np.random.default_rng(seed).integers(number, size=(resamples, number))
    means: Floats = sums[:, drawn].sum(axis=2) / sizes[drawn].sum(axis=1)
    return means


def interval(draws: Floats) -> tuple[float, float]:
    """The 95 % percentile interval."""
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)
