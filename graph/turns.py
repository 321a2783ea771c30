"""Where best paths turn: what makes concepts of different groups alike.

A path that goes up from its start and down to its end merely passes what is broader than the one or the
other. What joins the two is where it turns: where it stops going up, or where it is led across.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.transfer import LIMIT, Indices, chunks

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Turns:
    """``paths``: how many best paths were looked at; ``at``: for each node, how many of them turn there."""

    paths: int
    at: Numbers


def count_turns(network: Network, ends: Indices, progress: Callable[[int, int], None]) -> Turns:
    """Where the best paths among some nodes (positions) turn, from any one to any other of another group.

    Two nodes are of one group where a concept is directly broader than both, or the one than the other.
    Of equally good paths the one that explanations show counts. A path turns at a node between its ends
    that it does not both enter and leave by a step up, nor both by a step down. ``progress`` is called
    with the starts done, and of how many.
    """
    n, paths = len(network), 0
    at = np.zeros(n, dtype=np.int64)
    costs, groups, down = network.edges.layered().layered(n), _groups(network), _steps_down(network)
    for chunk in chunks(len(ends)):
        starts = ends[chunk]
        distance, previous = csgraph.dijkstra(costs, indices=starts, limit=LIMIT, return_predecessors=True)
        apart = (groups[starts] @ groups[ends].T).toarray() == 0
        row, column = np.nonzero(apart & np.isfinite(distance[:, n:][:, ends]))
        paths += len(row)
        at += _turns(_steps_back(previous), row, ends[column].astype(np.int64) + n, down)
        progress(int(chunk[-1]) + 1, len(ends))
    return Turns(paths, at)


def _groups(network: Network) -> "sparse.csr_array[np.int32]":
    """Nodes × nodes: 1 for each node and what is directly broader than it."""
    edges, n = network.edges, len(network)
    up = edges.kind == EDGE_KINDS.index(EdgeKind.BROADER)
    row = np.concatenate([np.arange(n), edges.source[up]])
    column = np.concatenate([np.arange(n), edges.target[up]])
    return sparse.csr_array((np.ones(len(row), dtype=np.int32), (row, column)), shape=(n, n))


def _steps_down(network: Network) -> Numbers:
    """The steps down, as source · n + target. Of two edges between two nodes the heavier counts."""
    edges, n = network.edges, len(network)
    step = edges.source.astype(np.int64) * n + edges.target
    order = np.lexsort((edges.kind, -edges.weight, step))
    order = order[edges.kind[order] != EDGE_KINDS.index(EdgeKind.BROADER)]
    steps, first = np.unique(step[order], return_index=True)
    down: Numbers = steps[edges.kind[order][first] == EDGE_KINDS.index(EdgeKind.NARROWER)]
    return down


def _steps_back(previous: Indices) -> Numbers:
    """The predecessors without the crossing from copy to copy, which is no step; negative at the start."""
    n = previous.shape[1] // 2
    crossed = previous[:, n:] == np.arange(n)
    after = np.where(crossed, previous[:, :n], previous[:, n:])
    return np.concatenate([previous[:, :n], after], axis=1).astype(np.int64)


def _turns(back: Numbers, row: Numbers, goal: Numbers, down: Numbers) -> Numbers:
    """How many paths turn at each node; a path is a row of ``back`` and where it ends."""
    n = back.shape[1] // 2
    at = np.zeros(n, dtype=np.int64)
    after, here = goal, back[row, goal]
    while len(here):
        before = back[row, here]
        within = before >= 0
        row, before, here, after = row[within], before[within], here[within], after[within]
        rises, falls = here < n, _leads(here, after, n, down)
        turning = ~((before < n) & rises) & ~(_leads(before, here, n, down) & falls)
        at += np.bincount(here[turning] % n, minlength=n)
        after, here = here, before
    return at


def _leads(source: Numbers, target: Numbers, n: int, steps: Numbers) -> NDArray[np.bool_]:
    """Which steps, from source to target in either copy, are after the turn and among those given."""
    return (source >= n) & np.isin(source % n * n + target % n, steps)
