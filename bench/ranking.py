"""How well each method ranks: for every query the other nodes, best first, against those known to fit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skillpath.bench.metrics import auc, average_precision, bootstrap_means, evened, interval, ndcg

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """One method's measures. ``map`` and ``ndcg20`` are means over queries.

    ``auc`` is pooled over all candidates of all queries, so that it also says whether scores of different
    queries mean the same; NaN where every candidate fits. ``lead`` is how far the first method's MAP is
    above this one's. Intervals are 95 % bootstrap intervals over (groups of) queries, the draws paired.
    """

    method: str
    map: float
    ndcg20: float
    auc: float
    map_ci: Interval
    lead: float
    lead_ci: Interval


def rank_all(
    scores: Mapping[str, Floats], gains: Floats, groups: Indices, *, resamples: int, seed: int
) -> tuple[Ranking, ...]:
    """Measures of all methods, in their order.

    ``scores`` and ``gains`` are query × candidate over the same nodes: a node is no candidate for itself,
    and a query only where some candidate has a gain. ``groups``: the number of each node's group.
    """
    queries = np.flatnonzero((gains > 0).any(axis=1))
    worth = _others(gains, queries)
    listed = {method: evened(_others(matrix, queries)) for method, matrix in scores.items()}
    precision = np.array([_each(average_precision, rows, worth > 0) for rows in listed.values()])
    _, numbers = np.unique(groups[queries], return_inverse=True)
    draws = bootstrap_means(precision, numbers, resamples=resamples, seed=seed)
    means = precision.mean(axis=1)
    return tuple(
        Ranking(
            method=method,
            map=float(means[i]),
            ndcg20=float(_each(ndcg, rows, worth).mean()),
            auc=auc(rows.ravel(), worth.ravel() > 0),
            map_ci=interval(draws[i]),
            lead=float(means[0] - means[i]),
            lead_ci=interval(draws[0] - draws[i]),
        )
        for i, (method, rows) in enumerate(listed.items())
    )


def mean_average_precision(scores: Floats, gains: Floats) -> float:
    """MAP of one method, ranked as :func:`rank_all` does."""
    queries = np.flatnonzero((gains > 0).any(axis=1))
    rows = evened(_others(scores, queries))
    return float(_each(average_precision, rows, _others(gains, queries) > 0).mean())


def _others(matrix: Floats, queries: Indices) -> Floats:
    """The rows of the queries, each without the query itself."""
    others: Floats = matrix[queries][np.arange(len(matrix)) != queries[:, np.newaxis]]
    return others.reshape(len(queries), -1)


def _each(measure: Callable[[Floats, NDArray[Any]], float], scores: Floats, truth: NDArray[Any]) -> Floats:
    """The measure of each query."""
    return np.array([measure(row, fits) for row, fits in zip(scores, truth, strict=True)])
