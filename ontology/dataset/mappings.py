"""The graph of mappings: each link between concepts of the same meaning, and who says so."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from skillpath.ontology.dataset import names, terms
from skillpath.ontology.dataset.statements import Iri, Node, lines
from skillpath.ontology.exports.sssom import PREDICATES
from skillpath.ontology.releases import graph_iri

_DIGITS: Final = 16


def mapping_lines(store: Path) -> Iterator[str]:
    """Every mapping that the store of a release states: the link itself, and a node that says its origin."""
    opened = ox.Store.read_only(str(store))
    for predicate in PREDICATES:
        for quad in opened.quads_for_pattern(None, ox.NamedNode(str(predicate)), None):
            yield str(quad.triple)
            yield from lines([_mapping(quad)])


def _mapping(quad: ox.Quad) -> Node:
    said = str(quad)
    digest = hashlib.sha256(said.encode()).hexdigest()[:_DIGITS]
    other = quad.object
    return Node(
        names.named(names.MAPPING, digest),
        (
            (terms.TYPE, Iri(terms.MAPPING_CLASS)),
            (terms.SUBJECT, Iri(quad.subject.value)),  # type: ignore[union-attr] # no triple
            (terms.PREDICATE, Iri(quad.predicate.value)),
            (terms.OBJECT, Iri(other.value) if isinstance(other, ox.NamedNode) else str(other)),
            (terms.KIND, quad.predicate.value.rpartition("#")[2]),
            (terms.SOURCE, quad.graph_name.value.removeprefix(graph_iri(""))),  # type: ignore[union-attr]
        ),
    )
