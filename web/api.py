"""Rankings and explanations as JSON, under ``/api/v1``: the documents that the pages are made from.

And coded profiles, for other firms, where this one shares them.
"""

from typing import Final

from flask import Blueprint, abort, request

from skillpath.agency.matching import explanation, ranking, role_document
from skillpath.agency.sources.exchange import question_of
from skillpath.agency.sources.profiles import best_profiles
from skillpath.reasoner.shown import Document
from skillpath.web.current import workspace
from skillpath.web.roles import ON_A_PAGE
from skillpath.web.state import asked_page, asked_state

ROOT: Final = "/api/v1"

BLUEPRINT: Final = Blueprint("api", __name__, url_prefix=ROOT)

SHARED: Final = "/profiles"

NOT_SHARED: Final = "This firm shares no profiles. It would say so by `skillpath agency --share`."


@BLUEPRINT.get("/roles")
def roles() -> Document:
    """All roles of the book."""
    return {
        "release": workspace().release.name,
        "roles": [role_document(workspace(), role) for role in workspace().book.roles()],
    }


@BLUEPRINT.get("/roles/<path:role_id>/candidates")
def ranked(role_id: str) -> Document:
    """A page of the candidates for a role, the best first."""
    state, page = asked_state(), asked_page()
    last = page * ON_A_PAGE
    document = ranking(workspace(), role_id, profile=state.profile, as_of=state.as_of, top=last)
    return document | {"page": page, "rows": document["rows"][last - ON_A_PAGE :]}


@BLUEPRINT.get("/roles/<path:role_id>/candidates/<path:code>")
def explained(role_id: str, code: str) -> Document:
    """One candidate for one role, with every path."""
    state = asked_state()
    return explanation(workspace(), code, role_id, profile=state.profile, as_of=state.as_of)


@BLUEPRINT.post(SHARED)
def shared() -> Document:
    """The coded profiles of the best for a role that another firm describes. Nothing is changed by it.

    Only JSON is taken: a page of another site cannot have a browser send that without being asked first.
    """
    if not workspace().book.firm().shares:
        abort(403, NOT_SHARED)
    return best_profiles(workspace(), question_of(_sent()))


def _sent() -> object:
    """The JSON that was sent; refuses what is none, and what is nested too deep."""
    if request.mimetype != "application/json":
        abort(415, "Send the question as application/json.")
    try:
        return request.get_json()
    except RecursionError:
        abort(400, "The question is nested too deep.")
