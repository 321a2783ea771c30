"""The compiled network: what a release holds so that scoring never touches RDF or networkx.

Arrays are memory-mapped on opening; the whole is immutable. Node numbers are positions in ``iris`` and
mean nothing outside one release.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.errors import UnknownName
from skillpath.graph.bridge import FLOOR, FLOOR_SUFFIX, learning_edges, transfer_edges
from skillpath.graph.relations import EDGE_RULES, EdgeKind, Step
from skillpath.graph.transfer import Floats, Indices, LayeredEdges, transfer_matrix
from skillpath.ontology.catalogue import ConceptKind, RelationKind

EDGE_KINDS: Final = tuple(EdgeKind)
LEARNING_KINDS: Final = tuple(RelationKind)
KINDS: Final = (*(str(kind) for kind in ConceptKind), FLOOR)
"""Kinds of node; ``node_kind`` holds positions in this."""


@dataclass(frozen=True, slots=True)
class Node:
    """What is shown of a node. ``aliases`` are the IRIs contracted to it, its own first."""

    iri: str
    kind: str
    label: str
    labels: Mapping[str, str]
    names: tuple[str, ...]
    code: str
    group: bool
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """Transfer edges: positions, weight, position in :data:`EDGE_KINDS`, position in the list of sources."""

    source: Indices
    target: Indices
    weight: Floats
    kind: NDArray[np.int8]
    provenance: Indices

    def layered(self) -> LayeredEdges:
        """The edges as the search for transfers wants them."""
        up = np.array([EDGE_RULES[kind].step is Step.UP for kind in EDGE_KINDS])
        return LayeredEdges(self.source, self.target, self.weight, up[self.kind])


@dataclass(frozen=True)
class Network:
    """A compiled release.

    ``ic``: information content per node. ``transfer``: T, n × n, by target (CSC). ``learning``: n × n by
    row; how strongly the job type, industry or floor of the row develops the node of the column, itself
    included at 1. ``learning_kind`` and ``learning_provenance`` go with its entries: position in
    :data:`LEARNING_KINDS` (−1 for itself), position in ``sources``.
    """

    nodes: tuple[Node, ...]
    node_kind: NDArray[np.int8]
    ic: Floats
    transfer: "sparse.csc_array[np.float64]"
    learning: "sparse.csr_array[np.float64]"
    learning_kind: NDArray[np.int8]
    learning_provenance: Indices
    edges: EdgeTable
    sources: tuple[str, ...]

    @cached_property
    def _position(self) -> dict[str, int]:
        return {alias: i for i, node in enumerate(self.nodes) for alias in node.aliases}

    def __len__(self) -> int:
        return len(self.nodes)

    def find(self, iri: str) -> int | None:
        """The position of the node that stands for an IRI, ``None`` where this release has none."""
        return self._position.get(iri)

    def index(self, iri: str) -> int:
        """The position of the node that stands for an IRI; raises :class:`UnknownName`."""
        position = self.find(iri)
        if position is None:
            raise UnknownName(f"This release has no concept <{iri}>.")
        return position

    def label(self, iri: str | None) -> str:
        """The label of the node that stands for an IRI; the IRI itself where there is none, "" for none."""
        position = None if iri is None else self.find(iri)
        return iri or "" if position is None else self.nodes[position].label

    def floor(self, industry: str) -> int | None:
        """The position of the floor node of an industry."""
        return self.find(industry + FLOOR_SUFFIX)

    def of_kind(self, kind: str) -> Indices:
        """Positions of the nodes of a kind (:data:`KINDS`)."""
        return np.flatnonzero(self.node_kind == KINDS.index(kind)).astype(np.int32)

    def developed_by(self, position: int) -> tuple[Indices, Floats]:
        """The nodes that a job type, an industry or a floor develops, and how strongly."""
        part = slice(self.learning.indptr[position], self.learning.indptr[position + 1])
        return self.learning.indices[part], self.learning.data[part]

    def skills_of(self, job_type: int) -> dict[int, RelationKind]:
        """The skills that a job type asks for: position → essential or optional."""
        part = slice(self.learning.indptr[job_type], self.learning.indptr[job_type + 1])
        pairs = zip(self.learning.indices[part], self.learning_kind[part], strict=True)
        return {int(skill): LEARNING_KINDS[kind] for skill, kind in pairs if kind >= 0}

    def transfers_to(self, target: int) -> tuple[Indices, Floats]:
        """The nodes from which experience carries to a target, and how far (T ≥ τ)."""
        part = slice(self.transfer.indptr[target], self.transfer.indptr[target + 1])
        return self.transfer.indices[part], self.transfer.data[part]

    def transfer_between(self, source: int, target: int) -> float:
        """T(source, target); 0 where it is below the cut-off."""
        sources, values = self.transfers_to(target)
        hit = np.flatnonzero(sources == source)
        return float(values[hit[0]]) if len(hit) else 0.0


def compile_network(graph: "nx.MultiDiGraph[str]") -> Network:
    """Compiles the readable graph; the same graph gives the same arrays, bit by bit."""
    iris = sorted(graph)
    position = {iri: i for i, iri in enumerate(iris)}
    nodes = tuple(_node(iri, graph.nodes[iri]) for iri in iris)
    edge_rows = sorted(
        (position[u], position[v], EDGE_KINDS.index(k), w, s) for u, v, k, w, s in transfer_edges(graph)
    )
    learning_rows = _learning_rows(graph, position)
    sources = tuple(sorted({row[-1] for row in (*edge_rows, *learning_rows)} | {""}))
    number = {text: i for i, text in enumerate(sources)}
    edges = EdgeTable(
        source=np.array([r[0] for r in edge_rows], dtype=np.int32),
        target=np.array([r[1] for r in edge_rows], dtype=np.int32),
        weight=np.array([r[3] for r in edge_rows], dtype=np.float64),
        kind=np.array([r[2] for r in edge_rows], dtype=np.int8),
        provenance=np.array([number[r[4]] for r in edge_rows], dtype=np.int32),
    )
    starts = np.searchsorted([r[0] for r in learning_rows], np.arange(len(iris) + 1)).astype(np.int32)
    columns = np.array([r[1] for r in learning_rows], dtype=np.int32)
    strengths = np.array([r[2] for r in learning_rows], dtype=np.float64)
    return Network(
        nodes=nodes,
        node_kind=np.array([KINDS.index(node.kind) for node in nodes], dtype=np.int8),
        ic=np.array([graph.nodes[iri]["ic"] for iri in iris], dtype=np.float64),
        transfer=transfer_matrix(edges.layered(), len(iris)),
        learning=sparse.csr_array((strengths, columns, starts), shape=(len(iris), len(iris))),
        learning_kind=np.array([r[3] for r in learning_rows], dtype=np.int8),
        learning_provenance=np.array([number[r[4]] for r in learning_rows], dtype=np.int32),
        edges=edges,
        sources=sources,
    )


def _node(iri: str, data: Mapping[str, Any]) -> Node:
    return Node(
        iri=iri,
        kind=data["kind"],
        label=data["label"],
        labels=data["labels"],
        names=data["names"],
        code=data["code"],
        group=data["group"],
        aliases=data["aliases"],
    )


def _learning_rows(
    graph: "nx.MultiDiGraph[str]", position: Mapping[str, int]
) -> list[tuple[int, int, float, int, str]]:
    """One row a pair: of two links between the same two (essential and optional) the stronger stays."""
    best: dict[tuple[int, int], tuple[float, int, str]] = {}
    for u, v, kind, weight, source in learning_edges(graph):
        pair, entry = (position[u], position[v]), (weight, LEARNING_KINDS.index(kind), source)
        if pair not in best or entry[0] > best[pair][0]:
            best[pair] = entry
    kinds: Mapping[str, str] = nx.get_node_attributes(graph, "kind")
    for iri, node_kind in kinds.items():
        if node_kind != ConceptKind.SKILL:
            best[position[iri], position[iri]] = (1.0, -1, "")
    return [(u, v, *entry) for (u, v), entry in sorted(best.items())]


# Storage -------------------------------------------------------------------------------------------

_MATRICES: Final = {"transfer": sparse.csc_array, "learning": sparse.csr_array}
_ARRAYS: Final = ("node_kind", "ic", "learning_kind", "learning_provenance")
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
        [n.iri, n.kind, n.label, dict(n.labels), n.names, n.code, n.group, n.aliases] for n in network.nodes
    ]
    text = json.dumps({"nodes": rows, "sources": network.sources}, ensure_ascii=False)
    (folder / "nodes.json").write_text(text, encoding="utf-8")


def load_network(folder: Path) -> Network:
    """Opens a network, its arrays memory-mapped."""
    stored = json.loads((folder / "nodes.json").read_text(encoding="utf-8"))
    nodes = tuple(
        Node(iri, kind, label, labels, tuple(names), code, group, tuple(aliases))
        for iri, kind, label, labels, names, code, group, aliases in stored["nodes"]
    )

    def array(name: str) -> Any:
        return np.load(folder / f"{name}.npy", mmap_mode="r")

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
        **{name: array(name) for name in _ARRAYS},
        **matrices,
    )
