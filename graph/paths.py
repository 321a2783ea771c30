"""The best path between two nodes: the walk whose product of weights is their transfer."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.transfer import LIMIT


@dataclass(frozen=True, slots=True)
class PathStep:
    """One edge of a path: positions of its ends, kind, weight, and where a stated weight comes from.

    ``provenance`` is the source and ``author`` who answers for it; "" each for the weight of a kind.
    """

    source: int
    target: int
    kind: EdgeKind
    weight: float
    provenance: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A walk from ``source`` to ``target``; ``transfer`` is the product of its weights, 1 for no step."""

    source: int
    target: int
    steps: tuple[PathStep, ...]

    @property
    def transfer(self) -> float:
        """The product of the weights of the steps."""
        return math.prod(step.weight for step in self.steps)


class PathFinder:
    """Finds best paths in one network. Holds the searchable form of its edges, made on first use."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @cached_property
    def _costs(self) -> "sparse.csr_array[np.float64]":
        return self._network.edges.layered().layered(len(self._network))

    @cached_property
    def _costs_back(self) -> "sparse.csr_array[np.float64]":
        return self._costs.T.tocsr()

    @cached_property
    def _by_ends(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The edges numbered by their ends, sorted, and their rows."""
        edges = self._network.edges
        ends = edges.source.astype(np.int64) * len(self._network) + edges.target
        order = np.argsort(ends, kind="stable")
        return ends[order], order

    @cached_property
    def _is_up(self) -> NDArray[np.bool_]:
        return self._network.edges.layered().up

    def _row(self, source: int, target: int, *, up: bool) -> int:
        """The row of the heaviest edge between two nodes that is a step up or none, ties by kind."""
        edges, (ends, rows) = self._network.edges, self._by_ends
        number = source * len(self._network) + target
        between: list[int] = rows[slice(*np.searchsorted(ends, [number, number + 1]))].tolist()
        return min(
            (row for row in between if self._is_up[row] == up),
            key=lambda row: (-edges.weight[row], edges.kind[row]),
        )

    def best(self, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Path]:
        """The best path of each pair (source, target) that has a transfer at all.

        Raises nothing for pairs without one: they are absent from the answer.
        """
        asked = set(pairs)
        itself = {(source, target): Path(source, target, ()) for source, target in asked if source == target}
        wanted = sorted(asked - itself.keys())
        sources = sorted({source for source, _ in wanted})
        if not sources:
            return itself
        distance, previous = csgraph.dijkstra(
            self._costs, indices=sources, limit=LIMIT, return_predecessors=True
        )
        row, n = {source: i for i, source in enumerate(sources)}, len(self._network)
        found = {
            (source, target): self._path(_walk(previous[row[source]], source, target + n))
            for source, target in wanted
            if np.isfinite(distance[row[source], target + n])
        }
        return itself | found

    def nearest(self, sources: Mapping[int, float], target: int) -> Path | None:
        """The path to a target from that one of some nodes from which it brings most, however little.

        ``sources``: node → how much there is to carry, above 0. Unlike a transfer it may be below the
        cut-off. Of equal ones the smallest node; ``None`` where no path leads to the target at all.
        """
        distance, previous = csgraph.dijkstra(
            self._costs_back, indices=[target + len(self._network)], return_predecessors=True
        )
        cost = {node: distance[0, node] - math.log(much) for node, much in sources.items()}
        best = min(cost, key=lambda node: (cost[node], node), default=None)
        if best is None or not np.isfinite(cost[best]):
            return None
        return self._path(_walk(previous[0], target + len(self._network), best)[::-1])

    def some(self, source: int, target: int, *, most: int = 3) -> list[Path]:
        """Up to ``most`` best paths between two nodes, heaviest first, none passing a node twice.

        Only nodes on some path above the cut-off are searched (``d(a,x) + d(x,b) ≤ limit``).
        """
        import networkx as nx  # noqa: PLC0415 (slow to import, and only this needs it: pages do not wait)

        n = len(self._network)
        goal = target + n
        ahead = csgraph.dijkstra(self._costs, indices=[source], limit=LIMIT)[0]
        behind = csgraph.dijkstra(self._costs_back, indices=[goal], limit=LIMIT)[0]
        near = np.flatnonzero(ahead + behind <= LIMIT)
        if source not in near:
            return []
        pruned = nx.from_scipy_sparse_array(self._costs[near][:, near], create_using=nx.DiGraph)
        at = {int(node): i for i, node in enumerate(near)}
        walks = nx.shortest_simple_paths(pruned, at[source], at[goal], weight="weight")
        found: list[Path] = []
        for walk in islice(walks, 20 * most):
            nodes = [int(near[i]) for i in walk]
            path = self._path(nodes)
            visited = [path.source, *(step.target for step in path.steps)]
            if len(visited) == len(set(visited)) and path.transfer >= math.exp(-LIMIT):
                found.append(path)
            if len(found) == most:
                break
        return found

    def _path(self, walk: Sequence[int]) -> Path:
        """The path of a walk through the two-copy network; the turn from copy to copy is no step."""
        n = len(self._network)
        steps = [self._step(u % n, v % n, up=v < n) for u, v in pairwise(walk) if u % n != v % n]
        return Path(walk[0] % n, walk[-1] % n, tuple(steps))

    def _step(self, source: int, target: int, *, up: bool) -> PathStep:
        edges, row = self._network.edges, self._row(source, target, up=up)
        return PathStep(
            source=source,
            target=target,
            kind=EDGE_KINDS[edges.kind[row]],
            weight=float(edges.weight[row]),
            provenance=self._network.sources[edges.provenance[row]],
            author=self._network.authors[edges.provenance[row]],
        )


def _walk(previous: "np.ndarray[tuple[int], np.dtype[np.int32]]", source: int, goal: int) -> list[int]:
    walk = [goal]
    while walk[-1] != source:
        walk.append(int(previous[walk[-1]]))
    return walk[::-1]
