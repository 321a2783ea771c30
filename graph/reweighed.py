"""Transfer towards a few nodes with other weights than the release's: for what-if and for doubt.

The same bounded search as :func:`skillpath.graph.transfer.transfer_matrix`, backwards from the targets.
With the weights of the release it gives the columns of the release.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.paths import PathStep
from skillpath.graph.relations import EDGE_RULES, Step
from skillpath.graph.transfer import LIMIT, Floats


class Reweighed:
    """Searches one network with any costs of its edges; a cost is −log of a weight, ``inf`` for no edge."""

    def __init__(self, network: Network) -> None:
        self._network = network

    @cached_property
    def costs(self) -> Floats:
        """The costs of the release, one entry an edge of its table."""
        return np.maximum(-np.log(self._network.edges.weight), 0.0)  # turns −0.0 into 0.0

    def row(self, step: PathStep) -> int:
        """The row of the edge table that a step of a path walks along."""
        edges = self._network.edges
        kind = EDGE_KINDS.index(step.kind)
        same = (edges.source == step.source) & (edges.target == step.target) & (edges.kind == kind)
        return int(np.flatnonzero(same)[0])

    def columns(self, targets: NDArray[np.int64], costs: Floats) -> Floats:
        """T towards each target under the costs: nodes × targets, 0 below the cut-off."""
        if not len(targets):
            return np.zeros((len(self._network), 0))
        n, (rows, columns, slots) = len(self._network), self._cells
        data = np.full(len(columns), np.inf)
        np.minimum.at(data, slots, np.concatenate([costs, np.zeros(n)]))
        backwards = sparse.csr_array((data, columns, rows), shape=(2 * n, 2 * n))
        distance = csgraph.dijkstra(backwards, indices=targets + n, limit=LIMIT)[:, :n]
        return np.ascontiguousarray(np.exp(-distance).T)

    @cached_property
    def _cells(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
        """The two-copy network turned round (see :class:`LayeredEdges`), without its costs.

        Row starts, columns, and into which of the cells each edge goes; after the edges the crossings.
        """
        edges, n = self._network.edges, len(self._network)
        up = np.array([EDGE_RULES[kind].step is Step.UP for kind in EDGE_KINDS])[edges.kind]
        shift = np.where(up, 0, n).astype(np.int64)
        everyone = np.arange(n)
        before = np.concatenate([edges.source + shift, everyone])
        after = np.concatenate([edges.target + shift, everyone + n])
        cells, slots = np.unique(after * 2 * n + before, return_inverse=True)
        starts = np.searchsorted(cells, np.arange(2 * n + 1) * 2 * n)
        return starts.astype(np.int32), (cells % (2 * n)).astype(np.int32), slots
