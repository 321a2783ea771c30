"""What the concepts of a view are called, and which one a name means."""

from collections.abc import Collection

import pyoxigraph as ox
from rdflib import OWL, RDF

from skillpath.errors import UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.editing.statements import Statement
from skillpath.ontology.editing.view import View, name_of

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
    try:
        kind = kind_of(view, iri)
    except ValueError:  # what is no IRI names no node
        return False
    return kind is not None and (not kinds or kind in kinds)


def is_retired(view: View, iri: str) -> bool:
    """Whether a concept is marked as retired."""
    return bool({"true", "1"} & _values(view, iri, str(OWL.deprecated)))


def named(view: View, said: str, kinds: Collection[ConceptKind] = (), *, home: str = "") -> str:
    """The IRI of the concept that a preferred label, in any language, or an IRI means.

    Of several with one label those in use come before retired ones, and those that the origin ``home``
    describes before others. Raises :class:`UnknownName` where it means none of these kinds (any, where none
    is named), or several.
    """
    text = said.strip().removeprefix("<").removesuffix(">")
    found = [text] if is_concept(view, text, kinds) else _called(view, said, kinds)
    used = [iri for iri in found if not is_retired(view, iri)] or found
    used = [iri for iri in used if any(one[0] == home for one in _kinds_said(view, iri))] or used
    if len(used) == 1:
        return used[0]
    if not used:
        raise UnknownName(f"No concept is called “{said}”: choose one by its preferred label, or its IRI.")
    raise UnknownName(f"Several concepts are called “{said}”: choose one by its IRI.", used)


def _called(view: View, said: str, kinds: Collection[ConceptKind]) -> list[str]:
    wanted = name_of(ox.Literal(said))
    return sorted(
        iri
        for iri in view.called(said)
        if is_concept(view, iri, kinds)
        and any(name_of(ox.Literal(text)) == wanted for text in _values(view, iri, str(v.PREF_LABEL)))
    )


def _kinds_said(view: View, iri: str) -> list[Statement]:
    return [one for one in view.about(iri) if one[1].predicate.value == str(RDF.type)]


def _values(view: View, iri: str, predicate: str) -> set[str]:
    """The texts and IRIs that a node says by a predicate."""
    return {
        one[1].object.value
        for one in view.about(iri)
        if one[1].predicate.value == predicate and isinstance(one[1].object, ox.Literal | ox.NamedNode)
    }
