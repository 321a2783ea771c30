"""The page of two to four candidates for a role side by side, each pair with its exact difference."""

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.comparison import side_by_side
from skillpath.agency.criteria import choices, criteria
from skillpath.web.current import workspace
from skillpath.web.language import language
from skillpath.web.logged import log_matches
from skillpath.web.state import asked_state
from skillpath.web.trying import Query

BLUEPRINT: Final = Blueprint("comparing", __name__)


@BLUEPRINT.get("/roles/<path:role_id>/compare")
def show(role_id: str) -> str:
    """The candidates whose codes the address names."""
    state, codes = asked_state(), request.args.getlist("code")
    role = state.role(role_id)
    document = side_by_side(workspace(), codes, role, as_of=state.as_of, language=language())
    log_matches(codes, role, state, via="comparison")
    kept = workspace().book.role(role_id)
    return render_template(
        "compare.html",
        document=document,
        codes=codes,
        own_profile=criteria(workspace().book, kept).name,
        profiles=choices(workspace().book, kept),
        state=state,
        release=document["release"],
        as_of=document["as_of"],
    )


@BLUEPRINT.get("/roles/<path:role_id>/candidates/<path:code>/compare/<path:rival>")
def of_two(role_id: str, code: str, rival: str) -> Response:
    """Where two were compared before."""
    query: Query = {**request.args.to_dict(flat=False), "code": [code, rival]}
    return redirect(url_for(".show", role_id=role_id, **query), 308)
