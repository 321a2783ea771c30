"""Single signals that the score leaves out: do they know how well a pair fits, or which way round?

Each is a matrix of origins × destinations, higher where the move should be likelier. They are measured beside
the methods (``bench quality --signals``) and are no part of any score.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np

from skillpath.bench.baselines import idf_coverage
from skillpath.bench.causes import REGULATED
from skillpath.bench.incidence import Floats, Indices, needed, ratio
from skillpath.graph.network import Network
from skillpath.reasoner.isco import seniority, skill_level


def _from_above(levels: Floats) -> Floats:
    """How much higher the origin stands; 0 where either level is not known."""
    known: Floats = np.where((levels[:, np.newaxis] > 0) & (levels > 0), levels[:, np.newaxis] - levels, 0.0)
    return known


def _skill_levels(network: Network, jobs: Indices) -> Floats:
    return np.array([skill_level(network.nodes[job].code) for job in jobs], dtype=np.float64)


def _seniorities(network: Network, jobs: Indices) -> Floats:
    return np.array([seniority(network.nodes[job].code) for job in jobs], dtype=np.float64)


def _zones(network: Network, jobs: Indices) -> Floats:
    return np.array([network.nodes[job].zone for job in jobs], dtype=np.float64)


def _unregulated(network: Network, jobs: Indices) -> Floats:
    """0 where the destination mostly takes a licence, else 1."""
    free = [not network.nodes[job].code.startswith(REGULATED) for job in jobs]
    return np.tile(np.array(free, dtype=np.float64), (len(jobs), 1))


def _information(network: Network, jobs: Indices) -> Floats:
    """How much a job type's essential skills say altogether."""
    asked: Floats = np.asarray(needed(network, optional=0.0)[jobs] @ network.ic)
    return asked


def _specialisation(network: Network, jobs: Indices) -> Floats:
    """Mean information content of a job type's essential skills."""
    count: Floats = needed(network, optional=0.0)[jobs].sum(axis=1)
    return ratio(_information(network, jobs), count)


def _breadth(network: Network, jobs: Indices) -> Floats:
    """In how many skills, essential or optional, a job type is done."""
    count: Floats = needed(network, optional=1.0)[jobs].sum(axis=1)
    return count


def _coverage_more(network: Network, jobs: Indices) -> Floats:
    """By how much the origin covers the destination better than the destination the origin."""
    covered = idf_coverage(network, jobs)
    return covered - covered.T


def _least_coverage(network: Network, jobs: Indices) -> Floats:
    covered = idf_coverage(network, jobs)
    return np.minimum(covered, covered.T)


def _step_more(of: Callable[[Network, Indices], Floats]) -> Callable[[Network, Indices], Floats]:
    """The origin has more of it."""

    def more(network: Network, jobs: Indices) -> Floats:
        values = of(network, jobs)
        return values[:, np.newaxis] - values

    return more


def _alike(levels: Callable[[Network, Indices], Floats]) -> Callable[[Network, Indices], Floats]:
    """Minus the distance of two levels."""
    return lambda network, jobs: -np.abs(_from_above(levels(network, jobs)))


def _above(levels: Callable[[Network, Indices], Floats]) -> Callable[[Network, Indices], Floats]:
    return lambda network, jobs: _from_above(levels(network, jobs))


SIGNALS: Final[Mapping[str, Callable[[Network, Indices], Floats]]] = {
    "skill level (ISCO): origin above": _above(_skill_levels),
    "skill level (ISCO): alike": _alike(_skill_levels),
    "skill level, managers one more: origin above": _above(_seniorities),
    "skill level, managers one more: alike": _alike(_seniorities),
    "job zone (O*NET): origin above": _above(_zones),
    "job zone (O*NET): alike": _alike(_zones),
    "destination takes no licence": _unregulated,
    "essential skills say more: origin": _step_more(_information),
    "more specialised: origin": _step_more(_specialisation),
    "broader: origin": _step_more(_breadth),
    "coverage there more than back": _coverage_more,
    "least coverage of both ways": _least_coverage,
}
"""Signal → positions of some job types → origins × destinations."""
