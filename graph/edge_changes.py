"""What an edit does to the transfer edges: added, removed, reweighed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import EDGE_KINDS, EdgeTable
from skillpath.graph.side_by_side import Keys, differences
from skillpath.graph.transfer import Floats, Indices


@dataclass(frozen=True, slots=True)
class EdgeChanges:
    """The edges in which two tables over the same nodes differ, sorted by source, target and kind.

    ``kind`` holds positions in :data:`EDGE_KINDS`; ``before`` and ``after`` are weights, 0 where the one or
    the other table has no such edge. Two edges between the same nodes are of different kinds.
    """

    source: Indices
    target: Indices
    kind: NDArray[np.int8]
    before: Floats
    after: Floats

    def __len__(self) -> int:
        return len(self.source)

    @property
    def added(self) -> NDArray[np.bool_]:
        """Which are new."""
        return np.equal(self.before, 0.0)

    @property
    def removed(self) -> NDArray[np.bool_]:
        """Which are gone."""
        return np.equal(self.after, 0.0)

    @property
    def reweighed(self) -> NDArray[np.bool_]:
        """Which carry another weight than before."""
        return ~(self.added | self.removed)


def edge_changes(old: EdgeTable, new: EdgeTable, nodes: int) -> EdgeChanges:
    """The symmetric difference of two tables over the same nodes, in any order.

    Where a weight comes from does not count: only what it is. Of several edges of one kind between two
    nodes, which no compiled network has, the heaviest counts.
    """
    keys, before, after = differences(_numbered(old, nodes), _numbered(new, nodes))
    pair, kind = np.divmod(keys, len(EDGE_KINDS))
    source, target = np.divmod(pair, max(nodes, 1))
    return EdgeChanges(
        source=source.astype(np.int32),
        target=target.astype(np.int32),
        kind=kind.astype(np.int8),
        before=before,
        after=after,
    )


def _numbered(edges: EdgeTable, nodes: int) -> tuple[Keys, Floats]:
    """The edges as sorted numbers, each once, and the weight of each."""
    pairs = edges.source.astype(np.int64) * nodes + edges.target
    keys = pairs * len(EDGE_KINDS) + edges.kind
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], edges.weight[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return keys[first], np.maximum.reduceat(weights, first) if len(first) else weights
