"""Operations on a concept: renamed, merged, split, retired, restored; what that does is shown first."""

from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.working_copies import change, view, working_copy
from skillpath.agency.workspace import BUNDLED
from skillpath.errors import InputError, UnknownName
from skillpath.ontology.editing.difference import difference
from skillpath.ontology.editing.edits import Conflict, Edit
from skillpath.ontology.editing.naming import is_concept, label
from skillpath.ontology.editing.operations.form import ConceptForm
from skillpath.ontology.editing.operations.merging import yielding
from skillpath.ontology.editing.operations.reading import origins_of, read_form
from skillpath.ontology.editing.operations.repointing import CARRIED, linking
from skillpath.ontology.editing.view import View
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.editing.made import NOTHING, code
from skillpath.web.editing.operation_forms import OPERATIONS, PARTS, Concept
from skillpath.web.editing.shown import Shown, shown
from skillpath.web.editing.steps import whole
from skillpath.web.editing.trouble import Trouble, of_edit
from skillpath.web.fields import line
from skillpath.web.language import gettext, language

BLUEPRINT: Final = Blueprint("operations", __name__, url_prefix="/edit/<name>")

PLACE: Final = frozenset(("broader", "job_type", "industry"))
"""Where a concept stands: each of those that it is split into stands there too."""

Answer = str | Response | tuple[str, int]


@BLUEPRINT.get("/operations")
def show(name: str) -> str:
    """The forms of the operations on a concept (``iri``)."""
    seen = working_copy(unheld().book, name).changes
    return _page(name, _concept(name, seen), seen)


@BLUEPRINT.post("/operations")
def act(name: str) -> Answer:
    """Shows what an operation would change, and with another button keeps it as one change set."""
    opened, seen, operation = unheld(), whole(line("seen")), line("operation")
    one = _concept(name, seen)
    if operation not in OPERATIONS:
        abort(400)
    edit = Edit()
    try:
        edit = OPERATIONS[operation](one)
        if line("action") != "save":
            return _page(
                name, one, seen, diff=shown(difference(one.view, one.view.after(edit), translate=gettext))
            )
        made = change(
            opened,
            name,
            edit,
            by=sender(),
            why=line("why"),
            source=operation,
            seen=seen,
            merge="merge" in request.form,
        )
    except Conflict as error:
        return _page(name, one, seen, trouble=of_edit(opened, name, error, edit, seen)), 422
    except (InputError, UnknownName) as error:
        return _page(name, one, seen, trouble=Trouble(str(error))), 422
    number = NOTHING if made is None else made.number
    place = url_for("concept_form.show", name=name, iri=one.iri, made=number, by=code() or None)
    return redirect(place, 303)


def _concept(name: str, seen: int) -> Concept:
    before, iri = view(unheld(), name, at=seen), request.values.get("iri", "")
    if not is_concept(before, iri):
        raise UnknownName(gettext("“%(iri)s” is no concept of this working copy.", iri=iri))
    described = origins_of(before, iri)
    origin = BUNDLED if BUNDLED in described else described[0]
    return Concept(before, iri, origin, read_form(before, iri, origin))


def _page(
    name: str, one: Concept, seen: int, *, diff: Shown | None = None, trouble: Trouble | None = None
) -> str:
    return render_template(
        "editing/operations.html",
        copy=working_copy(unheld().book, name),
        one=one,
        called=label(one.view, one.iri, language()),
        seen=seen,
        names=_names(one.form),
        linked=_linked(one.view, one),
        lost=_lost(one) if diff and line("operation") == "merge" else [],
        parts_of=range(1, PARTS + 1),
        diff=diff,
        trouble=trouble,
        operation=line("operation"),
        sent=request.form,
        why=line("why"),
        code=code(),
    )


def _names(form: ConceptForm) -> list[tuple[str, str]]:
    """Its alternative and hidden labels, each twice: as it is sent, and as it is shown."""
    texts = (*form.alternatives.values(), *form.hidden.values())
    return [(text, text) for text in sorted({text for some in texts for text in some})]


def _linked(seen: View, one: Concept) -> list[tuple[str, str]]:
    """What it links to and what links to it: IRI and label, by label."""
    out = {link.iri for name in CARRIED if name not in PLACE for link in getattr(one.form, name)}
    found = out | {other for _, other in linking(seen, one.iri)}
    return sorted(((iri, label(seen, iri, language())) for iri in found), key=lambda two: (two[1], two[0]))


def _lost(one: Concept) -> list[dict[str, Any]]:
    """The weights of a merge that do not hold, with those that do."""
    return [
        {"to": label(one.view, lost.iri, language()), "lost": lost.weight, "kept": kept.weight}
        for lost, kept in yielding(one.view, one.iri, one.other(line("into")))
    ]
