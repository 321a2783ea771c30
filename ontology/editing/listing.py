"""The concepts of a kind in the order of their labels, and those of them whose label has some words."""

from functools import lru_cache

import pyoxigraph as ox
from rdflib import RDF

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.editing.naming import kind_of, label
from skillpath.ontology.editing.statements import subject
from skillpath.ontology.editing.view import GROUNDS, Ground, View, name_of

_LANGUAGES = 3


def listed(view: View, kind: ConceptKind, words: str = "", language: str = "en") -> list[str]:
    """The IRIs of the concepts of a kind whose label in a language has all the words, sorted by it."""
    there = dict(_labels(view.ground, kind, language))
    for iri in view.edit.subjects:
        there.pop(iri, None)
        if not iri.startswith("_:") and kind_of(view, iri) is kind:
            there[iri] = _folded(label(view, iri, language))
    wanted = _folded(words).split()
    found = ((said, iri) for iri, said in there.items() if all(word in said for word in wanted))
    return [iri for _, iri in sorted(found)]


@lru_cache(GROUNDS * len(ConceptKind) * _LANGUAGES)
def _labels(ground: Ground, kind: ConceptKind, language: str) -> dict[str, str]:
    """Concept → its label in small letters, of a release: read at once, since there are many."""
    view = View(ground)
    classes = [ox.NamedNode(str(cls)) for cls, (one, _) in CLASSES.items() if one is kind]
    concepts = {subject(one) for cls in classes for one in view.saying(RDF.type, cls)}
    best: dict[str, tuple[int, str]] = {}
    for one in view.saying(v.PREF_LABEL):
        iri, term = subject(one), one[1].object
        if iri in concepts and isinstance(term, ox.Literal):
            rank = (language, "en").index(term.language) if term.language in (language, "en") else 2
            best[iri] = min(best.get(iri, (3, "")), (rank, _folded(term.value)))
    return {iri: best[iri][1] if iri in best else iri.casefold() for iri in concepts}


def _folded(text: str) -> str:
    return name_of(ox.Literal(text))
