"""The pages of the roles: the desk with all of them, and one with its ranked candidates."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.desk import desk
from skillpath.agency.facets import LOOKED_AT
from skillpath.agency.matching import ranking, standings
from skillpath.agency.role_changes import change_role
from skillpath.agency.sources.search import search
from skillpath.agency.sources.source import OWN
from skillpath.agency.trial import Trial, tried
from skillpath.errors import InputError
from skillpath.reasoner.criteria import UNCHANGED
from skillpath.reasoner.decision import standing
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from skillpath.web.acting import consultant
from skillpath.web.current import unheld, workspace
from skillpath.web.language import gettext, language
from skillpath.web.logged import log_desk, log_ranking
from skillpath.web.marks import marked
from skillpath.web.role_around import around
from skillpath.web.state import MOST_PAGES, State, asked_page, asked_state, state_in
from skillpath.web.trying import filled_in

BLUEPRINT: Final = Blueprint("roles", __name__)

ON_A_PAGE: Final = 100
"""Candidates on one page of a ranking."""

FORM: Final = "form"
"""Field that says that a request comes from the form on the page, which sends all that it shows."""

PART: Final = "part"
LIST: Final = "list"
"""What a script asks for while a slider moves: the ranking alone, without the marks that take long."""


@BLUEPRINT.get("/")
def index() -> str:
    """The desk: the roles with their best candidates, what is new, and what waits."""
    state = asked_state()
    document = desk(workspace(), by=request.args.get("by") or None, as_of=state.as_of, language=language())
    log_desk(document["roles"], state)
    return render_template(
        "desk.html",
        document=document,
        state=state,
        release=document["release"]["name"],
        as_of=document["as_of"],
    )


@BLUEPRINT.get("/roles/<path:role_id>")
def show(role_id: str) -> str | Response | tuple[str, int]:
    """One role: its candidates ranked as the address asks, and what can be changed of that."""
    state, problem = asked_state(), ""
    quick = request.args.get(PART) == LIST
    if FORM in request.args:
        state, problem = _filled(role_id, state)
        if problem and quick:
            abort(400, problem)
        if not problem and not quick:
            return redirect(url_for(".show", role_id=role_id, **state.query))
    page = asked_page()
    ranked = _ranked(role_id, state, page, quick=quick)
    if quick:
        return render_template("_ranking.html", **ranked)
    whole = render_template("role.html", **ranked, **around(role_id, state), problem=problem)
    return (whole, 422) if problem else whole


@BLUEPRINT.post("/roles/<path:role_id>/criteria")
def keep(role_id: str) -> Response:
    """Keeps for a role what is tried of it, or takes it back to its profile; says by whom."""
    opened, state = unheld(), state_in(request.form)
    made = tried(opened.book, role_id, state.trial)
    if request.form.get("action") == "back":
        made = replace(opened.book.role_as_written(role_id), changes=UNCHANGED)
    change_role(opened.book, made, by=consultant())
    return redirect(url_for(".show", role_id=role_id, **state.kept.query, _anchor="kept"), 303)


def _filled(role_id: str, state: State) -> tuple[State, str]:
    """The state that the form asks for, and what is wrong with it: then what could be understood."""
    role = workspace().book.role(role_id)
    trial, problem = filled_in(workspace(), role, request.args, state.profile)
    try:
        state.trying(trial).role(role_id)
    except InputError as error:
        return state.trying(Trial(state.profile)), str(error)
    return state.trying(trial), problem


def _ranked(role_id: str, state: State, page: int, *, quick: bool) -> dict[str, Any]:
    """A page of the ranking, for its table; ``quick`` leaves out the marks beside scores."""
    role, last = state.role(role_id), page * ON_A_PAGE
    top = LOOKED_AT if state.band else last
    document = _document(role, state, top, quick=quick)
    rows = [row for row in document["rows"] if state.band in (None, row["band"]["word"])]
    rows = [row for row in rows if not (state.band and row["outside_filter"])]
    shown = _told(rows[last - ON_A_PAGE : last], role, state)
    first = None if state.band else last - ON_A_PAGE + 1
    log_ranking(document | {"rows": shown}, role, state, via="page", first=first)
    if page > 1 and not shown:
        abort(404, gettext("The ranking ends before page %(page)s.", page=page))
    total = len(rows) if state.band else document["total"]
    return {
        "document": document,
        "quick": quick,
        "page": page,
        "first": last - ON_A_PAGE + 1,
        "more": (last < total or (state.sources and last == total)) and page < MOST_PAGES,
        "inside": [row for row in shown if not row["outside_filter"]],
        "outside": [row for row in shown if row["outside_filter"]],
        "surprising": [row for row in shown if row.get("surprise")],
        "state": state,
        "found": total,
        "best": LOOKED_AT,
        "address": url_for(".show", role_id=role_id, page=page if page > 1 else None, **state.query),
        "release": document["release"],
        "as_of": document["as_of"],
    }


def _document(role: Role, state: State, top: int, *, quick: bool) -> Document:
    """The ranking, of the book or with the shared sources too: of the latter nothing more is marked."""
    if state.sources:
        found = search(workspace(), role, top=top, as_of=state.as_of, language=language())
        inside = sum(not row["outside_filter"] for row in found["rows"])
        return found | {"total": len(found["rows"]), "inside": inside, "top": 0, "draws": 0}
    document = ranking(workspace(), role, as_of=state.as_of, top=top, language=language()) | {"sources": []}
    return document | {"top": 0, "draws": 0} if quick else marked(document, role, state)


def _told(rows: list[Document], role: Role, state: State) -> list[Document]:
    """Rows with what was decided, and by how many places they moved against what is kept of the role."""
    counting = standing(workspace().book.decisions(role=role.id))
    before = _ranks_before(role, state)
    return [
        {"surprise": None, "robustness": None, "sources": []}
        | row
        | {
            "decision": counting.get((role.id, row["candidate"])),
            "moved": _moved(row, before),
            "own": not row.get("sources") or {"source": OWN, "code": row["candidate"]} in row["sources"],
        }
        for row in rows
    ]


def _ranks_before(role: Role, state: State) -> Mapping[str, int] | None:
    """The ranks under what is kept of the role, within the same filters; ``None`` where that is shown."""
    kept = replace(workspace().book.role(role.id), filters=role.filters)
    if kept == role or state.sources:
        return None
    found = standings(workspace(), kept, as_of=state.as_of, top=ON_A_PAGE * MOST_PAGES)
    return {one.candidate: one.rank for one in found}


def _moved(row: Document, before: Mapping[str, int] | None) -> int | str | None:
    """Places won, negative for lost; "new" where the candidate was far behind, ``None`` for no change."""
    if before is None:
        return None
    was = before.get(row["candidate"])
    return "new" if was is None else (was - row["rank"]) or None
