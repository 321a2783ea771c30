"""What an edit changes around concepts: their neighbours before and after, and how far experience carries."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from skillpath.graph.neighbours import Bond, neighbours
from skillpath.graph.network import Network
from skillpath.graph.succession import moved_rows
from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.shown import Document

MOST: Final = 20
"""So many of the edited concepts are told, and of those from which experience carries otherwise."""

NOTICEABLE: Final = 0.01
"""A transfer that changed by less is not told."""

Links = Mapping[tuple[str, str], tuple[str, float]]
"""Bond and IRI of a neighbour → its label and the weight of the link."""


def around(before: Network, after: Network, iris: Collection[str]) -> list[Document]:
    """The neighbours that concepts of some IRIs gained, lost, or have by a link of another weight."""
    found = (_around(before, after, iri) for iri in sorted(iris))
    return [one for one in found if one["gained"] or one["lost"] or one["reweighed"]][:MOST]


def carried(before: Network, after: Network) -> list[Document]:
    """The concepts from which experience carries otherwise, what changed most first."""
    return [
        {
            "iri": row.iri,
            "label": row.label,
            "appeared": row.appeared,
            "vanished": row.vanished,
            "changed": row.changed,
            "largest": round(POINTS * row.largest, 1),
        }
        for row in moved_rows(before, after, least=NOTICEABLE)[:MOST]
    ]


def _around(before: Network, after: Network, iri: str) -> Document:
    was, is_now = _links(before, iri), _links(after, iri)
    both = was.keys() & is_now.keys()
    return {
        "iri": iri,
        "label": (before if after.find(iri) is None else after).label(iri),
        "gained": list(_told(is_now, is_now.keys() - was.keys())),
        "lost": list(_told(was, was.keys() - is_now.keys())),
        "reweighed": [
            one | {"was": was[one["bond"], one["iri"]][1]}
            for one in _told(is_now, {key for key in both if was[key][1] != is_now[key][1]})
        ],
    }


def _links(network: Network, iri: str) -> Links:
    """Those that are stated: how alike job types are changes a little with every edit."""
    place = network.find(iri)
    if place is None:
        return {}
    nodes = network.nodes
    return {
        (one.bond, nodes[one.node].iri): (nodes[one.node].label, one.weight)
        for one in reversed(neighbours(network, place))  # of two links the stronger is told
        if one.bond is not Bond.SIMILAR_WORK
    }


def _told(links: Links, keys: Collection[tuple[str, str]]) -> Iterator[Document]:
    for bond, iri in sorted(keys, key=lambda key: (key[0], links[key][0], key[1])):
        label, weight = links[bond, iri]
        yield {"bond": bond, "iri": iri, "label": label, "weight": weight}
