"""From what an origin says of a concept to its form."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pyoxigraph as ox
from rdflib import RDF

from skillpath.errors import UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES
from skillpath.ontology.editing.operations.form import FIELDS, WEIGHED, ConceptForm, Link
from skillpath.ontology.editing.operations.terms import key_of, value_of
from skillpath.ontology.editing.operations.weights import said_by, stated, weighed
from skillpath.ontology.editing.view import View


def read_form(view: View, iri: str, origin: str) -> ConceptForm:
    """What an origin says of a concept; an empty form where it says nothing."""
    terms = defaultdict[str, list[object]](list)
    for _, triple in said_by(view.about(iri), origin):
        terms[triple.predicate.value].append(triple.object)
    values: dict[str, Any] = {}
    for name, (predicate, shape) in FIELDS.items():
        if predicate in terms:
            keys = (key_of(shape, term) for term in terms[predicate])
            values[name] = value_of(shape, [key for key in keys if key is not None])
    return _with_weights(view, iri, origin, ConceptForm(**values))


def origins_of(view: View, iri: str) -> list[str]:
    """The origins that say what kind of concept something is, sorted; none where it is no concept."""
    classes = {ox.NamedNode(str(cls)) for cls in CLASSES}
    try:
        about = view.about(iri)
    except ValueError:  # no IRI
        return []
    return sorted(
        {one[0] for one in about if one[1].predicate.value == str(RDF.type) and one[1].object in classes}
    )


def called(view: View, iri: str) -> str:
    """The preferred label of a node, English first; its IRI where it has none."""
    names = [
        (one[1].object.language or "", one[1].object.value)
        for one in view.about(iri)
        if one[1].predicate.value == str(v.PREF_LABEL) and isinstance(one[1].object, ox.Literal)
    ]
    return min(names, key=lambda one: (one[0] not in ("en", ""), *one), default=("", iri))[1]


def refuse_unknown(view: View, iris: Iterable[str]) -> None:
    """Raises :class:`UnknownName` for the first that is no concept."""
    for iri in iris:
        if not origins_of(view, iri):
            raise UnknownName(f"<{iri}> is no concept here: name one by its preferred label or its IRI.")


def _with_weights(view: View, iri: str, origin: str, form: ConceptForm) -> ConceptForm:
    there = stated(view, iri, origin)

    def links(name: str) -> tuple[Link, ...]:
        predicate = FIELDS[name][0]
        return tuple(weighed(there.get((predicate, one.iri), []), one.iri) for one in getattr(form, name))

    weighted: dict[str, Any] = {name: links(name) for name in WEIGHED}
    return replace(form, **weighted) if there else form
