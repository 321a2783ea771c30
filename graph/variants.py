"""Networks that differ from a release's in one thing: to find the best rule, and to see what a part does."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.likeness import LikenessRule
from skillpath.graph.links import links_of
from skillpath.graph.network import EDGE_KINDS, KINDS, EdgeTable, Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.similar_work import similar_work
from skillpath.graph.transfer import Floats, Indices, transfer_matrix
from skillpath.ontology.catalogue import Catalogue, ConceptKind


class JobTypeNetworks:
    """The job types of a catalogue alone, under any rule of likeness.

    Nothing carries between a job type and a concept of another kind, so transfers between job types are
    those of the whole network, at a fraction of the work.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        graph = build_graph(catalogue)
        self._links = links_of(graph)
        jobs = [node.iri for node in self._links.nodes if node.kind == ConceptKind.JOB_TYPE]
        whole = compile_network(graph.subgraph(jobs))
        self._unlike = without(whole, frozenset({EdgeKind.SIMILAR_WORK}), among=ConceptKind.JOB_TYPE)

    def under(self, rule: LikenessRule) -> Network:
        """The network of the job types under a rule."""
        alike, nodes = similar_work(self._links, rule), self._links.nodes
        source, target = (
            np.array([self._unlike.index(nodes[end].iri) for end in ends.tolist()], dtype=np.int32)
            for ends in (alike.source, alike.target)
        )
        return with_edges(self._unlike, EdgeKind.SIMILAR_WORK, source, target, alike.weight)


def without(network: Network, kinds: frozenset[EdgeKind], *, among: ConceptKind) -> Network:
    """A network without the transfer edges of some kinds among concepts of a kind."""
    edges = network.edges
    numbers = [EDGE_KINDS.index(kind) for kind in kinds]
    concerned = network.node_kind[edges.source] == KINDS.index(among)
    return _replaced(network, _rows(edges, ~(concerned & np.isin(edges.kind, numbers))))


def with_edges(network: Network, kind: EdgeKind, source: Indices, target: Indices, weight: Floats) -> Network:
    """A network with further transfer edges of a kind."""
    edges, number = network.edges, EDGE_KINDS.index(kind)
    return _replaced(
        network,
        EdgeTable(
            source=np.concatenate([edges.source, source]),
            target=np.concatenate([edges.target, target]),
            weight=np.concatenate([edges.weight, weight]),
            kind=np.append(edges.kind, np.full(len(weight), number, dtype=np.int8)),
            provenance=np.append(edges.provenance, np.zeros(len(weight), dtype=np.int32)),
        ),
    )


def _rows(edges: EdgeTable, kept: NDArray[np.bool_]) -> EdgeTable:
    return EdgeTable(
        source=edges.source[kept],
        target=edges.target[kept],
        weight=edges.weight[kept],
        kind=edges.kind[kept],
        provenance=edges.provenance[kept],
    )


def _replaced(network: Network, edges: EdgeTable) -> Network:
    return replace(network, edges=edges, transfer=transfer_matrix(edges.layered(), len(network)))
