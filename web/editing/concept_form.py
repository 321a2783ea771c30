"""The form of a concept in a working copy: changed there, or added."""

import re
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.working_copies import change, view, working_copy
from skillpath.agency.everywhere import names_of
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError, UnknownName
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.editing.edits import Conflict, Edit
from skillpath.ontology.editing.naming import is_concept, label
from skillpath.ontology.editing.operations.adding import add, new_iri
from skillpath.ontology.editing.operations.finding import find
from skillpath.ontology.editing.operations.form import ConceptForm, Link, Shape
from skillpath.ontology.editing.operations.reading import origins_of, read_form
from skillpath.ontology.editing.view import View
from skillpath.reasoner.shown import Document
from skillpath.web.acting import sender
from skillpath.web.current import unheld, workspace
from skillpath.web.editing.concept_edit import concept_edit
from skillpath.web.editing.concept_fields import (
    CHOICES,
    CLASSES,
    ENTRIES,
    Row,
    Rows,
    field_of,
    is_weighed,
    shape_of,
    shown,
)
from skillpath.web.editing.concept_rows import TAGGED, meant, rows_of, sent_rows
from skillpath.web.editing.made import NOTHING, code, made_in
from skillpath.web.editing.steps import whole
from skillpath.web.editing.trouble import Trouble, of_edit
from skillpath.web.fields import line
from skillpath.web.language import gettext, language

BLUEPRINT: Final = Blueprint("concept_form", __name__, url_prefix="/edit/<name>")

SOURCE: Final = "concept form"
"""From where its change sets are said to come."""

TAGS: Final = ("en", "de", "fr")
"""The languages that a new row of texts is offered in."""

NAMES: Final = 10
"""So many names are suggested for a field."""

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Opened:
    """A concept in a working copy as it was after change set ``seen``: its form, and who describes it.

    ``iri`` is "" for one that is to be added.
    """

    workspace: Workspace
    name: str
    seen: int
    view: View
    iri: str
    origin: str
    form: ConceptForm


@BLUEPRINT.get("/concept")
def show(name: str) -> Answer:
    """The form of a concept by IRI or preferred label (``iri``), or an empty one for a new concept."""
    opened = unheld()
    copy = working_copy(opened.book, name)
    seen = view(opened, name, at=copy.changes)
    said = request.args.get("iri", "").strip()
    iri = find(seen, said, origin=BUNDLED) if said else ""
    at = _opened(opened, name, copy.changes, iri, request.args.get("origin", ""))
    if not iri:
        at = replace(at, form=_beginning(at.view))
    return _page(at, {})


@BLUEPRINT.post("/concept")
def save(name: str) -> Answer:
    """Keeps what the form says as one change set; with another button, shows it with a row more."""
    at = _opened(unheld(), name, whole(line("seen")), request.form.get("iri", ""), line("origin"))
    cls = request.form.get("cls", "")
    form, rows = meant(
        at.view, at.form, sent_rows(request.form), language=language(), cls=cls if cls in CLASSES else ""
    )
    at, action = replace(at, form=form), line("action")
    if action.startswith("row "):
        return _page(at, _with_row(rows, action.removeprefix("row ")))
    if any(row.problem for some in rows.values() for row in some):
        return _page(at, rows), 422
    edit = Edit()
    try:
        iri = at.iri or new_iri(at.view, form)
        edit = _edit(at, iri)
        made = change(
            at.workspace,
            name,
            edit,
            by=sender(),
            why=line("why"),
            source=SOURCE,
            seen=at.seen,
            merge="merge" in request.form,
        )
    except Conflict as error:
        return _page(at, rows, of_edit(at.workspace, name, error, edit, at.seen)), 422
    except InputError as error:
        return _page(at, rows, _sorted_out(error)), 422
    number = NOTHING if made is None else made.number
    return redirect(
        url_for(".show", name=name, iri=iri, origin=at.origin, made=number, by=code() or None), 303
    )


@BLUEPRINT.get("/names")
def names(name: str) -> Document:
    """The names of a few concepts of a ``kind``, or any: of the release, and of what was added since."""
    asked, kinds = " ".join(request.args.get("q", "").split())[:200], list(ConceptKind)
    if request.args.get("kind") in kinds:
        kinds = [ConceptKind(request.args["kind"])]
    added = _added(view(unheld(), name), asked.casefold(), kinds)
    known = (names_of(workspace(), asked, kind, most=NAMES, language=language()) for kind in kinds)
    return {"names": list(dict.fromkeys([*added, *(one for some in known for one in some)]))[:NAMES]}


