"""From one release's T to the next one's, where concepts came and went too; and who is told otherwise.

Nodes are numbered by their IRIs, so that a new concept shifts the numbers after it. Both releases are laid
over the nodes of either, in the same order; a node that the one or the other does not have stands alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from skillpath.graph.network import EdgeTable, Network
from skillpath.graph.side_by_side import Places, laid_together
from skillpath.graph.transfer import by_target
from skillpath.graph.updates import TransferUpdate, moved_transfers, update_transfer


@dataclass(frozen=True, slots=True)
class Succession:
    """``transfer``: T of the new nodes, bit by bit that of a rebuild; ``update``: what was done for it, over
    the nodes of either."""

    transfer: "sparse.csc_array[np.float64]"
    update: TransferUpdate


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A concept from which experience carries otherwise than before.

    To how many concepts it now carries and did not, did and does not any more, and carries farther or less
    far than before; ``largest`` is by how much its transfer to any of them changed at most.
    """

    iri: str
    label: str
    appeared: int
    vanished: int
    changed: int
    largest: float


def succeed(base: Network, iris: Sequence[str], edges: EdgeTable) -> Succession:
    """T of some edges over the nodes of some IRIs, sorted, from the T of a network before it."""
    together, before, after = laid_together(_iris(base), iris)
    nodes = len(together)
    alone = np.setdiff1d(np.arange(nodes, dtype=np.int32), before)
    spread = _spread(base.transfer, before, nodes, alone)
    update = update_transfer(spread, _moved_edges(base.edges, before), _moved_edges(edges, after))
    found = update.transfer
    return Succession(found if len(after) == nodes else by_target(found[:, after][after]), update)


def moved_rows(old: Network, new: Network, *, least: float = 0.0) -> list[MovedRow]:
    """The concepts whose transfers two networks tell otherwise, what changed most first, ties by IRI.

    Entries that changed by less than ``least`` do not count: one more essential skill shifts the likeness
    of most job types a little. To itself every concept of a network carries: one that is new or gone is
    among them.
    """
    iris, before, after = laid_together(_iris(old), _iris(new))
    moved = moved_transfers(
        sparse.csr_array(_spread(old.transfer, before, len(iris))),
        sparse.csr_array(_spread(new.transfer, after, len(iris))),
    ).by_at_least(least)
    largest = np.zeros(len(iris))
    np.maximum.at(largest, moved.source, moved.by)
    stays = ~(moved.appeared | moved.vanished)
    appeared, vanished, changed = (
        np.bincount(moved.source[which], minlength=len(iris)).tolist()
        for which in (moved.appeared, moved.vanished, stays)
    )
    rows = [
        MovedRow(iris[i], _label(iris[i], new, old), appeared[i], vanished[i], changed[i], float(largest[i]))
        for i in moved.rows.tolist()
    ]
    return sorted(rows, key=lambda row: (-row.largest, row.iri))


def _label(iri: str, new: Network, old: Network) -> str:
    return (old if new.find(iri) is None else new).label(iri)


def _iris(network: Network) -> list[str]:
    return [node.iri for node in network.nodes]


def _spread(
    transfer: "sparse.csc_array[np.float64]", places: Places, nodes: int, alone: Places | None = None
) -> "sparse.csc_array[np.float64]":
    """T with its nodes at other places, in the same order; those that stand ``alone`` carry to themselves."""
    lengths = np.zeros(nodes, dtype=np.int64)
    lengths[places] = np.diff(transfer.indptr)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(transfer.indptr.dtype)
    moved = places.astype(transfer.indices.dtype)[transfer.indices]
    spread = sparse.csc_array((transfer.data, moved, starts), shape=(nodes, nodes))
    if alone is None or not len(alone):
        return spread
    own = sparse.csc_array((np.ones(len(alone)), (alone, alone)), shape=(nodes, nodes))
    return spread + own


def _moved_edges(edges: EdgeTable, places: Places) -> EdgeTable:
    return replace(edges, source=places[edges.source], target=places[edges.target])
