"""T after an edit of the ontology: the rows that it may concern are searched anew, all others stay.

The result equals :func:`skillpath.graph.transfer.transfer_matrix` of the new edges bit by bit, since an
affected row is searched by the very same code, and no other row can differ:

The search adds costs from the source on, in floating point. Such a sum never falls when a step is added or
a part of it grows, for rounding is monotone; so the distance ``d(s, v)`` that it finds is the least rounded
sum over all walks from s to v, whatever the order of the search or the numbers of the nodes, and ties make
no difference. Now let ``c(a, b)`` be the smaller cost of a changed edge, before or after, and say that for
no changed edge ``d(s, a) + c(a, b) ≤ d(s, b)``, in distances before the edit. Then the row of s stays:

- no entry falls: a best walk from s with a changed edge would meet the condition at that edge, for each
  part of a best walk from s is one too;
- no entry rises: step by step along any walk of the new network its sum stays at or above the distance
  before, at an unchanged edge as ever, at a changed one because it cannot undercut ``d(s, b)``.

Neither holds beyond the cut-off, where no walk is followed: what does not bring an edge's head above it is
not affected. The distances before the edit are read from T itself, whose entries are rounded once more;
:data:`SLACK` is a thousand times what that can amount to. T tells distances after the turn; what a source
reaches going up only, it reaches in T as well, so that for a changed step up all sources count that carry
to its tail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.edge_changes import EdgeChanges, edge_changes
from skillpath.graph.network import EDGE_KINDS, EdgeTable
from skillpath.graph.relations import CUT_OFF, EDGE_RULES, Step
from skillpath.graph.side_by_side import Keys, differences
from skillpath.graph.transfer import Floats, Indices, by_target, rows_of_transfer

SLACK: Final = 1e-12
"""Products that differ by less, relatively, may come from distances in either order."""

REACHED: Final = CUT_OFF * (1 - 1e-8)
"""Below this no walk is followed: the cut-off and the slack of the search, with room to spare."""

MANY: Final = 16
"""Where more edges than this change at one node, all that carries to it counts as affected: it mostly is,
and a look at each edge takes longer than the search."""

_BATCH: Final = 2048
"""Edges looked at together: bounds the memory of the columns of T beside them."""


@dataclass(frozen=True, slots=True)
class MovedTransfers:
    """The entries of T that changed at all, sorted by source and target.

    ``before`` and ``after`` are transfers, 0 where there was none or is none any more.
    """

    source: Indices
    target: Indices
    before: Floats
    after: Floats

    def __len__(self) -> int:
        return len(self.source)

    @property
    def rows(self) -> Indices:
        """The sources from which anything carries otherwise than before."""
        return np.unique(self.source)

    @property
    def appeared(self) -> NDArray[np.bool_]:
        """Which were below the cut-off before."""
        return np.equal(self.before, 0.0)

    @property
    def vanished(self) -> NDArray[np.bool_]:
        """Which are below the cut-off now."""
        return np.equal(self.after, 0.0)

    @property
    def by(self) -> Floats:
        """How much each changed, up or down."""
        return np.abs(self.after - self.before)

    def by_at_least(self, least: float) -> "MovedTransfers":
        """Those that changed by so much or more."""
        kept = self.by >= least
        return MovedTransfers(self.source[kept], self.target[kept], self.before[kept], self.after[kept])


@dataclass(frozen=True, slots=True)
class TransferUpdate:
    """T after an edit. ``edges``: the edges that changed; ``searched``: the rows that were searched anew;
    ``moved``: what changed in them."""

    transfer: "sparse.csc_array[np.float64]"
    edges: EdgeChanges
    searched: Indices
    moved: MovedTransfers


def update_transfer(
    transfer: "sparse.csc_array[np.float64]", old: EdgeTable, new: EdgeTable
) -> TransferUpdate:
    """T of the new edges from T of the old ones, over the same nodes."""
    nodes = transfer.shape[0]
    changes = edge_changes(old, new, nodes)
    sources = affected_sources(transfer, changes)
    before = sparse.csr_array(transfer[sources])
    after = rows_of_transfer(new.layered(), nodes, sources)
    moved = moved_transfers(before, after)
    return TransferUpdate(
        transfer=_with_rows(transfer, sources, after),
        edges=changes,
        searched=sources,
        moved=replace(moved, source=sources[moved.source]),
    )


def affected_sources(transfer: "sparse.csc_array[np.float64]", changes: EdgeChanges) -> Indices:
    """The sources whose row may differ after the edit, sorted; no other can (see the module)."""
    up = np.array([EDGE_RULES[kind].step is Step.UP for kind in EDGE_KINDS])[changes.kind]
    changed_at = np.bincount(changes.source, minlength=transfer.shape[0])
    whole = up | (changed_at > MANY)[changes.source]
    affected = np.zeros(transfer.shape[0], dtype=bool)
    affected[transfer[:, np.unique(changes.source[whole])].indices] = True
    for edges in _batches(np.flatnonzero(~whole)):
        affected[_winning(transfer, changes, edges)] = True
    return np.flatnonzero(affected).astype(np.int32)


def _batches(edges: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(edges), _BATCH):
        yield edges[start : start + _BATCH]


def _winning(
    transfer: "sparse.csc_array[np.float64]", changes: EdgeChanges, edges: NDArray[np.int64]
) -> Indices:
    """The sources for which an edge, at the better of its weights, brings as much as reaches its head."""
    weights = np.maximum(changes.before, changes.after)[edges]
    brought = transfer[:, changes.source[edges]] @ sparse.diags_array(weights)
    brought.data[brought.data < REACHED] = 0.0
    ahead = sparse.coo_array(brought - (1 - SLACK) * transfer[:, changes.target[edges]])
    sources: Indices = ahead.coords[0][ahead.data > 0]
    return sources


def _with_rows(
    transfer: "sparse.csc_array[np.float64]", sources: Indices, rows: "sparse.csr_array[np.float64]"
) -> "sparse.csc_array[np.float64]":
    """T with some of its rows replaced, in the layout of a rebuild."""
    stays = np.ones(transfer.shape[0], dtype=bool)
    stays[sources] = False
    kept = stays[transfer.indices]
    starts = np.concatenate([[0], np.cumsum(kept)])[transfer.indptr]
    others = sparse.csc_array((transfer.data[kept], transfer.indices[kept], starts), shape=transfer.shape)
    row, column = rows.nonzero()
    fresh = sparse.csc_array((rows.data, (sources[row], column)), shape=transfer.shape)
    return by_target(others + fresh)  # no entry is in both, and x + 0 is x to the bit


def moved_transfers(
    before: "sparse.csr_array[np.float64]", after: "sparse.csr_array[np.float64]"
) -> MovedTransfers:
    """The entries in which two matrices of transfers differ at all, both in order within their rows."""
    cells, was, is_now = differences(_numbered(before), _numbered(after))
    source, target = np.divmod(cells, max(before.shape[1], 1))
    return MovedTransfers(source.astype(np.int32), target.astype(np.int32), was, is_now)


def _numbered(rows: "sparse.csr_array[np.float64]") -> tuple[Keys, Floats]:
    """The cells that hold something, numbered row by row, and what they hold."""
    cells = sparse.coo_array(rows)
    row, column = cells.coords
    return row.astype(np.int64) * rows.shape[1] + column, cells.data
