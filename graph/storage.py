"""The files of a compiled network: one an array, memory-mapped on opening, and one for the nodes."""

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy import sparse

from skillpath.graph.network import EdgeTable, Network, Node

_MATRICES: Final = {"transfer": sparse.csc_array, "learning": sparse.csr_array}
_ARRAYS: Final = ("node_kind", "ic", "learning_kind", "learning_provenance", "pairs")
_EDGE_ARRAYS: Final = ("source", "target", "weight", "kind", "provenance")


def save_network(network: Network, folder: Path) -> None:
    """Writes the network into an existing empty folder, one file an array."""
    for name in _ARRAYS:
        np.save(folder / f"{name}.npy", getattr(network, name))
    for name in _EDGE_ARRAYS:
        np.save(folder / f"edge_{name}.npy", getattr(network.edges, name))
    for name in _MATRICES:
        matrix = getattr(network, name)
        for part in ("data", "indices", "indptr"):
            np.save(folder / f"{name}_{part}.npy", getattr(matrix, part))
    rows = [
        [n.iri, n.kind, n.label, dict(n.labels), n.names, n.code, n.group, n.aliases, n.zone]
        for n in network.nodes
    ]
    text = json.dumps(
        {"nodes": rows, "sources": network.sources, "authors": network.authors}, ensure_ascii=False
    )
    (folder / "nodes.json").write_text(text, encoding="utf-8")


def load_network(folder: Path) -> Network:
    """Opens a network, its arrays memory-mapped."""
    stored = json.loads((folder / "nodes.json").read_text(encoding="utf-8"))
    nodes = tuple(
        Node(iri, kind, label, labels, tuple(names), code, group, tuple(aliases), zone)
        for iri, kind, label, labels, names, code, group, aliases, zone in stored["nodes"]
    )

    def array(name: str) -> Any:
        return np.load(folder / f"{name}.npy", mmap_mode="r").view(
            np.ndarray
        )  # without memmap's own arithmetic

    matrices = {
        name: cls(
            tuple(array(f"{name}_{part}") for part in ("data", "indices", "indptr")), shape=2 * (len(nodes),)
        )
        for name, cls in _MATRICES.items()
    }
    return Network(
        nodes=nodes,
        edges=EdgeTable(**{name: array(f"edge_{name}") for name in _EDGE_ARRAYS}),
        sources=tuple(stored["sources"]),
        authors=tuple(stored["authors"]),
        **{name: array(name) for name in _ARRAYS},
        **matrices,
    )
