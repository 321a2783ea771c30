"""Where a candidate stands for a role, why not higher, and what would change it."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.criteria import choices
from skillpath.agency.why_not import why_not
from skillpath.web.current import workspace
from skillpath.web.language import language
from skillpath.web.logged import log_matches
from skillpath.web.state import asked_state

BLUEPRINT: Final = Blueprint("standings", __name__)


@BLUEPRINT.get("/roles/<path:role_id>/why-not/<path:code>")
def show(role_id: str, code: str) -> str:
    """Why a candidate is not among the best for a role."""
    state = asked_state()
    document = why_not(
        workspace(), code, role_id, profile=state.profile, as_of=state.as_of, language=language()
    )
    log_matches([code], role_id, state, via="why not", profile=state.profile)
    role = workspace().book.role(role_id)
    return render_template(
        "why_not.html",
        document=document,
        own_profile=role.profile,
        profiles=choices(workspace().book, role),
        state=state,
        release=document["release"],
        as_of=document["as_of"],
    )


@BLUEPRINT.get("/standing")
def choose() -> Response:
    """Leads to the page of the candidate and the role that were chosen in a form."""
    role = workspace().book.role(request.args.get("role", "").strip())
    candidate = workspace().book.candidate(request.args.get("candidate", "").strip())
    as_of = asked_state().query["as_of"]
    return redirect(url_for("standings.show", role_id=role.id, code=candidate.code, as_of=as_of), 302)
