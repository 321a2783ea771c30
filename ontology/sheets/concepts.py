"""Which concepts there are while a sheet is read: those of the ontology, and the sheet's new rows."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, Namespace, URIRef
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.editing.view import View
from skillpath.ontology.sheets.cells import CellError


@dataclass(frozen=True, slots=True)
class Home:
    """Where concepts of a kind are at home: the name of their sheet, their namespace, their scheme."""

    name: str
    namespace: Namespace
    scheme: URIRef


HOMES: Final[Mapping[ConceptKind, Home]] = {
    ConceptKind.SKILL: Home("skills", v.SKILL, v.SKILL_SCHEME),
    ConceptKind.JOB_TYPE: Home("job-types", v.JOB, v.JOB_SCHEME),
    ConceptKind.INDUSTRY: Home("industries", v.INDUSTRY, v.INDUSTRY_SCHEME),
    ConceptKind.JOB_IN_INDUSTRY: Home("jobs-in-industries", v.JOB_IN_INDUSTRY, v.JOB_IN_INDUSTRY_SCHEME),
}
"""The home of each kind."""

_KINDS: Final = tuple(kind for kind, _ in CLASSES.values())
_RANKS: Final = {str(cls): rank for rank, cls in enumerate(CLASSES)}
"""Class → its place among the classes: of a concept of several the first counts."""


class Concepts:
    """Concepts by IRI and by preferred label, in any language and whatever its case."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._new: dict[str, ConceptKind] = {}
        self._called: defaultdict[str, set[str]] = defaultdict(set)

    def kind(self, node: Node) -> ConceptKind | None:
        """What a concept is; ``None`` for what is none."""
        return self._new.get(str(node)) or self._stated_kind(str(node))

    def find(self, label: str) -> URIRef:
        """The one concept of a label; raises :class:`CellError`."""
        found = self._labelled(label)
        if len(found) == 1:
            return found[0]
        if not found:
            raise CellError(f"no concept is called {label!r}; write its IRI as <IRI>")
        raise CellError(
            f"{label!r} is the label of {', '.join(f'<{iri}>' for iri in found)}: write one of these"
        )

    def of_label(self, label: str, kind: ConceptKind) -> list[URIRef]:
        """The concepts of one kind that have a label, sorted by IRI."""
        return [iri for iri in self._labelled(label) if self.kind(iri) is kind]

    def add(self, label: str, kind: ConceptKind, code: str) -> URIRef:
        """A new concept, under an IRI that nothing has yet (:func:`free_iri`)."""
        iri = free_iri(label, kind, code, lambda one: str(one) in self._new or bool(self._view.about(one)))
        self._new[str(iri)] = kind
        self._called[label.casefold()].add(str(iri))
        return iri

    def _labelled(self, label: str) -> list[URIRef]:
        """The concepts of a label, sorted."""
        folded = label.casefold()
        there = {
            iri for iri in self._view.called(label) if self._is_called(iri, folded) and self.kind(URIRef(iri))
        }
        return [URIRef(iri) for iri in sorted(there | self._called[folded])]

    def _is_called(self, iri: str, folded: str) -> bool:
        return any(
            triple.predicate.value == str(v.PREF_LABEL)
            and isinstance(triple.object, ox.Literal)
            and triple.object.value.casefold() == folded
            for _, triple in self._view.about(iri)
        )

    def _stated_kind(self, iri: str) -> ConceptKind | None:
        """By the first part of the ontology that says it, by name."""
        said = {
            (origin, _RANKS[triple.object.value])
            for origin, triple in self._view.about(iri)
            if triple.predicate.value == str(RDF.type)
            and isinstance(triple.object, ox.NamedNode)
            and triple.object.value in _RANKS
        }
        return _KINDS[min(said)[1]] if said else None


def free_iri(label: str, kind: ConceptKind, code: str, taken: Callable[[URIRef], bool]) -> URIRef:
    """An IRI for a new concept, which is not taken.

    It ends in the label, for an industry in the code if it has one, and in a number if need be.

    >>> free_iri("Pay slips", ConceptKind.SKILL, "", lambda iri: not iri.endswith("-2"))
    rdflib.term.URIRef('https://w3id.org/skillpath/skill/pay-slips-2')
    """
    namespace = HOMES[kind].namespace
    base = _hyphened(code) if kind is ConceptKind.INDUSTRY and code else slug(label)
    number, iri = 1, namespace[base]
    while taken(iri):
        number += 1
        iri = namespace[f"{base}-{number}"]
    return iri


def slug(text: str) -> str:
    """A text as the end of an IRI: lower case, ASCII, hyphens; ``concept`` where nothing is left of it."""
    return _hyphened(text).lower()


def _hyphened(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-") or "concept"
