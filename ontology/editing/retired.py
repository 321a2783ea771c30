"""What a view says of a concept that is out of use: what it was called, and what replaces it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import OWL

from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.neighbourhood import successors
from skillpath.ontology.editing.view import View
from skillpath.ontology.replacements import TRUE, heirs


@dataclass(frozen=True, slots=True)
class Retired:
    """A concept out of use: its labels by language, and the IRIs of those in use that replace it."""

    iri: str
    labels: Mapping[str, str]
    heirs: tuple[str, ...]


def retired(view: View, iri: str) -> Retired | None:
    """How a concept is out of use; ``None`` where it is in use, or not there, or no IRI."""
    try:
        if not is_retired(view, iri):
            return None
    except ValueError:
        return None
    names = sorted(_said(view, iri, str(v.PREF_LABEL)), reverse=True)
    found = heirs(iri, lambda one: _successors(view, one))
    return Retired(iri, dict(names), tuple(heir for heir in found if heir != iri))


def mark_of(iri: str) -> str:
    """How the statement that takes a concept out of use begins in the text of a change set.

    >>> mark_of("https://x.example/pay")
    '<https://x.example/pay> <http://www.w3.org/2002/07/owl#deprecated> '
    """
    return f"<{iri}> <{OWL.deprecated}> "


def _successors(view: View, iri: str) -> list[str]:
    return sorted(successors(view, iri)) if is_retired(view, iri) else []


def is_retired(view: View, iri: str) -> bool:
    """Whether it is marked as out of use."""
    return any(value in TRUE for _, value in _said(view, iri, str(OWL.deprecated)))


def _said(view: View, iri: str, predicate: str) -> Iterator[tuple[str, str]]:
    """Language ("" for none) and text, or the IRI, of what is said by a predicate."""
    for _, triple in view.about(iri):
        if triple.predicate.value == predicate and isinstance(triple.object, ox.Literal | ox.NamedNode):
            term = triple.object
            yield (term.language or "" if isinstance(term, ox.Literal) else ""), term.value
