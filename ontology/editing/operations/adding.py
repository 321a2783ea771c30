"""To add a concept."""

from dataclasses import replace

import pyoxigraph as ox
from rdflib import SKOS

from skillpath.errors import InputError
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.neighbourhood import about
from skillpath.ontology.editing.operations.form import ConceptForm
from skillpath.ontology.editing.operations.terms import iri_of
from skillpath.ontology.editing.operations.tops import tops
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.statements import Statement
from skillpath.ontology.editing.view import View
from skillpath.ontology.sheets.concepts import HOMES, free_iri

_IN_SCHEME, _SCHEME = ox.NamedNode(str(SKOS.inScheme)), ox.NamedNode(str(SKOS.ConceptScheme))


def new_iri(view: View, form: ConceptForm) -> str:
    """An IRI for a new concept that nothing has yet; raises :class:`InputError` without kind or name."""
    if form.kind is None or not form.name.strip():
        raise InputError("A new concept needs a kind, such as skill or job type, and a preferred label.")

    def taken(iri: str) -> bool:
        return bool(view.about(str(iri)) or view.leading_to(str(iri)))

    return str(free_iri(form.name, form.kind, form.code, taken))


def add(view: View, iri: str, form: ConceptForm, origin: str) -> Edit:
    """Adds a concept as its form says, in the scheme of what it stands under, or of its kind.

    Raises :class:`InputError` where the IRI is taken, or the form has no kind or no preferred label.
    """
    new_iri(view, form)
    if view.about(iri):
        raise InputError(f"<{iri}> is there already: edit it, or choose another IRI.")
    now = view.after(edit_of(view, iri, replace(form, retired=False, replaced_by=()), origin))
    node = iri_of(iri)
    schemes = {(origin, ox.Triple(node, _IN_SCHEME, scheme)) for scheme in _schemes(view, form)}
    now = now.after(Edit(added=frozenset[Statement](schemes)))
    return view.until(now.after(tops(now, iri, origin)))


def _schemes(view: View, form: ConceptForm) -> set[ox.NamedNode]:
    """The schemes of what it stands under; without any that of its kind, where the ontology has it."""
    above = about(view, (link.iri for link in form.broader))
    found = {
        triple.object
        for _, triple in above
        if triple.predicate == _IN_SCHEME and isinstance(triple.object, ox.NamedNode)
    }
    if found or form.kind is None:
        return found
    scheme = ox.NamedNode(str(HOMES[form.kind].scheme))
    is_there = any(triple.object == _SCHEME for _, triple in view.about(scheme.value))
    return {scheme} if is_there else set()
