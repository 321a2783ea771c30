"""As much of a network as scoring takes: what is shown, and transfers to all but some nodes, left out."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.network import EdgeTable, Network

_NO_EDGES: Final = EdgeTable(
    source=np.zeros(0, dtype=np.int32),
    target=np.zeros(0, dtype=np.int32),
    weight=np.zeros(0),
    kind=np.zeros(0, dtype=np.int8),
    provenance=np.zeros(0, dtype=np.int32),
)


def pruned(network: Network, targets: NDArray[np.int64]) -> Network:
    """A network of the same nodes at the same positions, in which only transfers to the targets are left.

    What nodes develop stays; labels, edges and provenance go. Nothing in it is mapped from a file.
    """
    return replace(
        network,
        nodes=tuple(replace(node, label="", labels={}, names=(), code="") for node in network.nodes),
        node_kind=np.array(network.node_kind),
        ic=np.zeros(0),
        transfer=_columns(network.transfer, targets),
        learning=sparse.csr_array(network.learning, copy=True),
        learning_kind=np.zeros(0, dtype=np.int8),
        learning_provenance=np.zeros(0, dtype=np.int32),
        pairs=np.array(network.pairs),
        edges=_NO_EDGES,
        sources=(),
        authors=(),
    )


def _columns(
    transfer: "sparse.csc_array[np.float64]", targets: NDArray[np.int64]
) -> "sparse.csc_array[np.float64]":
    sizes = np.diff(transfer.indptr)
    kept = np.zeros(len(sizes), dtype=bool)
    kept[targets] = True
    entries = np.repeat(kept, sizes)
    starts = np.concatenate([[0], np.cumsum(sizes * kept)])
    return sparse.csc_array((transfer.data[entries], transfer.indices[entries], starts), shape=transfer.shape)
