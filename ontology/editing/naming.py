"""What the nodes of a view are called, and which of them are concepts of which kind."""

from collections.abc import Collection

import pyoxigraph as ox
from rdflib import RDF

from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.editing.view import View

_KINDS = {str(cls): kind for cls, (kind, _) in CLASSES.items()}


def labels(view: View, iri: str) -> dict[str, str]:
    """The preferred label of a node in each language; of several in one the first of the alphabet."""
    found = sorted(
        (one[1].object.language or "", one[1].object.value)
        for one in view.about(iri)
        if one[1].predicate.value == str(v.PREF_LABEL) and isinstance(one[1].object, ox.Literal)
    )
    return dict(reversed(found))


def label(view: View, iri: str, language: str = "en") -> str:
    """What a node is called in a language, otherwise in English or any; its IRI where it has no label."""
    known = labels(view, iri)
    return known.get(language) or known.get("en") or next(iter(known.values()), iri)


def kind_of(view: View, iri: str) -> ConceptKind | None:
    """What kind of concept a node is; ``None`` where it is none."""
    kinds = {_KINDS[text] for text in _values(view, iri, str(RDF.type)) if text in _KINDS}
    return min(kinds, default=None)


def is_concept(view: View, iri: str, kinds: Collection[ConceptKind] = ()) -> bool:
    """Whether something is the IRI of a concept, of some kinds where any are named."""
    kind = kind_of(view, iri)
    return kind is not None and (not kinds or kind in kinds)


def _values(view: View, iri: str, predicate: str) -> set[str]:
    """The texts and IRIs that a node says by a predicate."""
    return {
        one[1].object.value
        for one in view.about(iri)
        if one[1].predicate.value == predicate and isinstance(one[1].object, ox.Literal | ox.NamedNode)
    }
