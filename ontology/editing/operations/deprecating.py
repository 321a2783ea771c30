"""To take a concept out of use, with what replaces it, and to take it back into use."""

from collections.abc import Collection
from dataclasses import replace

from skillpath.errors import InputError
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.form import ConceptForm, Link
from skillpath.ontology.editing.operations.reading import origins_of, read_form, refuse_unknown
from skillpath.ontology.editing.operations.writing import edit_of
from skillpath.ontology.editing.retired import retired
from skillpath.ontology.editing.view import View


def deprecate(view: View, iri: str, replaced_by: Collection[str] = ()) -> Edit:
    """Marks a concept as retired, wherever it is described, and says what replaces it; the rest stays.

    With one that replaces it, candidates and roles that name it are understood to name that one; with
    several, somebody has to choose. Raises :class:`UnknownName`, and :class:`InputError` where it would
    replace itself.
    """
    refuse_unknown(view, [iri, *replaced_by])
    meant = {one for other in replaced_by for one in (other, *_heirs(view, other))}
    if iri in meant:
        raise InputError(f"<{iri}> cannot replace itself, also not by way of others: choose another concept.")
    return _marked(view, iri, retired=True, replaced_by=replaced_by)


def restore(view: View, iri: str) -> Edit:
    """Takes a concept that was retired into use again. Raises :class:`UnknownName`, :class:`InputError`."""
    refuse_unknown(view, [iri])
    if not any(read_form(view, iri, origin).retired for origin in origins_of(view, iri)):
        raise InputError(f"<{iri}> is not retired: there is nothing to restore.")
    return _marked(view, iri, retired=False, replaced_by=())


def _heirs(view: View, iri: str) -> tuple[str, ...]:
    found = retired(view, iri)
    return found.heirs if found is not None else ()


def _marked(view: View, iri: str, *, retired: bool, replaced_by: Collection[str]) -> Edit:
    heirs, now = tuple(Link(one) for one in sorted(replaced_by)), view
    for origin in origins_of(view, iri):
        form: ConceptForm = read_form(now, iri, origin)
        marked = replace(form, retired=retired, replaced_by=heirs)
        now = now.after(edit_of(now, iri, marked, origin))
    return view.until(now)
