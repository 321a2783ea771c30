"""Which concepts there are while a sheet is read: those of the ontology, and the sheet's new rows."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
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


class Concepts:
    """Concepts by IRI and by preferred label, in any language and whatever its case."""

    def __init__(self, graphs: Iterable[Graph]) -> None:
        self.kinds: dict[Node, ConceptKind] = {}
        self._taken: set[Node] = set()
        self._labelled: defaultdict[str, set[URIRef]] = defaultdict(set)
        for graph in graphs:
            self._taken.update(graph.subjects())
            for cls, (kind, _) in CLASSES.items():
                for node in graph.subjects(RDF.type, cls):
                    self.kinds.setdefault(node, kind)
                    for label in graph.objects(node, v.PREF_LABEL):
                        self._labelled[str(label).casefold()].add(URIRef(str(node)))

    def find(self, label: str) -> URIRef:
        """The one concept of a label; raises :class:`CellError`."""
        found = sorted(self._labelled.get(label.casefold(), ()))
        if len(found) == 1:
            return found[0]
        if not found:
            raise CellError(f"no concept is called {label!r}; write its IRI as <IRI>")
        raise CellError(
            f"{label!r} is the label of {', '.join(f'<{iri}>' for iri in found)}: write one of these"
        )

    def of_label(self, label: str, kind: ConceptKind) -> list[URIRef]:
        """The concepts of one kind that have a label, sorted by IRI."""
        return sorted(iri for iri in self._labelled.get(label.casefold(), ()) if self.kinds[iri] is kind)

    def add(self, label: str, kind: ConceptKind, code: str) -> URIRef:
        """A new concept, under an IRI that nothing has yet (:func:`free_iri`)."""
        iri = free_iri(label, kind, code, self._taken.__contains__)
        self._taken.add(iri)
        self.kinds[iri] = kind
        self._labelled[label.casefold()].add(iri)
        return iri


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
