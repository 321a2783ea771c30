"""The pages of the candidates: all of them, one with all that is on record, and its way out of the book."""

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.best_roles import roles_for
from skillpath.agency.candidate_document import candidate_document
from skillpath.agency.candidate_list import Asked, Retention, candidate_list
from skillpath.agency.deleting import delete_everywhere
from skillpath.agency.dossier import dossier, export
from skillpath.agency.identities import Identity, identify, look
from skillpath.agency.matching import today
from skillpath.agency.notes import add_note
from skillpath.agency.retention import keep
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.reasoner.filters import Filters
from skillpath.web.acting import consultant, note_reader, reader
from skillpath.web.current import unheld, workspace
from skillpath.web.fields import FieldError, day, line, needed, text
from skillpath.web.language import gettext, gettext_noop, language
from skillpath.web.logged import acting, log_roles
from skillpath.web.state import asked_page, asked_state
from skillpath.web.timeline import timeline

BLUEPRINT: Final = Blueprint("candidates", __name__)

ON_A_PAGE: Final = 50
MOST_PAGES: Final = 100_000
"""Candidates on one page of the list, and pages at most."""

BEST: Final = 8
"""So many of the best roles are shown."""

QUERY: Final = ("q", "location", "licence", "available_by", "retention")
"""Fields of an address that say who is looked for."""

PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "note": gettext_noop("in a note"),
        "decision": gettext_noop("in a decision"),
        "CV": gettext_noop("in the CV"),
        "job": gettext_noop("a job"),
        "industry": gettext_noop("an industry"),
        "skill": gettext_noop("a skill"),
    }
)
"""Where words were found → how that is said."""

HELD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "candidate": gettext_noop("records (more than one where some were merged)"),
        "spell": gettext_noop("jobs"),
        "claim": gettext_noop("skills claimed"),
        "decision": gettext_noop("decisions"),
        "intake": gettext_noop("drafts with the text of a CV"),
        "identity": gettext_noop("identities: name, address and the like"),
        "look": gettext_noop("looks at an identity"),
        "note": gettext_noop("notes"),
        "merge": gettext_noop("merges"),
        "distinct_persons": gettext_noop("other records that are said to be another person"),
        "shared_reading": gettext_noop("readings that were sent by a link"),
        "person_key": gettext_noop("keys that other firms know the person by"),
        "candidate_version": gettext_noop("earlier states of the record"),
    }
)
"""Table of what is held on a person → how it is called."""


@BLUEPRINT.get("/candidates")
def index() -> str:
    """The candidates that are asked for."""
    state, page = asked_state(), asked_page(MOST_PAGES)
    as_of = state.as_of or today()
    asked = _asked()
    first = (page - 1) * ON_A_PAGE
    found = candidate_list(
        workspace(), asked, on=as_of, first=first, most=ON_A_PAGE, language=language(), reader=reader()
    )
    if page > 1 and not found["rows"]:
        abort(404, gettext("The list ends before page %(page)s.", page=page))
    return render_template(
        "candidates.html",
        found=found,
        asked=asked,
        query={name: request.args.get(name) or None for name in QUERY} | {"as_of": state.query["as_of"]},
        page=page,
        more=first + len(found["rows"]) < found["found"],
        places=PLACES,
        retention=Retention,
        deleted="deleted" in request.args,
        state=state,
    )


def _asked() -> Asked:
    """Who is looked for; refuses a day that is none, and what is no choice."""
    args = request.args
    words = args.get("q", "").strip()
    retention = args.get("retention")
    try:
        return Asked(
            words=words if re.search(r"\w", words) else "",
            filters=Filters(
                locations=tuple(filter(None, [args.get("location", "").strip()])),
                available_by=day(args.get("available_by")),
                licences=tuple(filter(None, [args.get("licence", "").strip()])),
            ),
            retention=Retention(retention) if retention else None,
        )
    except ValueError as error:
        abort(400, str(error))


@BLUEPRINT.get("/candidates/<path:code>")
def show(code: str) -> str:
    """One candidate: history, skills, best roles, what was decided and noted, and the person's rights."""
    return _page(workspace(), code)


