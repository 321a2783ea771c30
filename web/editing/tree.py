"""The hierarchy of a working copy as a tree, in which concepts are moved."""

from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.editing.working_copies import change, view, working_copy
from skillpath.agency.workspace import BUNDLED
from skillpath.errors import InputError, UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.editing.edits import Conflict, Edit
from skillpath.ontology.editing.naming import is_concept, label
from skillpath.ontology.editing.operations.moving import move
from skillpath.ontology.editing.operations.reading import origins_of
from skillpath.ontology.editing.tree import tree
from skillpath.ontology.editing.view import View
from skillpath.web.acting import sender
from skillpath.web.current import unheld
from skillpath.web.editing.made import NOTHING, code, made_in
from skillpath.web.editing.steps import whole
from skillpath.web.editing.trouble import Trouble, of_edit
from skillpath.web.fields import line
from skillpath.web.language import gettext, gettext_noop, language

BLUEPRINT: Final = Blueprint("tree", __name__, url_prefix="/edit/<name>")

SOURCE: Final = "tree"

TREES: Final = {
    ConceptKind.SKILL: gettext_noop("Skills"),
    ConceptKind.JOB_TYPE: gettext_noop("Job types"),
    ConceptKind.INDUSTRY: gettext_noop("Industries"),
    ConceptKind.JOB_IN_INDUSTRY: gettext_noop("Job types in industries"),
}
"""Kind of concept → heading of its tree."""

MOST_OPEN: Final = 200
"""So many branches are open at most."""

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """What an address or a form says of the tree: its kind, what is open, what is moved from where."""

    kind: ConceptKind
    opened: tuple[str, ...]
    moved: str
    under: str

    @property
    def query(self) -> dict[str, Any]:
        """The same for the links of the page."""
        return {
            "kind": str(self.kind),
            "open": list(self.opened) or None,
            "move": self.moved or None,
            "from": self.under or None,
        }

    def opening(self, iri: str) -> dict[str, Any]:
        """The same with a branch opened, or closed where it is open."""
        others = [one for one in self.opened if one != iri]
        return self.query | {"open": (others if iri in self.opened else [*self.opened, iri]) or None}


@BLUEPRINT.get("/tree")
def show(name: str) -> str:
    """The tree of a kind of concepts, with the branches open that the address names."""
    return _page(name, _place())


@BLUEPRINT.post("/tree")
def move_to(name: str) -> Answer:
    """Puts a concept under another one, or to the top, as one change set."""
    opened, place, seen = unheld(), _place(), whole(line("seen"))
    to, before, edit = request.form.get("to", ""), view(opened, name, at=seen), Edit()
    try:
        _refuse_unknown(before, [place.moved, *_named(place.under), *_named(to)])
        origin = _origin(before, place.moved, place.under)
        edit = move(before, place.moved, _named(place.under), _named(to), origin)
        made = change(
            opened,
            name,
            edit,
            by=sender(),
            why=line("why"),
            source=SOURCE,
            seen=seen,
            merge="merge" in request.form,
        )
    except Conflict as error:
        return _page(name, place, of_edit(opened, name, error, edit, seen)), 422
    except (InputError, UnknownName) as error:
        return _page(name, place, Trouble(str(error))), 422
    query = place.query | {"open": list(dict.fromkeys([*place.opened, *_named(to)])) or None}
    said = {"made": NOTHING if made is None else made.number, "at": place.moved, "by": code() or None}
    return redirect(url_for(".show", name=name, **query | {"move": None, "from": None} | said), 303)


def _place() -> Place:
    said = request.values
    try:
        kind = ConceptKind(said.get("kind", ConceptKind.SKILL))
    except ValueError:
        abort(400, gettext("There is no such kind of concept."))
    opened = tuple(dict.fromkeys(said.getlist("open")))[:MOST_OPEN]
    return Place(kind, opened, said.get("move", ""), said.get("from", ""))


def _refuse_unknown(before: View, iris: list[str]) -> None:
    for iri in iris:
        if not is_concept(before, iri):
            raise UnknownName(gettext("“%(iri)s” is no concept of this working copy.", iri=iri))


def _named(iri: str) -> list[str]:
    return [iri] if iri else []


def _origin(before: View, iri: str, under: str) -> str:
    """Who says that a concept stands where it stands; at the top, who describes it."""
    saying = sorted(
        origin
        for origin, triple in before.about(iri)
        if under and triple.predicate.value == str(v.BROADER) and triple.object.value == under  # type: ignore[union-attr] # broader leads to IRIs
    )
    described = origins_of(before, iri)
    known = saying or described or [BUNDLED]
    return BUNDLED if BUNDLED in known else known[0]


def _page(name: str, place: Place, trouble: Trouble | None = None) -> str:
    opened = unheld()
    copy = working_copy(opened.book, name)
    seen = view(opened, name, at=copy.changes)
    if not is_concept(seen, place.moved):
        place = replace(place, moved="", under="")
    if not is_concept(seen, place.under):
        place = replace(place, under="")
    return render_template(
        "editing/tree.html",
        copy=copy,
        seen=line("seen") if trouble else copy.changes,
        place=place,
        trees=TREES,
        branches=tree(seen, place.kind, place.opened, language()),
        moved=place.moved,
        called=label(seen, place.moved, language()) if place.moved else "",
        under=label(seen, place.under, language()) if place.under else "",
        to=request.form.get("to", ""),
        trouble=trouble,
        made=made_in(opened, name),
        why=line("why"),
        code=code(),
    )
