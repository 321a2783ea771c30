"""The page of what the release of a working copy would change."""

from typing import Final

from flask import Blueprint, make_response, render_template
from werkzeug.wrappers import Response

from skillpath.agency.audit.shown import impact_shown
from skillpath.agency.editing.impact import TOP, impact
from skillpath.agency.editing.working_copies import working_copy
from skillpath.agency.matching import today
from skillpath.errors import InputError
from skillpath.graph.neighbours import Bond
from skillpath.web.current import unheld
from skillpath.web.editing.previews import previews
from skillpath.web.language import gettext_noop
from skillpath.web.logged import acting

BLUEPRINT: Final = Blueprint("impact", __name__, url_prefix="/edit")

WAIT: Final = 1.0
"""Seconds after which a page says how far the work is."""

AGAIN: Final = "2"
"""Seconds after which such a page asks again."""

PARTS: Final = {
    "compiling the working copy": gettext_noop("The working copy is being compiled"),
    "roles": gettext_noop("Candidates are being scored for the roles, twice each"),
}

BONDS: Final = {
    Bond.BROADER: gettext_noop("part of"),
    Bond.NARROWER: gettext_noop("includes"),
    Bond.LEARNED_IN: gettext_noop("learned in"),
    Bond.TEACHES: gettext_noop("asks for or teaches"),
    Bond.CLOSE_MATCH: gettext_noop("nearly the same as"),
    Bond.RELATED: gettext_noop("related to"),
}


@BLUEPRINT.get("/<name>/impact")
def show(name: str) -> str | Response:
    """Shortlists that change, scores that move and the links that move them; or how far the work is."""
    opened = unheld()
    copy, day = working_copy(opened.book, name), today()
    state = (name, copy.changes, copy.release, opened.release.name, opened.pool.now().state, day)
    preview = previews().of(
        state, lambda progress: impact(opened, name, as_of=day, progress=progress), wait=WAIT
    )
    problem, document = "", None
    try:
        document = preview.document
    except InputError as error:
        problem = str(error)
    if document is not None:
        opened.book.views.add(impact_shown(opened, document, by=acting(), via="impact"))
    page = render_template(
        "editing/impact.html",
        copy=copy,
        document=document,
        problem=problem,
        preview=preview,
        part=PARTS.get(preview.part, ""),
        bonds=BONDS,
        top=TOP,
        release=opened.release.name,
    )
    answer = make_response(page)
    if document is None and not problem:
        answer.headers["Refresh"] = AGAIN
    return answer
