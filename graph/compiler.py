"""From the readable graph to the compiled network."""

from pathlib import Path
from typing import Final

import networkx as nx
import numpy as np

from skillpath.graph.bridge import UNSTATED, build_graph
from skillpath.graph.likeness import LIKENESS, LikenessRule
from skillpath.graph.links import EDGE_NUMBER, Links, links_of
from skillpath.graph.network import KINDS, EdgeTable, Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.similar_work import SimilarWork, similar_work
from skillpath.graph.storage import save_network
from skillpath.graph.succession import succeed
from skillpath.graph.transfer import transfer_matrix
from skillpath.ontology.bulk import nothing_to_collect
from skillpath.ontology.catalogue import Catalogue

_KIND_NUMBER: Final = {kind: number for number, kind in enumerate(KINDS)}


def compile_into(catalogue: Catalogue, folder: Path) -> None:
    """Compiles a catalogue's network into an existing empty folder."""
    save_network(compile_network(build_graph(catalogue)), folder)


@nothing_to_collect()
def compile_network(
    graph: "nx.MultiDiGraph[str]", *, likeness_rule: LikenessRule = LIKENESS, base: Network | None = None
) -> Network:
    """Compiles the readable graph; the same graph gives the same arrays, bit by bit.

    Job types that are alike are joined by the rule. With a ``base``, a network that the same rules compiled
    from a graph much like this one, only those transfers are searched that the difference may concern. The
    outcome is the same.
    """
    return network_of(links_of(graph), likeness_rule=likeness_rule, base=base)


def network_of(
    links: Links, *, likeness_rule: LikenessRule = LIKENESS, base: Network | None = None
) -> Network:
    """The network that links come to: with edges between job types that are alike, and all transfers."""
    edges = _with_similar_work(links, similar_work(links, likeness_rule))
    return Network(
        nodes=links.nodes,
        node_kind=np.array([_KIND_NUMBER[node.kind] for node in links.nodes], dtype=np.int8),
        ic=links.ic,
        transfer=(
            transfer_matrix(edges.layered(), len(links.nodes))
            if base is None
            else succeed(base, [node.iri for node in links.nodes], edges).transfer
        ),
        learning=links.learning,
        learning_kind=links.learning_kind,
        learning_provenance=links.learning_provenance,
        pairs=links.pairs,
        edges=edges,
        sources=tuple(provenance.source for provenance in links.stated),
        authors=tuple(provenance.author for provenance in links.stated),
    )


def _with_similar_work(links: Links, alike: SimilarWork) -> EdgeTable:
    """All edges, sorted by source, target and kind."""
    edges, added = links.edges, len(alike.weight)
    source = np.append(edges.source, alike.source)
    target = np.append(edges.target, alike.target)
    kind = np.append(edges.kind, np.full(added, EDGE_NUMBER[EdgeKind.SIMILAR_WORK], dtype=np.int8))
    unstated = np.full(added, links.stated.index(UNSTATED), dtype=np.int32)
    order = np.lexsort((kind, target, source))
    return EdgeTable(
        source=source[order],
        target=target[order],
        weight=np.append(edges.weight, alike.weight)[order],
        kind=kind[order],
        provenance=np.append(edges.provenance, unstated)[order],
    )
