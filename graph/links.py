"""What the links of a taxonomy come to, as arrays: all of a network but what is searched and compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.bridge import Provenance, learning_edges, transfer_edges
from skillpath.graph.likeness import closure, square
from skillpath.graph.network import EDGE_KINDS, LEARNING_KINDS, EdgeTable, Node
from skillpath.graph.relations import EdgeKind
from skillpath.graph.transfer import Floats, Indices
from skillpath.ontology.catalogue import ConceptKind

EDGE_NUMBER: Final = {kind: number for number, kind in enumerate(EDGE_KINDS)}
_BROADER: Final = EDGE_NUMBER[EdgeKind.BROADER]
_LEARNING_NUMBER: Final = {kind: number for number, kind in enumerate(LEARNING_KINDS)}


@dataclass(frozen=True, slots=True)
class Links:
    """Fields as in :class:`skillpath.graph.network.Network`; ``edges`` without those of similar work.

    ``above``: each node and all that is broader than it, n × n, 1 each. ``stated`` are the origins of
    weights, sorted, of which the edges and what is taught name the positions.
    """

    nodes: tuple[Node, ...]
    above: "sparse.csr_array[np.float64]"
    ic: Floats
    edges: EdgeTable
    learning: "sparse.csr_array[np.float64]"
    learning_kind: NDArray[np.int8]
    learning_provenance: Indices
    pairs: Indices
    stated: tuple[Provenance, ...]


Edge = tuple[int, int, int, float, Provenance]
"""Source, target, number of the kind, weight or strength, and where that comes from."""


def links_of(graph: "nx.MultiDiGraph[str]") -> Links:
    """The links of the readable graph."""
    iris = sorted(graph)
    position = {iri: i for i, iri in enumerate(iris)}
    edges = [(position[u], position[v], EDGE_NUMBER[k], w, s) for u, v, k, w, s in transfer_edges(graph)]
    return linked(
        tuple(node_of(iri, graph.nodes[iri]) for iri in iris),
        np.array([graph.nodes[iri]["ic"] for iri in iris], dtype=np.float64),
        edges,
        learning_rows(graph, position),
        pairs_of(graph, position),
        above=above_of(edges, len(iris)),
    )


def above_of(edges: list[Edge], nodes: int) -> "sparse.csr_array[np.float64]":
    """:attr:`Links.above` by the edges to what is broader."""
    up = np.array([row[:2] for row in edges if row[2] == _BROADER], dtype=np.int32).reshape(-1, 2)
    return closure(square(up[:, 0], up[:, 1], np.ones(len(up)), nodes))


def linked(
    nodes: tuple[Node, ...],
    ic: Floats,
    edges: list[Edge],
    taught: list[Edge],
    pairs: Indices,
    *,
    above: "sparse.csr_array[np.float64]",
) -> Links:
    """Edges, and what is taught sorted by source and target, as arrays."""
    stated = sorted({row[-1] for row in (*edges, *taught)} | {Provenance()})
    number = {provenance: i for i, provenance in enumerate(stated)}
    starts = np.searchsorted([r[0] for r in taught], np.arange(len(nodes) + 1)).astype(np.int32)
    columns = np.array([r[1] for r in taught], dtype=np.int32)
    strengths = np.array([r[3] for r in taught], dtype=np.float64)
    return Links(
        nodes=nodes,
        above=above,
        ic=ic,
        edges=EdgeTable(
            source=np.array([r[0] for r in edges], dtype=np.int32),
            target=np.array([r[1] for r in edges], dtype=np.int32),
            weight=np.array([r[3] for r in edges], dtype=np.float64),
            kind=np.array([r[2] for r in edges], dtype=np.int8),
            provenance=np.array([number[r[4]] for r in edges], dtype=np.int32),
        ),
        learning=sparse.csr_array((strengths, columns, starts), shape=(len(nodes), len(nodes))),
        learning_kind=np.array([r[2] for r in taught], dtype=np.int8),
        learning_provenance=np.array([number[r[4]] for r in taught], dtype=np.int32),
        pairs=pairs,
        stated=tuple(stated),
    )


def node_of(iri: str, data: Mapping[str, Any]) -> Node:
    """A node of the readable graph."""
    return Node(
        iri=iri,
        kind=data["kind"],
        label=data["label"],
        labels=data["labels"],
        names=data["names"],
        code=data["code"],
        group=data["group"],
        aliases=data["aliases"],
        zone=data["zone"],
    )


def pairs_of(graph: "nx.MultiDiGraph[str]", position: Mapping[str, int]) -> Indices:
    """One row a job in an industry: job type, industry, itself."""
    named: Mapping[str, tuple[str, str]] = nx.get_node_attributes(graph, "pair")
    rows = sorted((position[job], position[place], position[node]) for node, (job, place) in named.items())
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def learning_rows(graph: "nx.MultiDiGraph[str]", position: Mapping[str, int]) -> list[Edge]:
    """One row a pair: of two links between the same two, essential and optional, the stronger says how much.

    It stays essential whichever that is, so that who states more of a link lowers nothing.
    """
    best: dict[tuple[int, int], tuple[int, float, Provenance]] = {}
    rows = ((u, v, _LEARNING_NUMBER[k], weight, source) for u, v, k, weight, source in learning_edges(graph))
    for u, v, number, weight, source in sorted(rows, key=lambda row: (-row[3], *row[2::2])):
        pair = position[u], position[v]
        there = best.get(pair, (number, weight, source))
        best[pair] = (min(number, there[0]), *there[1:])
    kinds: Mapping[str, str] = nx.get_node_attributes(graph, "kind")
    for iri, node_kind in kinds.items():
        if node_kind != ConceptKind.SKILL:
            best[position[iri], position[iri]] = (-1, 1.0, Provenance())
    return [(u, v, *entry) for (u, v), entry in sorted(best.items())]
