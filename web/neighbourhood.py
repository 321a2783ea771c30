"""The picture of what is around a concept: it grows by every neighbour that is opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import url_for

from skillpath.agency.concepts import neighbour_documents
from skillpath.graph.neighbours import Bond
from skillpath.graph.network import Network
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.terms import EDGES, LEARNINGS
from skillpath.web.language import gettext, language, voice
from skillpath.web.picture import SIMILAR, Edge, Key, Node, Picture, stated
from skillpath.web.text import percent

RIGHT: Final = frozenset((Bond.BROADER, Bond.TEACHES))
"""Bonds whose neighbours stand to the right: what a concept is part of, and what is learned there."""

CHANNELS: Final = {"job type": "job type", "industry": "industry", "floor": "shop floor"}
"""Kind of concept in which something is learned → channel whose colour the line has."""

LINK: Final = "link"
"""What stands for a channel where nothing is learned: a link of the taxonomy."""

MOST_OF_A_BOND: Final = 8
MOST_NODES: Final = 150
MOST_OPENED: Final = 24
"""What a reader can still take in."""


def neighbourhood(network: Network, iri: str, opened: Sequence[str]) -> Picture:
    """A concept with its neighbours, and with those of the concepts that were ``opened``, in that order."""
    sketch = _Sketch(network)
    sketch.open(network.nodes[network.index(iri)].iri)
    for more in opened[:MOST_OPENED]:
        if (more,) in sketch.nodes:
            sketch.open(more)
    return Picture(sketch.nodes, list(sketch.edges.values()), {}, sketch.left_out)


def carried(edge: Edge) -> str:
    """What the width of a line stands for."""
    if edge.channel == LINK:
        return gettext("carries %(share)s", share=percent(edge.points))
    return gettext("developed to %(share)s by long work there", share=percent(edge.points))


def grown(iri: str, opened: Sequence[str], node: Node) -> str:
    """The address of the same picture with one more concept opened; of an open one, its own page."""
    if node.iri == iri or node.iri in opened:
        return url_for("concepts.show", iri=node.iri)
    return url_for("concepts.show", iri=iri, open=[*opened, node.iri], _anchor="picture-heading")


@dataclass(slots=True)
class _Sketch:
    network: Network
    nodes: dict[Key, Node] = field(default_factory=dict)
    edges: dict[tuple[Key, Key], Edge] = field(default_factory=dict)
    left_out: int = 0

    def open(self, iri: str) -> None:
        """Places the neighbours of a concept, which is placed first where it is the first of all."""
        position = self.network.index(iri)
        own = concept(self.network, position, language())
        middle = self.nodes.setdefault((iri,), Node(0, own["kind"], own["label"], iri))
        for bond, one in self._shown(position):
            column = middle.column + (1 if bond in RIGHT else -1)
            node = self.nodes.setdefault((one["iri"],), Node(column, one["kind"], one["label"], one["iri"]))
            if node.column != middle.column:
                self._link(own, one, bond, leftwards=node.column < middle.column)

    def _shown(self, position: int) -> Iterator[tuple[Bond, Document]]:
        for group in neighbour_documents(self.network, position, language()):
            some = group["concepts"][:MOST_OF_A_BOND]
            room = [c for c in some if (c["iri"],) in self.nodes or len(self.nodes) < MOST_NODES]
            self.left_out += len(group["concepts"]) - len(room)
            yield from ((Bond(group["bond"]), one) for one in room)

    def _link(self, own: Document, one: Document, bond: Bond, *, leftwards: bool) -> None:
        ends = ((one["iri"],), (own["iri"],)) if leftwards else ((own["iri"],), (one["iri"],))
        place = own if bond is Bond.TEACHES else one
        learned = bond in {Bond.TEACHES, Bond.LEARNED_IN}
        channel = CHANNELS.get(place["kind"], LINK) if learned else LINK
        text = f"{_sentence(own, one, bond)} ({stated(one['weight'], one)})"
        self.edges.setdefault(ends, Edge(*ends, channel, one["weight"], text, one["link"] in SIMILAR))


def _sentence(own: Document, one: Document, bond: Bond) -> str:
    """A neighbour and its bond, told as the paths of a match tell it."""
    if bond is Bond.TEACHES:
        return f"{one['label']} {voice().term(LEARNINGS, one['link'])} {own['label']}"
    table = LEARNINGS if bond is Bond.LEARNED_IN else EDGES
    return f"{own['label']} {voice().term(table, one['link'])} {one['label']}"
