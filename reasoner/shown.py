"""What is shown of concepts and of paths between them, in a language."""

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from skillpath.graph.network import Network
from skillpath.graph.paths import Path
from skillpath.graph.relations import FLOOR, FLOOR_SUFFIX
from skillpath.reasoner.texts.languages import Language
from skillpath.reasoner.texts.terms import EDGES
from skillpath.reasoner.texts.voice import ENGLISH, Voice
from skillpath.reasoner.texts.wordings import Message

Document = dict[str, Any]
"""Something shown: only dicts, lists, strings, numbers, booleans and ``None``."""


def concept(network: Network, position: int, language: Language = Language.EN) -> Document:
    """What is shown of a node; ``language`` is that of its label."""
    node = network.nodes[position]
    spoken = language if language in node.labels else Language.EN
    label = node.labels.get(spoken, node.label)
    if node.kind == FLOOR and language is not Language.EN:
        industry = concept(network, network.index(node.iri.removesuffix(FLOOR_SUFFIX)), language)["label"]
        spoken, label = language, Voice(language).say(Message.FLOOR_OF, industry=industry)
    return {"iri": node.iri, "label": label, "kind": node.kind, "language": str(spoken)}


def label(network: Network, iri: str | None, language: Language = Language.EN) -> str:
    """The label of what an IRI names in a language; the IRI where the release lacks it, "" for none."""
    position = None if iri is None else network.find(iri)
    return iri or "" if position is None else str(concept(network, position, language)["label"])


def path_steps(network: Network, path: Path | None, voice: Voice = ENGLISH) -> list[Document]:
    """The steps of a path with labels and wordings; none for no path."""
    return [
        {
            "source": concept(network, step.source, voice.language),
            "target": concept(network, step.target, voice.language),
            "kind": str(step.kind),
            "wording": voice.term(EDGES, step.kind),
            "weight": step.weight,
            "provenance": step.provenance,
            "author": step.author,
        }
        for step in (() if path is None else path.steps)
    ]


def route(steps: Sequence[Document], voice: Voice = ENGLISH) -> str:
    """A path in one line; steps of one kind in a row are told as one, without weight if nothing is lost.

    >>> up = {"kind": "broader", "wording": "is part of", "weight": 1.0}
    >>> half = {"kind": "related", "wording": "is like", "weight": 0.5}
    >>> def step(a, b, how): return {"source": {"label": a}, "target": {"label": b}, **how}
    >>> route([step("a", "b", up), step("b", "c", up), step("c", "d", half)])
    'a ─is part of→ c ─is like 0.50→ d'
    """
    told = steps[0]["source"]["label"] if steps else ""
    for _, run in groupby(steps, key=lambda step: step["kind"]):
        stretch = list(run)
        weight = math.prod(step["weight"] for step in stretch)
        carried = "" if weight == 1 else f" {voice.number(weight)}"
        told += f" ─{stretch[0]['wording']}{carried}→ {stretch[-1]['target']['label']}"
    return told
