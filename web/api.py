"""Rankings and explanations as JSON, under ``/api/v1``: the documents that the pages are made from."""

from typing import Final

from flask import Blueprint

from skillpath.agency.matching import explanation, ranking, role_document
from skillpath.reasoner.shown import Document
from skillpath.web.current import workspace
from skillpath.web.state import asked_page, asked_state

ROOT: Final = "/api/v1"

BLUEPRINT: Final = Blueprint("api", __name__, url_prefix=ROOT)

ON_A_PAGE: Final = 100
"""Candidates on one page of a ranking."""


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
