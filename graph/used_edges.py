"""Which edges the best paths cannot do without.

An edge is used where some transfer would be lower without it. Where another walk is always at least as
strong, taking that one edge away changes no entry of T, and so no score.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Set
from typing import Final

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EDGE_RULES, EdgeKind, Step
from skillpath.graph.transfer import LIMIT, Floats, Indices

ROUNDING: Final = 1e-12
"""Differences of −log T up to this are rounding."""

Edge = tuple[int, int, EdgeKind]
"""Positions of source and target, and the kind."""


def used_edges(network: Network, kinds: Set[EdgeKind], progress: Callable[[int, int], None]) -> set[Edge]:
    """The edges of some kinds, none of them a step up, without which some transfer would be lower.

    Exact. What comes to an edge's target is all that need be compared: a best path that has to take the
    edge begins with a best path to the target that has to take it. ``progress`` is called with the edges
    looked at, and of how many.
    """
    table, search = network.edges, _Search(network)
    wanted = np.flatnonzero(np.isin(table.kind, [EDGE_KINDS.index(kind) for kind in kinds]))
    found: set[Edge] = set()
    for done, row in enumerate(wanted, start=1):
        if search.needs(int(row)):
            found.add((int(table.source[row]), int(table.target[row]), EDGE_KINDS[table.kind[row]]))
        progress(done, len(wanted))
    return found


class _Search:
    """The two-copy network turned round, to search from a target with and without one edge."""

    def __init__(self, network: Network) -> None:
        self._edges = network.edges
        self._nodes = len(network)
        self._costs: sparse.csr_array[np.float64] = network.edges.layered().layered(len(network)).T.tocsr()
        self._costs.sort_indices()
        self._rows: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for row, kind in enumerate(self._edges.kind):
            if EDGE_RULES[EDGE_KINDS[kind]].step is not Step.UP:
                self._rows[self._ends(row)].append(row)

    def needs(self, row: int) -> bool:
        """Whether anything carries farther to the edge's target with the edge than without it."""
        source, target = self._ends(row)
        weights = [float(self._edges.weight[other]) for other in self._rows[source, target] if other != row]
        without = max(0.0, -math.log(max(weights))) if weights else math.inf
        cell = self._cell(source, target)
        before, with_it = self._distances(target), self._costs.data[cell]
        self._costs.data[cell] = without
        after = self._distances(target)
        self._costs.data[cell] = with_it
        return not np.allclose(before, after, rtol=0, atol=ROUNDING)

    def _ends(self, row: int) -> tuple[int, int]:
        return int(self._edges.source[row]), int(self._edges.target[row])

    def _cell(self, source: int, target: int) -> int:
        """Where the cost from source to target, both after the turn, is held."""
        start, end = self._costs.indptr[target + self._nodes : target + self._nodes + 2]
        columns: Indices = self._costs.indices[start:end]
        return int(start + np.searchsorted(columns, source + self._nodes))

    def _distances(self, target: int) -> Floats:
        """−log T from every node to the target."""
        distances: Floats = csgraph.dijkstra(self._costs, indices=[target + self._nodes], limit=LIMIT)
        return distances[0, : self._nodes]
