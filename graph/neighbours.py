"""What is linked to a concept directly, for a reader: its place, and what is learned where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import Final

import numpy as np

from skillpath.graph.network import EDGE_KINDS, LEARNING_KINDS, Network
from skillpath.graph.relations import EdgeKind


class Bond(StrEnum):
    """How a neighbour stands to a concept, in the order in which a reader asks."""

    BROADER = "broader"
    NARROWER = "narrower"
    LEARNED_IN = "learned in"
    TEACHES = "teaches"
    CLOSE_MATCH = "close match"
    RELATED = "related"
    SIMILAR_WORK = "similar work"


_EDGES: Final[Mapping[EdgeKind, Bond]] = MappingProxyType(
    {
        EdgeKind.BROADER: Bond.BROADER,
        EdgeKind.NARROWER: Bond.NARROWER,
        EdgeKind.CLOSE_MATCH: Bond.CLOSE_MATCH,
        EdgeKind.RELATED: Bond.RELATED,
        EdgeKind.SIMILAR_WORK: Bond.SIMILAR_WORK,
    }
)
"""Edges that are shown as they are; those between skills and job types are told by what is learned where."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node beside another. ``kind`` is that of the link (an :class:`EdgeKind` or a ``RelationKind``);
    ``weight`` is what the link carries, or how strongly the one develops the other (0..1)."""

    node: int
    bond: Bond
    kind: str
    weight: float
    provenance: str = ""
    author: str = ""


def neighbours(network: Network, position: int) -> list[Neighbour]:
    """The neighbours of a node: by bond, the strongest first, then by label."""
    order = {bond: place for place, bond in enumerate(Bond)}
    found = chain(_linked(network, position), _learned_in(network, position), _teaches(network, position))

    def rank(one: Neighbour) -> tuple[int, float, str, str]:
        node = network.nodes[one.node]
        return order[one.bond], -one.weight, node.label, node.iri

    return sorted(found, key=rank)


def _linked(network: Network, position: int) -> Iterator[Neighbour]:
    edges = network.edges
    for row in np.flatnonzero(np.asarray(edges.source) == position):
        kind, origin = EDGE_KINDS[edges.kind[row]], int(edges.provenance[row])
        if kind in _EDGES:
            yield Neighbour(
                int(edges.target[row]),
                _EDGES[kind],
                kind,
                float(edges.weight[row]),
                network.sources[origin],
                network.authors[origin],
            )


def _learned_in(network: Network, position: int) -> Iterator[Neighbour]:
    entries = np.flatnonzero(np.asarray(network.learning.indices) == position)
    rows = np.searchsorted(network.learning.indptr, entries, side="right") - 1
    for entry, row in zip(entries.tolist(), rows.tolist(), strict=True):
        if row != position:
            yield _learning(network, entry, row, Bond.LEARNED_IN)


def _teaches(network: Network, position: int) -> Iterator[Neighbour]:
    for entry in range(int(network.learning.indptr[position]), int(network.learning.indptr[position + 1])):
        node = int(network.learning.indices[entry])
        if node != position:
            yield _learning(network, entry, node, Bond.TEACHES)


def _learning(network: Network, entry: int, node: int, bond: Bond) -> Neighbour:
    origin = int(network.learning_provenance[entry])
    return Neighbour(
        node,
        bond,
        LEARNING_KINDS[network.learning_kind[entry]],
        float(network.learning.data[entry]),
        network.sources[origin],
        network.authors[origin],
    )
