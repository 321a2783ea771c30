"""The known moves that the product ranks lowest, each with what may be the cause."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from skillpath.bench.causes import Move, causes
from skillpath.bench.gold import Gold, Node
from skillpath.bench.metrics import evened
from skillpath.graph.network import Network

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WorstPair:
    """A pair of a gold standard, as the first method ranks its origin for the role of its destination.

    ``rank`` counts from 1 among ``candidates`` origins, tied ones sharing their mean rank. ``baseline`` is
    the other method that ranks the pair highest, at ``baseline_rank``. ``causes`` as :func:`causes` finds.
    """

    origin: Node
    dest: Node
    grade: float
    score: float
    rank: float
    candidates: int
    baseline: str
    baseline_rank: float
    causes: tuple[str, ...]


def worst_pairs(
    network: Network, gold: Gold, scores: Mapping[str, Floats], *, most: int
) -> tuple[WorstPair, ...]:
    """The pairs known to fit that the first method ranks lowest for a fixed role, the worst first.

    ``scores``: method → nodes × nodes, row = origin.
    """
    if not most:
        return ()
    even = {method: evened(matrix) for method, matrix in scores.items()}
    ranks = {method: _ranks(matrix) for method, matrix in even.items()}
    product, *baselines = even
    known = [
        (int(o), int(d), float(g))
        for o, d, g in zip(gold.origin, gold.dest, gold.grade, strict=True)
        if g > 0
    ]
    worst = sorted(known, key=lambda pair: (-ranks[product][pair[:2]], even[product][pair[:2]], pair))[:most]
    return tuple(
        WorstPair(
            origin=gold.nodes[origin],
            dest=gold.nodes[dest],
            grade=grade,
            score=float(even[product][origin, dest]),
            rank=float(ranks[product][origin, dest]),
            candidates=len(gold.nodes) - 1,
            baseline=best,
            baseline_rank=float(ranks[best][origin, dest]),
            causes=causes(
                Move(network, gold.nodes[origin], gold.nodes[dest], _ahead(even[product], origin, dest))
            ),
        )
        for origin, dest, grade in worst
        for best in [min(baselines, key=lambda method: ranks[method][origin, dest])]
    )


def _ranks(scores: Floats) -> Floats:
    """Ranks of the origins (rows) for each role (column), the best 1; a node is no candidate for itself."""
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    ranks: Floats = stats.rankdata(-others, axis=0)
    return ranks


def _ahead(scores: Floats, origin: int, dest: int) -> Floats:
    """By how much others score above an origin for a role."""
    lead: Floats = np.delete(scores[:, dest], dest) - scores[origin, dest]
    ahead: Floats = lead[lead > 0]
    return ahead
