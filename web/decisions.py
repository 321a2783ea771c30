"""What a consultant decides about a match, takes back, or rates otherwise than the score does."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from skillpath.agency.deciding import decide, rate, seen_of, take_back
from skillpath.agency.matching import explanation, today
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.reasoner.decision import Decision
from skillpath.reasoner.shown import Document
from skillpath.web.acting import consultant
from skillpath.web.current import unheld, workspace
from skillpath.web.decision_form import sent
from skillpath.web.matches import match_page
from skillpath.web.state import state_in

BLUEPRINT: Final = Blueprint("decisions", __name__)

Answer = Response | tuple[str, int]


@BLUEPRINT.post("/roles/<path:role_id>/candidates/<path:code>/decisions")
def decided(role_id: str, code: str) -> Answer:
    """Records a decision that was made below the evidence, with its reason."""

    def record(opened: Workspace, document: Document) -> None:
        form = sent(request.form, document)
        seen = seen_of(document, form.outcome, good=opened.thresholds.good)
        decision = Decision(code, role_id, form.outcome, today(), form.by, form.reason)
        decide(opened.book, decision, seen=seen)

    return _written(role_id, code, record)


@BLUEPRINT.post("/roles/<path:role_id>/candidates/<path:code>/decisions/last")
def taken_back(role_id: str, code: str) -> Answer:
    """Takes the decision that counts back."""
    return _written(
        role_id,
        code,
        lambda opened, _: take_back(opened.book, code, role_id, by=consultant(), day=today()),
    )


@BLUEPRINT.post("/roles/<path:role_id>/candidates/<path:code>/ratings")
def rated(role_id: str, code: str) -> Answer:
    """Records that the consultant rates the match higher, or lower, than the score."""

    def record(opened: Workspace, document: Document) -> None:
        rate(
            opened.book,
            code,
            role_id,
            higher=request.form.get("rating") == "higher",
            points=document["points"],
            profile=document["profile"],
            by=consultant(),
        )

    return _written(role_id, code, record)


def _written(role_id: str, code: str, record: Callable[[Workspace, Document], object]) -> Answer:
    """Back to the match; where something is wrong, the match with what was sent and what is wrong with it."""
    opened, state = unheld(), state_in(request.form)
    document = explanation(workspace(), code, state.role(role_id), as_of=state.as_of)
    try:
        record(opened, document)
    except InputError as error:
        return match_page(role_id, code, state, problem=str(error), form=request.form), 422
    place = url_for("matches.show", role_id=role_id, code=code, _anchor="decide", **state.query)
    return redirect(place, 303)
