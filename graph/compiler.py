"""From the readable graph to the compiled network."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import networkx as nx
import numpy as np
from scipy import sparse

from skillpath.graph.bridge import Provenance, build_graph, learning_edges, transfer_edges
from skillpath.graph.likeness import LIKENESS, LikenessRule
from skillpath.graph.network import EDGE_KINDS, KINDS, LEARNING_KINDS, EdgeTable, Network, Node
from skillpath.graph.relations import EdgeKind
from skillpath.graph.similar_work import SimilarWork, similar_work
from skillpath.graph.storage import save_network
from skillpath.graph.succession import succeed
from skillpath.graph.transfer import Indices, transfer_matrix
from skillpath.ontology.catalogue import Catalogue, ConceptKind

_EDGE_NUMBER: Final = {kind: number for number, kind in enumerate(EDGE_KINDS)}
_LEARNING_NUMBER: Final = {kind: number for number, kind in enumerate(LEARNING_KINDS)}
_KIND_NUMBER: Final = {kind: number for number, kind in enumerate(KINDS)}


def compile_into(catalogue: Catalogue, folder: Path) -> None:
    """Compiles a catalogue's network into an existing empty folder."""
    save_network(compile_network(build_graph(catalogue)), folder)


def compile_network(
    graph: "nx.MultiDiGraph[str]", *, likeness_rule: LikenessRule = LIKENESS, base: Network | None = None
) -> Network:
    """Compiles the readable graph; the same graph gives the same arrays, bit by bit.

    Job types that are alike are joined by the rule. With a ``base``, a network that the same rules compiled
    from a graph much like this one, only those transfers are searched that the difference may concern. The
    outcome is the same.
    """
    iris = sorted(graph)
    position = {iri: i for i, iri in enumerate(iris)}
    nodes = tuple(_node(iri, graph.nodes[iri]) for iri in iris)
    edge_rows = [(position[u], position[v], _EDGE_NUMBER[k], w, s) for u, v, k, w, s in transfer_edges(graph)]
    learning_rows = _learning_rows(graph, position)
    stated = sorted({row[-1] for row in (*edge_rows, *learning_rows)} | {Provenance()})
    number = {provenance: i for i, provenance in enumerate(stated)}
    edges = _with_similar_work(
        EdgeTable(
            source=np.array([r[0] for r in edge_rows], dtype=np.int32),
            target=np.array([r[1] for r in edge_rows], dtype=np.int32),
            weight=np.array([r[3] for r in edge_rows], dtype=np.float64),
            kind=np.array([r[2] for r in edge_rows], dtype=np.int8),
            provenance=np.array([number[r[4]] for r in edge_rows], dtype=np.int32),
        ),
        similar_work(graph, likeness_rule),
        unstated=number[Provenance()],
    )
    starts = np.searchsorted([r[0] for r in learning_rows], np.arange(len(iris) + 1)).astype(np.int32)
    columns = np.array([r[1] for r in learning_rows], dtype=np.int32)
    strengths = np.array([r[2] for r in learning_rows], dtype=np.float64)
    return Network(
        nodes=nodes,
        node_kind=np.array([_KIND_NUMBER[node.kind] for node in nodes], dtype=np.int8),
        ic=np.array([graph.nodes[iri]["ic"] for iri in iris], dtype=np.float64),
        transfer=(
            transfer_matrix(edges.layered(), len(iris))
            if base is None
            else succeed(base, iris, edges).transfer
        ),
        learning=sparse.csr_array((strengths, columns, starts), shape=(len(iris), len(iris))),
        learning_kind=np.array([r[3] for r in learning_rows], dtype=np.int8),
        learning_provenance=np.array([number[r[4]] for r in learning_rows], dtype=np.int32),
        pairs=_pairs(graph, position),
        edges=edges,
        sources=tuple(provenance.source for provenance in stated),
        authors=tuple(provenance.author for provenance in stated),
    )


def _with_similar_work(edges: EdgeTable, alike: SimilarWork, *, unstated: int) -> EdgeTable:
    """All edges, sorted by source, target and kind."""
    added = len(alike.weight)
    source = np.append(edges.source, alike.source)
    target = np.append(edges.target, alike.target)
    kind = np.append(edges.kind, np.full(added, _EDGE_NUMBER[EdgeKind.SIMILAR_WORK], dtype=np.int8))
    order = np.lexsort((kind, target, source))
    return EdgeTable(
        source=source[order],
        target=target[order],
        weight=np.append(edges.weight, alike.weight)[order],
        kind=kind[order],
        provenance=np.append(edges.provenance, np.full(added, unstated, dtype=np.int32))[order],
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
        zone=data["zone"],
    )


def _pairs(graph: "nx.MultiDiGraph[str]", position: Mapping[str, int]) -> Indices:
    named: Mapping[str, tuple[str, str]] = nx.get_node_attributes(graph, "pair")
    rows = sorted((position[job], position[place], position[node]) for node, (job, place) in named.items())
    return np.array(rows, dtype=np.int32).reshape(-1, 3)


def _learning_rows(
    graph: "nx.MultiDiGraph[str]", position: Mapping[str, int]
) -> list[tuple[int, int, float, int, Provenance]]:
    """One row a pair: of two links between the same two (essential and optional) the stronger stays."""
    best: dict[tuple[int, int], tuple[float, int, Provenance]] = {}
    for u, v, kind, weight, source in learning_edges(graph):
        pair, entry = (position[u], position[v]), (weight, _LEARNING_NUMBER[kind], source)
        if pair not in best or entry[0] > best[pair][0]:
            best[pair] = entry
    kinds: Mapping[str, str] = nx.get_node_attributes(graph, "kind")
    for iri, node_kind in kinds.items():
        if node_kind != ConceptKind.SKILL:
            best[position[iri], position[iri]] = (1.0, -1, Provenance())
    return [(u, v, *entry) for (u, v), entry in sorted(best.items())]
