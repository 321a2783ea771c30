"""The network after an edit, from the one before it and the part that the edit concerns.

All that is said of a concept of the part, and all links to it, are taken anew; all else stays as it was. What
follows from the whole is worked out again: information content, the weights that it gives, how alike job
types are, and the transfers that may differ. The outcome is that of compiling the whole taxonomy, bit by bit.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.bridge import UNSTATED, Provenance, build_graph, taxonomy_weight, transfer_edges
from skillpath.graph.compiler import network_of
from skillpath.graph.information import information
from skillpath.graph.links import EDGE_NUMBER, Edge, above_of, learning_rows, linked, node_of, pairs_of
from skillpath.graph.network import Network, Node
from skillpath.graph.relations import FLOOR_SUFFIX, EdgeKind
from skillpath.graph.transfer import Floats, Indices
from skillpath.ontology.bulk import nothing_to_collect
from skillpath.ontology.catalogue import Catalogue, ConceptKind

_SIMILAR: Final = EDGE_NUMBER[EdgeKind.SIMILAR_WORK]
_BROADER: Final = EDGE_NUMBER[EdgeKind.BROADER]
_NARROWER: Final = EDGE_NUMBER[EdgeKind.NARROWER]


@nothing_to_collect()
def revised(base: Network, concepts: Set[str], part: Catalogue, weighed: Set[tuple[str, str]]) -> Network:
    """The arguments are those of :class:`skillpath.ontology.editing.part.Part`.

    Only for a ``base`` that the rules of today compiled.
    """
    graph = build_graph(part)
    splice = _Splice.of(base, graph, concepts)
    taught, edges = splice.taught(), splice.edges()
    above = above_of(edges, len(splice.nodes))
    ic = _information(splice.nodes, above, taught)
    edges = _down_again(edges, ic, splice.nodes, splice.places(weighed))
    return network_of(linked(splice.nodes, ic, edges, taught, splice.pairs(), above=above), base=base)


def _plain(aliases: tuple[str, ...]) -> Set[str]:
    return {alias.removesuffix(FLOOR_SUFFIX) for alias in aliases}


@dataclass(frozen=True, slots=True)
class _Splice:
    """What of a network stays, and what of the graph of a part comes in its place.

    ``stays`` says of each node of the network where it is now, −1 where it is no more.
    """

    base: Network
    graph: "nx.MultiDiGraph[str]"
    fresh: Set[str]
    nodes: tuple[Node, ...]
    position: Mapping[str, int]
    stays: Indices

    @classmethod
    def of(cls, base: Network, graph: "nx.MultiDiGraph[str]", concepts: Set[str]) -> "_Splice":
        kept = {node.iri: node for node in base.nodes if not concepts & _plain(node.aliases)}
        fresh = {iri for iri, data in graph.nodes.items() if concepts & _plain(data["aliases"])}
        made = {iri: node_of(iri, graph.nodes[iri]) for iri in fresh}
        nodes = tuple(node for _, node in sorted({**kept, **made}.items()))
        position = {node.iri: i for i, node in enumerate(nodes)}
        stays = np.array([position[n.iri] if n.iri in kept else -1 for n in base.nodes], dtype=np.int32)
        return cls(base, graph, fresh, nodes, position, stays)

    def places(self, pairs: Set[tuple[str, str]]) -> Set[tuple[int | None, int | None]]:
        """Where pairs of concepts are, and of industries their floors."""
        places = {alias: i for i, node in enumerate(self.nodes) for alias in node.aliases}
        return {
            (places.get(one + suffix), places.get(other + suffix))
            for one, other in pairs
            for suffix in ("", FLOOR_SUFFIX)
        }

    def edges(self) -> list[Edge]:
        """The transfer edges, those of similar work left out, in any order."""
        old, said = self.base.edges, self.base.edges.kind != _SIMILAR
        columns = (old.source, old.target, old.kind, old.weight, old.provenance)
        kept = self._kept(column[said] for column in columns)
        came = [
            (self.position[u], self.position[v], EDGE_NUMBER[kind], weight, stated)
            for u, v, kind, weight, stated in transfer_edges(self.graph)
            if u in self.fresh or v in self.fresh
        ]
        return [*kept, *came]

    def taught(self) -> list[Edge]:
        """What is taught, sorted by who and what."""
        base = self.base
        columns = (base.learning_kind, base.learning.data, base.learning_provenance)
        kept = self._kept([*sparse.coo_array(base.learning).coords, *columns])
        fresh = {self.position[iri] for iri in self.fresh}
        came = [row for row in learning_rows(self.graph, self._own) if row[0] in fresh or row[1] in fresh]
        return sorted([*kept, *came], key=lambda row: row[:2])

    def pairs(self) -> Indices:
        """Job type, industry and the job in that industry."""
        kept = self.stays[self.base.pairs]
        came = pairs_of(self.graph, self._own)
        came = came[np.isin(came[:, 2], [self.position[iri] for iri in self.fresh])]
        rows = np.concatenate([kept[(kept >= 0).all(axis=1)], came])
        return rows[np.lexsort(rows.T[::-1])]

    @property
    def _own(self) -> dict[str, int]:
        return {iri: self.position[iri] for iri in self.graph}

    def _kept(self, columns: Iterable[NDArray[Any]]) -> list[Edge]:
        """The rows of source, target, kind, weight and number of its origin whose ends stay."""
        stated = list(map(Provenance, self.base.sources, self.base.authors))
        stays = self.stays.tolist()
        rows = zip(*(column.tolist() for column in columns), strict=True)
        return [
            (stays[u], stays[v], kind, weight, stated[origin])
            for u, v, kind, weight, origin in rows
            if stays[u] >= 0 <= stays[v]
        ]


def _information(
    nodes: tuple[Node, ...], above: "sparse.csr_array[np.float64]", taught: list[Edge]
) -> Floats:
    pairs = np.array([row[:2] for row in taught if row[2] >= 0], dtype=np.int32).reshape(-1, 2)
    return information(
        [node.kind for node in nodes], [node.group for node in nodes], above, (pairs[:, 0], pairs[:, 1])
    )


def _down_again(
    edges: list[Edge], ic: Floats, nodes: tuple[Node, ...], stated: Set[tuple[int | None, int | None]]
) -> list[Edge]:
    """The edges, with those down the hierarchy that state no weight made anew: the taxonomy rule gives it."""
    kept = [row for row in edges if row[2] != _NARROWER or (row[1], row[0]) in stated]
    made = [
        (parent, child, _NARROWER, taxonomy_weight(float(ic[parent]), float(ic[child])), UNSTATED)
        for child, parent, kind, _, _ in edges
        if kind == _BROADER and (child, parent) not in stated and nodes[child].kind != ConceptKind.JOB_TYPE
    ]
    return [*kept, *(row for row in made if row[3] > 0)]
