"""A concept as a document: names, place, what is learned where, how far it carries, where it is used."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

import numpy as np

from skillpath.agency.replaced import replaced
from skillpath.agency.usage import usage
from skillpath.agency.workspace import Workspace
from skillpath.graph.neighbours import Neighbour, neighbours
from skillpath.graph.network import Network
from skillpath.graph.relations import FLOOR, FLOOR_SUFFIX
from skillpath.ontology.notes import notes_on
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.languages import Language

NEAREST: Final = 10
"""So many concepts are named from which experience carries to one, and to which it carries on."""


def concept_document(workspace: Workspace, iri: str, *, language: Language = Language.EN) -> Document:
    """What a release and the book say of a concept; raises :class:`UnknownName`.

    ``bonds``: the neighbours by how they stand to it (:class:`skillpath.graph.neighbours.Bond`). ``from`` and
    ``to``: what carries to it and to what it carries, with T. ``used``: roles that ask for it, and how many
    candidates worked as or in it (``workers``) and claim it (``claimants``). ``replaced``: the concepts that
    are out of use and that it stands for (:func:`skillpath.agency.replaced.replaced`).
    """
    network = workspace.network
    position = network.index(iri)
    node = network.nodes[position]
    notes = notes_on(workspace.store, node.iri.removesuffix(FLOOR_SUFFIX))
    used = usage(workspace, frozenset(node.aliases))
    return concept(network, position, language) | {
        "release": workspace.release.name,
        "labels": dict(sorted(node.labels.items())),
        "names": sorted(set(node.names) - set(node.labels.values()), key=str.casefold),
        "code": node.code,
        "zone": node.zone or None,
        "heading": node.group,
        "aliases": [alias for alias in node.aliases if alias != node.iri],
        "replaced": replaced(workspace, node.aliases, language),
        "definition": notes.definitions.get(language)
        or notes.definitions.get("en")
        or next(iter(notes.definitions.values()), ""),
        "matches": [{"iri": matched, "how": how} for matched, how in notes.matches],
        "origins": list(notes.origins),
        "floor": network.nodes[floor].iri if (floor := network.floor(node.iri)) is not None else None,
        "of_industry": node.iri.removesuffix(FLOOR_SUFFIX) if node.kind == FLOOR else None,
        "path": [concept(network, above, language) for above in _above(network, position)],
        "bonds": neighbour_documents(network, position, language),
        "from": _carried(network, language, *network.transfers_to(position), position),
        "to": _carried(network, language, *_transfers_from(network, position), position),
        "used": {
            "roles": [{"id": role.id, "title": role.title} for role in used.roles],
            "workers": used.workers,
            "claimants": used.claimants,
        },
    }


def neighbour_documents(network: Network, position: int, language: Language) -> list[Document]:
    """The neighbours of a node by bond, those of one bond as a list."""
    found = groupby(neighbours(network, position), key=lambda neighbour: neighbour.bond)
    return [
        {"bond": str(bond), "concepts": [_neighbour(network, one, language) for one in some]}
        for bond, some in found
    ]


def _neighbour(network: Network, one: Neighbour, language: Language) -> Document:
    return concept(network, one.node, language) | {
        "link": one.kind,
        "weight": one.weight,
        "provenance": one.provenance,
        "author": one.author,
    }


def _above(network: Network, position: int) -> Iterable[int]:
    """The way up the hierarchy to a root, the root first; where it forks, by the first label."""
    way = [position]
    while True:
        above = [n.node for n in neighbours(network, way[-1]) if n.bond == "broader" and n.node not in way]
        if not above:
            return reversed(way[1:])
        way.append(above[0])


def _transfers_from(network: Network, position: int) -> tuple[np.ndarray, np.ndarray]:
    """The nodes to which experience of one carries, and how far: a row of T, which is kept by columns."""
    entries = np.flatnonzero(np.asarray(network.transfer.indices) == position)
    return (
        np.searchsorted(network.transfer.indptr, entries, side="right") - 1,
        np.asarray(network.transfer.data)[entries],
    )


def _carried(
    network: Network, language: Language, nodes: np.ndarray, carried: np.ndarray, itself: int
) -> list[Document]:
    """The concepts with the highest transfers, headings and the concept itself left out."""
    found = [
        (float(value), int(node))
        for node, value in zip(nodes, carried, strict=True)
        if node != itself and not network.nodes[node].group
    ]
    found.sort(key=lambda pair: (-pair[0], network.nodes[pair[1]].label, network.nodes[pair[1]].iri))
    return [concept(network, node, language) | {"transfer": value} for value, node in found[:NEAREST]]
