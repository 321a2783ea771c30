"""From the form of a concept to the edit that makes an origin say it."""

from collections.abc import Iterator

import pyoxigraph as ox

from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.form import FIELDS, LINKS, WEIGHED, ConceptForm, Link
from skillpath.ontology.editing.operations.reading import read_form
from skillpath.ontology.editing.operations.terms import iri_of, key_of, keys_of, slot, term_of
from skillpath.ontology.editing.operations.weights import said_by, stated, unsaid, weighing
from skillpath.ontology.editing.view import View

Forms = tuple[ConceptForm, ConceptForm]
"""A form before and after."""


def edit_of(view: View, iri: str, form: ConceptForm, origin: str) -> Edit:
    """What makes an origin say of a concept what a form says: only what differs, the rest is left alone.

    A weight goes with its link; one that is changed here is stated by the editors. Raises :class:`InputError`
    for what is no IRI or no language tag.
    """
    before = read_form(view, iri, origin)
    changed = [name for name in FIELDS if getattr(before, name) != getattr(form, name)]
    edit = Edit()
    for name in changed:
        edit = edit.then(_field(view, iri, name, (before, form), origin))
    there = stated(view, iri, origin) if any(name in LINKS for name in changed) else {}
    for link, wanted in _links(iri, changed, (before, form)):
        known = there.get((link.predicate.value, link.object.value), [])  # type: ignore[union-attr] # an IRI
        so_far = view.after(view.effective(edit))
        edit = edit.then(unsaid(known) if wanted is None else weighing(so_far, (origin, link), known, wanted))
    return view.effective(edit)


def _field(view: View, iri: str, name: str, forms: Forms, origin: str) -> Edit:
    """What one field removes and adds of the statements about the concept itself."""
    predicate, shape = FIELDS[name]
    before, wanted = (keys_of(shape, getattr(form, name)) for form in forms)
    changed = {slot(shape, key) for key in before ^ wanted}
    node, link = iri_of(iri), ox.NamedNode(predicate)
    said = {one: key_of(shape, one[1].object) for one in said_by(view.about(iri), origin, link.value)}
    open_ = {one: key for one, key in said.items() if key is not None and slot(shape, key) in changed}
    new = {key for key in wanted if slot(shape, key) in changed} - {*open_.values()}
    return Edit(
        frozenset(one for one, key in open_.items() if key not in wanted),
        frozenset((origin, ox.Triple(node, link, term_of(shape, key))) for key in new),
    )


def _links(iri: str, changed: list[str], forms: Forms) -> Iterator[tuple[ox.Triple, Link | None]]:
    """The links that are gone (``None``), and those that are to have another weight or source."""
    for name in (name for name in LINKS if name in changed):
        predicate = ox.NamedNode(FIELDS[name][0])
        before, after = (_by_iri(getattr(form, name)) for form in forms)
        for target in sorted(before.keys() | after.keys()):
            wanted = after.get(target)
            if wanted is None or (name in WEIGHED and before.get(target, Link(target)) != wanted):
                yield ox.Triple(iri_of(iri), predicate, iri_of(target)), wanted


def _by_iri(links: tuple[Link, ...]) -> dict[str, Link]:
    """Links by what they lead to; a source without a weight says nothing."""
    return {link.iri: link if link.weight is not None else Link(link.iri) for link in links}
