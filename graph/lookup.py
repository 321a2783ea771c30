"""From what a person types to the concept that is meant."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process, utils

from skillpath.errors import UnknownName
from skillpath.graph.network import Network

MOST_SUGGESTED: Final = 5
LEAST_SIMILAR: Final = 60
"""Labels less similar than this (rapidfuzz's weighted ratio, 0..100) are no suggestion."""


def find_concept(network: Network, text: str, *, kinds: Sequence[str] = ()) -> int:
    """The position of the concept that an IRI or a label names, in any language, whatever its case.

    A preferred label wins over other names, a concept over a heading. Raises :class:`UnknownName` with
    suggestions where nothing, or more than one thing, is meant.
    """
    position = network.find(text.strip().strip("<>"))
    if position is not None:
        return position
    wanted = _folded(text)
    eligible = [i for i, node in enumerate(network.nodes) if not kinds or node.kind in kinds]
    for named in (_preferred, _all_names):
        hits = [i for i in eligible if wanted in {_folded(name) for name in named(network, i)}]
        concepts = [i for i in hits if not network.nodes[i].group] or hits
        if len(concepts) == 1:
            return concepts[0]
        if concepts:
            raise UnknownName(
                f"“{text}” names {len(concepts)} concepts: use one of their IRIs.",
                [f"{network.nodes[i].label} <{network.nodes[i].iri}>" for i in concepts[:MOST_SUGGESTED]],
            )
    raise UnknownName(f"No concept is called “{text}”.", similar_labels(network, text, kinds=kinds))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _preferred(network: Network, position: int) -> tuple[str, ...]:
    return (*network.nodes[position].labels.values(), network.nodes[position].label)


def _all_names(network: Network, position: int) -> tuple[str, ...]:
    return (*_preferred(network, position), *network.nodes[position].names)


def similar_labels(network: Network, text: str, *, kinds: Sequence[str] = ()) -> list[str]:
    """The labels most similar to a text, each once, by similarity and then alphabet."""
    labels = sorted({node.label for node in network.nodes if not kinds or node.kind in kinds})
    found = process.extract(
        text, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=MOST_SUGGESTED
    )
    return [label for label, similarity, _ in found if similarity >= LEAST_SIMILAR]