def _added(seen: View, asked: str, kinds: list[ConceptKind]) -> list[str]:
    """The labels of concepts that a working copy adds or relabels, which have the words."""
    found = (label(seen, iri, language()) for iri in seen.edit.subjects if not iri.startswith("_:"))
    return sorted({one for one in found if asked and asked in one.casefold() and _means(seen, one, kinds)})


def _means(seen: View, said: str, kinds: list[ConceptKind]) -> bool:
    try:
        find(seen, said, kinds=kinds, origin=BUNDLED)
    except UnknownName:
        return False
    return True


def _opened(opened: Workspace, name: str, seen: int, iri: str, origin: str) -> Opened:
    at = view(opened, name, at=seen)
    if iri and not is_concept(at, iri):
        raise UnknownName(gettext("“%(iri)s” is no concept of this working copy.", iri=iri))
    there = origins_of(at, iri) if iri else []
    if origin not in (*there, BUNDLED):
        origin = BUNDLED if BUNDLED in there or not there else there[0]
    form = read_form(at, iri, origin) if iri else ConceptForm()
    return Opened(opened, name, seen, at, iri, origin, form)


def _beginning(seen: View) -> ConceptForm:
    """A new concept as an address says: its class (``cls``), and what it is to stand under (``under``)."""
    cls = request.args.get("cls", next(iter(CLASSES)))
    if cls not in CLASSES:
        abort(400)
    under = request.args.get("under", "")
    return ConceptForm(cls=cls, broader=(Link(find(seen, under, origin=BUNDLED)),) if under else ())


def _edit(at: Opened, iri: str) -> Edit:
    if at.iri:
        return concept_edit(at.view, iri, at.form, at.origin)
    return add(at.view, iri, at.form, at.origin)


def _with_row(rows: Rows, name: str) -> Rows:
    return {field: [*some, *([_spare(field, some)] if field == name else [])] for field, some in rows.items()}


def _spare(name: str, rows: list[Row]) -> Row:
    """An empty row; of texts of which a language has one, in a language that has none yet."""
    if shape_of(name) is Shape.NAMES:
        return Row(tag=TAGS[0])
    taken = {row.tag for row in rows}
    tag = next((tag for tag in TAGS if tag not in taken), "") if shape_of(name) is Shape.TEXTS else ""
    return Row(tag=tag)


def _sorted_out(error: InputError) -> Trouble:
    """What is wrong, beside the fields that it is about where it is about one."""
    fields: dict[str, list[str]] = {}
    for problem in error.problems:
        rule = re.search(r"\(([a-z-]+)\)$", problem.reason)
        name = field_of(rule[1]) if rule else ""
        if name:
            fields.setdefault(name, []).append(f"{problem.file}: {problem.reason}")
    return Trouble(str(error), fields=fields)


def _page(at: Opened, rows: Rows, trouble: Trouble | None = None) -> str:
    copy = working_copy(at.workspace.book, at.name)
    fresh = rows_of(at.view, at.form, language())
    shown_rows = {
        name: rows[name] if name in rows else _to_fill_in(name, fresh[name]) for name in shown(at.form)
    }
    return render_template(
        "editing/concept.html",
        copy=copy,
        at=at,
        called=label(at.view, at.iri, language()) if at.iri else "",
        origins=sorted({*origins_of(at.view, at.iri), BUNDLED}) if at.iri else [],
        heirs=[(link.iri, label(at.view, link.iri, language())) for link in at.form.replaced_by],
        rows=shown_rows,
        entries=ENTRIES,
        classes=CLASSES,
        choices=CHOICES,
        kinds={name: _kind(name, at.form) for name in shown_rows},
        weighed={name for name in shown_rows if is_weighed(name)},
        tagged={name for name in shown_rows if shape_of(name) in TAGGED},
        linked={name for name in shown_rows if shape_of(name) is Shape.LINKS},
        long=("definitions", "notes"),
        trouble=trouble,
        made=made_in(at.workspace, at.name),
        why=line("why"),
        code=code(),
    )


def _to_fill_in(name: str, rows: list[Row]) -> list[Row]:
    """Rows, with an empty one where there may be more."""
    return [*rows, _spare(name, rows)] if shape_of(name) in (*TAGGED, Shape.LINKS) else rows


def _kind(name: str, form: ConceptForm) -> str:
    return str(ENTRIES[name].target or form.kind or "")
