"""Transfer between any two nodes, compiled to one sparse matrix.

``T(u, v)`` is the largest product of weights over walks of the shape ``up* (down | related)*``, cut off
at τ (``scoring.md`` §2): a bounded Dijkstra on −log w over two copies of the network. In the first copy
one may only go up; from it one may cross over to the second at no cost, where one goes down or across.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from skillpath.graph.relations import CUT_OFF

Indices = NDArray[np.int32]
Floats = NDArray[np.float64]

LIMIT = -math.log(CUT_OFF) + 1e-9
"""Longest distance followed; the slack keeps products that equal the cut-off but for rounding."""

_CHUNK = 64
"""Sources searched at once: their dense distances (64 × 2n × 8 bytes) fit into memory that is used again."""


@dataclass(frozen=True, slots=True)
class LayeredEdges:
    """Transfer edges in arrays, one row an edge; ``up`` marks steps from a concept to its broader one."""

    source: Indices
    target: Indices
    weight: Floats
    up: NDArray[np.bool_]

    def layered(self, nodes: int) -> "sparse.csr_array[np.float64]":
        """The two-copy network as costs: node v going up is row v, node v after the turn is row v + n.

        Where several edges join two nodes the lightest cost stays.
        """
        shift = np.where(self.up, 0, nodes)
        everyone = np.arange(nodes)
        rows = np.concatenate([self.source + shift, everyone])
        columns = np.concatenate([self.target + shift, everyone + nodes])
        costs = np.concatenate([-np.log(self.weight), np.zeros(nodes)])
        costs = np.maximum(costs, 0.0)  # turns the −0.0 of weight 1 into 0.0
        cells = rows.astype(np.int64) * (2 * nodes) + columns
        order = np.argsort(cells, kind="stable")
        cells, costs = cells[order], costs[order]
        first = np.flatnonzero(np.diff(cells, prepend=-1))
        rows, columns = np.divmod(cells[first], max(2 * nodes, 1))
        lightest = np.minimum.reduceat(costs, first) if nodes else costs
        indptr = np.searchsorted(rows, np.arange(2 * nodes + 1))
        return sparse.csr_array(
            (lightest, columns.astype(np.int32), indptr.astype(np.int32)),
            shape=(2 * nodes, 2 * nodes),
        )


def transfer_matrix(edges: LayeredEdges, nodes: int) -> "sparse.csc_array[np.float64]":
    """T as an n × n matrix, row = source, column = target, in columns: a role asks for targets.

    Entries below the cut-off are absent; the diagonal is 1.
    """
    return by_target(rows_of_transfer(edges, nodes, np.arange(nodes, dtype=np.int32)))


def by_target(
    transfer: "sparse.csr_array[np.float64] | sparse.csc_array[np.float64]",
) -> "sparse.csc_array[np.float64]":
    """T as it is stored: in columns, its positions 64 bits wide whatever it was made from."""
    columns = sparse.csc_array(transfer)
    return sparse.csc_array(
        (columns.data, columns.indices.astype(np.int64), columns.indptr.astype(np.int64)),
        shape=columns.shape,
    )


def rows_of_transfer(edges: LayeredEdges, nodes: int, sources: Indices) -> "sparse.csr_array[np.float64]":
    """The rows of T of some sources, in their order: len(sources) × n."""
    network = edges.layered(nodes)
    blocks = [_rows(network, nodes, sources[chunk]) for chunk in chunks(len(sources))]
    if not blocks:
        return sparse.csr_array((0, nodes), dtype=np.float64)
    return sparse.csr_array(sparse.vstack(blocks, format="csr"))


def _rows(
    network: "sparse.csr_array[np.float64]", nodes: int, sources: Indices
) -> "sparse.csr_array[np.float64]":
    distance = csgraph.dijkstra(network, indices=sources, limit=LIMIT)[:, nodes:]
    row, column = np.nonzero(np.isfinite(distance))
    return sparse.csr_array((np.exp(-distance[row, column]), (row, column)), shape=(len(sources), nodes))


def chunks(nodes: int) -> Iterator[Indices]:
    """The numbers below ``nodes`` in stretches, as many as are searched from at once."""
    for start in range(0, nodes, _CHUNK):
        yield np.arange(start, min(start + _CHUNK, nodes), dtype=np.int32)
