"""To move a concept: to stand under others."""

from collections.abc import Collection
from dataclasses import replace

from skillpath.errors import InputError
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.form import Link
from skillpath.ontology.editing.operations.reading import read_form, refuse_unknown
from skillpath.ontology.editing.operations.tops import tops
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.view import View


def move(view: View, iri: str, leave: Collection[str], under: Collection[str], origin: str) -> Edit:
    """Takes a concept from under some and puts it under others; the weights of links that stay, stay.

    What has nothing above it becomes a top concept of its scheme. Raises :class:`InputError` where it does
    not stand under what it is to leave, or would stand under itself, and :class:`UnknownName` for what is no
    concept.
    """
    refuse_unknown(view, [iri, *under])
    form = read_form(view, iri, origin)
    absent = sorted(set(leave) - {link.iri for link in form.broader})
    if absent:
        raise InputError(f"<{iri}> does not stand under <{absent[0]}>, as {origin} has it: look at its form.")
    if iri in under:
        raise InputError(f"<{iri}> cannot stand under itself: choose another place.")
    links = {link.iri: link for link in form.broader if link.iri not in leave}
    links = {one: Link(one) for one in under} | links
    now = view.after(edit_of(view, iri, replace(form, broader=tuple(links.values())), origin))
    return view.until(now.after(tops(now, iri, origin)))
