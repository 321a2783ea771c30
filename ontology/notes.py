"""What a release says of one concept in words: its definitions, and where other taxonomies have it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import SKOS

_SAID: Final = {
    "definition": (SKOS.definition, SKOS.scopeNote),
    "match": (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch),
}


@dataclass(frozen=True, slots=True)
class Notes:
    """``definitions`` by language ("" for none stated); ``matches`` are IRIs in other taxonomies, with how
    they match (``exactMatch`` and so on); ``origins`` name the graphs that speak of the concept."""

    definitions: Mapping[str, str]
    matches: tuple[tuple[str, str], ...]
    origins: tuple[str, ...]


def notes_on(store: Path, iri: str) -> Notes:
    """What the SPARQL index of a release says of a concept; nothing where it does not know it."""
    try:
        subject = ox.NamedNode(iri)
    except ValueError:  # no IRI
        return Notes({}, (), ())
    quads = sorted(ox.Store.read_only(str(store)).quads_for_pattern(subject, None, None), key=str)
    definitions: dict[str, str] = {}
    for predicate in _SAID["definition"]:
        for quad in quads:
            if quad.predicate.value == str(predicate) and isinstance(quad.object, ox.Literal):
                definitions.setdefault(quad.object.language or "", quad.object.value)
    matched = {str(predicate): str(predicate).rpartition("#")[2] for predicate in _SAID["match"]}
    matches = {
        (quad.object.value, matched[quad.predicate.value])
        for quad in quads
        if quad.predicate.value in matched and isinstance(quad.object, ox.NamedNode)
    }
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    return Notes(
        definitions, tuple(sorted(matches)), tuple(sorted(graph.rpartition("/")[2] for graph in graphs))
    )
