"""The history of the ontology: by concept, author, day, kind of change, release and working copy."""

from typing import Any, Final

from flask import Blueprint, abort, render_template, request

from skillpath.agency.editing.history import Wanted, history
from skillpath.agency.editing.releasing import notes
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import UnknownName
from skillpath.ontology.diff import Group
from skillpath.ontology.editing.naming import label
from skillpath.ontology.editing.operations.finding import find
from skillpath.ontology.editing.view import View, view_of
from skillpath.web.current import workspace
from skillpath.web.editing.shown import GROUPS
from skillpath.web.language import gettext, language
from skillpath.web.state import asked_day, asked_page

BLUEPRINT: Final = Blueprint("history", __name__)

ON_A_PAGE: Final = 50
MOST_PAGES: Final = 1000

QUERY: Final = ("concept", "by", "since", "until", "kind", "release", "copy")
"""The fields of the form, and of the address."""


@BLUEPRINT.get("/edit/history")
def show() -> str:
    """What happened, the latest first."""
    opened, page = workspace(), asked_page(MOST_PAGES)
    query = {name: request.args.get(name, "").strip() for name in QUERY}
    current = view_of(opened.releases, opened.release)
    concept = _concept(current, query["concept"])
    first = (page - 1) * ON_A_PAGE
    found = history(opened, _wanted(query, concept), first=first, most=ON_A_PAGE + 1)
    if page > 1 and not found:
        abort(404, gettext("The history ends before page %(page)s.", page=page))
    return render_template(
        "editing/history.html",
        found=found[:ON_A_PAGE],
        more=len(found) > ON_A_PAGE,
        first=first,
        page=page,
        query={name: said or None for name, said in query.items()},
        called=label(current, concept, language()) if concept else "",
        groups=GROUPS,
        notes=_notes(opened, found),
    )


def _wanted(query: dict[str, str], concept: str | None) -> Wanted:
    kind = query["kind"]
    if kind and kind not in list(Group):
        abort(400, gettext("There is no such kind of change."))
    return Wanted(
        concept=concept,
        by=query["by"] or None,
        since=asked_day(request.args, "since"),
        until=asked_day(request.args, "until"),
        kind=Group(kind) if kind else None,
        release=query["release"] or None,
        copy=query["copy"] or None,
    )


def _concept(current: View, said: str) -> str | None:
    """The IRI of what is asked for; one that the current release lacks is taken as it is written."""
    if not said:
        return None
    try:
        return find(current, said, origin=BUNDLED)
    except UnknownName:
        if "://" in said and not set(said) & set('<>" {}|\\^`'):
            return said
        raise


def _notes(opened: Workspace, found: list[Any]) -> dict[str, list[str]]:
    return {one.release.name: notes(opened.book, one.release.name) for one in found if one.release}
