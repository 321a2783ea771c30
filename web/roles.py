"""The pages of the roles: all of them, and one with its ranked candidates."""

from typing import Final

from flask import Blueprint, abort, render_template

from skillpath.agency.criteria import choices
from skillpath.agency.matching import ranking
from skillpath.web.current import workspace
from skillpath.web.marks import marked
from skillpath.web.requirements import weighted_requirements
from skillpath.web.state import MOST_PAGES, asked_page, asked_state

BLUEPRINT: Final = Blueprint("roles", __name__)

BEST: Final = 3
"""So many candidates are named beside each role."""

ON_A_PAGE: Final = 100
"""Candidates on one page of a ranking."""


@BLUEPRINT.get("/")
def index() -> str:
    """All roles, each with its best candidates under its own profile."""
    state, book = asked_state(), workspace().book
    rankings = [ranking(workspace(), role.id, as_of=state.as_of, top=BEST) for role in book.roles()]
    return render_template(
        "roles.html",
        rankings=rankings,
        state=state,
        release=workspace().release.name,
        as_of=rankings[0]["as_of"] if rankings else "",
    )


@BLUEPRINT.get("/roles/<path:role_id>")
def show(role_id: str) -> str:
    """One role: its candidates ranked under a profile, and what it asks for."""
    state = asked_state()
    page = asked_page()
    last = page * ON_A_PAGE
    ranked = ranking(workspace(), role_id, profile=state.profile, as_of=state.as_of, top=last)
    document = marked(ranked, state)
    shown = document["rows"][last - ON_A_PAGE :]
    if page > 1 and not shown:
        abort(404, f"The ranking ends before page {page}.")
    return render_template(
        "role.html",
        document=document,
        page=page,
        first=last - ON_A_PAGE + 1,
        more=last < document["total"] and page < MOST_PAGES,
        inside=[row for row in shown if not row["outside_filter"]],
        outside=[row for row in shown if row["outside_filter"]],
        surprising=[row for row in shown if row["surprise"]],
        requirements=weighted_requirements(workspace(), role_id, state.profile),
        profiles=choices(workspace().book, workspace().book.role(role_id)),
        state=state,
        release=document["release"],
        as_of=document["as_of"],
    )
