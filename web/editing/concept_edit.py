"""The edit that a form of a concept means, with its place among the top concepts of its scheme."""

from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.form import ConceptForm
from skillpath.ontology.editing.operations.reading import read_form
from skillpath.ontology.editing.operations.tops import tops
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.view import View


def concept_edit(view: View, iri: str, form: ConceptForm, origin: str) -> Edit:
    """What makes an origin say what a form says; raises :class:`InputError`."""
    edit = edit_of(view, iri, form, origin)
    if read_form(view, iri, origin).broader == form.broader:
        return edit
    now = view.after(edit)
    return view.until(now.after(tops(now, iri, origin)))