@BLUEPRINT.post("/candidates/<path:code>")
def act(code: str) -> str | Response | tuple[str, int]:
    """Adds a note, keeps or shows who it is, says until when it is kept, or gives all of it as a file."""
    action = ACTIONS.get(request.form.get("action", ""))
    if action is None:
        abort(400)
    opened = unheld()
    try:
        return action(opened, code)
    except FieldError as error:
        return _page(opened, code, problems={error.field: str(error)}), 422


@BLUEPRINT.get("/candidates/<path:code>/delete")
def ask_to_delete(code: str) -> str:
    """What goes when a candidate is deleted, and the question."""
    return _deletion(workspace(), code)


@BLUEPRINT.post("/candidates/<path:code>/delete")
def delete(code: str) -> Response | tuple[str, int]:
    """Deletes a candidate whose code was written as the answer."""
    opened = unheld()
    if line("code") != code:
        opened.book.candidate(code)
        problem = gettext("Write the code as it is: %(code)s. Nothing was deleted.", code=code)
        return _deletion(opened, code, problem), 422
    delete_everywhere(opened, code, by=acting())
    return redirect(url_for("candidates.index", deleted=1), 303)


def _page(
    opened: Workspace,
    code: str,
    *,
    identity: Identity | None = None,
    looked: bool = False,
    problems: Mapping[str, str] = MappingProxyType({}),
) -> str:
    state = asked_state()
    as_of = state.as_of or today()
    document = candidate_document(opened, code, as_of=as_of, language=language(), reader=note_reader())
    best = roles_for(opened, code, as_of=as_of, top=BEST, language=language())
    log_roles(best)
    return render_template(
        "candidate.html",
        document=document,
        timeline=timeline(document["spells"], document["gaps"], as_of=as_of),
        best=best,
        roles=[(role.id, role.title) for role in opened.book.roles()],
        identity=identity,
        looked=looked,
        problems=problems,
        sent={} if looked else request.form,
        done=request.args.get("done"),
        state=state,
        release=document["release"],
        as_of=document["as_of"],
    )


def _note(opened: Workspace, code: str) -> Response:
    by = consultant()
    said = needed("note", text("note"), gettext("Write what is to be kept in mind."))
    role = line("role") or None
    try:
        add_note(opened.book, code, said, by=by, role=role, private="private" in request.form)
    except SkillPathError as error:
        raise FieldError("role", str(error)) from None
    return _back(code, "note", "notes")


def _identity(opened: Workspace, code: str) -> str:
    by = consultant("looker")
    why = gettext("Say why the name is needed: it is kept with the look.")
    found = look(opened.book, code, by=by, reason=needed("reason", line("reason"), why))
    return _page(opened, code, identity=found, looked=True)


def _identify(opened: Workspace, code: str) -> Response:
    name = needed("name", line("name"), gettext("An identity needs a name."))
    said = Identity(name, line("email") or None, line("phone") or None, line("address") or None)
    identify(opened.book, code, said)
    return _back(code, "identify", "identity")


def _keep(opened: Workspace, code: str) -> Response:
    try:
        until = day(line("until"))
    except ValueError as error:
        raise FieldError("until", str(error)) from None
    keep(opened.book, code, until)
    return _back(code, "keep", "rights")


def _export(opened: Workspace, code: str) -> Response:
    """A file with the identity in it, so that giving it is a look."""
    by = consultant("exporter")
    why = gettext("Say why it is needed: it is kept with the look.")
    reason = needed("purpose", line("purpose"), why)
    held = json.dumps(export(opened.book, code, by=by, reason=reason), ensure_ascii=False, indent=2) + "\n"
    name = re.sub(r"[^A-Za-z0-9-]+", "-", code).strip("-") or "candidate"
    answer = Response(held, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


ACTIONS: Final[Mapping[str, Callable[[Workspace, str], str | Response]]] = MappingProxyType(
    {"note": _note, "identity": _identity, "identify": _identify, "keep": _keep, "export": _export}
)
"""What a button says → what it does."""


def _back(code: str, done: str, anchor: str) -> Response:
    as_of = request.args.get("as_of")
    return redirect(url_for("candidates.show", code=code, done=done, as_of=as_of, _anchor=anchor), 303)


def _deletion(opened: Workspace, code: str, problem: str = "") -> str:
    held = dossier(opened.book, code)
    return render_template(
        "candidate_delete.html",
        code=code,
        held=[(name, len(rows)) for name, rows in held.items() if rows],
        names=HELD,
        problem=problem,
        state=asked_state(),
    )
