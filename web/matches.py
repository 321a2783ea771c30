"""The page of one match: the score, why, what is missing, and the picture of the paths."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from flask import Blueprint, render_template, request

from skillpath.agency.criteria import choices, criteria
from skillpath.agency.deciding import decided
from skillpath.agency.matching import explanation, ranking
from skillpath.agency.replaced import named_in_match, replaced
from skillpath.agency.unscored import unscored
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import RULES
from skillpath.web.acting import note_reader
from skillpath.web.advice import what_would_change
from skillpath.web.current import workspace
from skillpath.web.decision_form import ACTIONS, REASONS, seal
from skillpath.web.drawing import drawing, page_of
from skillpath.web.language import language, voice
from skillpath.web.logged import log_explanation
from skillpath.web.marks import standing
from skillpath.web.picture import FEW_NODES, MOST_NODES, picture
from skillpath.web.readings import AUDIENCES
from skillpath.web.state import State, asked_state
from skillpath.web.svg import svg

BLUEPRINT: Final = Blueprint("matches", __name__)


NOTHING_SENT: Final[Mapping[str, str]] = MappingProxyType({})

ALL: Final = "all"
"""What an address says as ``picture`` that wants all paths drawn, not only the strongest."""

NEAR: Final = 200
"""A candidate's place is told among so many of the best."""


@BLUEPRINT.get("/roles/<path:role_id>/candidates/<path:code>")
def show(role_id: str, code: str) -> str:
    """One candidate for one role under a profile."""
    return match_page(role_id, code, asked_state())


def match_page(
    role_id: str, code: str, state: State, *, problem: str = "", form: Mapping[str, str] = NOTHING_SENT
) -> str:
    """The page; ``form``: what was sent from it, where that has a ``problem``."""
    role, book = state.role(role_id), workspace().book
    kept = book.role(role_id)
    document = explanation(workspace(), code, role, as_of=state.as_of, language=language())
    log_explanation(document, role, state, via="page")
    ranked = ranking(workspace(), role, as_of=state.as_of, top=NEAR, also=code, language=language())
    row, better, worse = _neighbours(ranked["rows"], code)
    whole = request.args.get("picture") == ALL
    pictured = picture(document, most_nodes=MOST_NODES if whole else FEW_NODES)
    drawn = drawing(pictured, address=page_of) if pictured.edges else None
    return render_template(
        "match.html",
        document=document,
        role=ranked["role"],
        row=row,
        better=better,
        worse=worse,
        total=ranked["total"],
        near=NEAR,
        advice=what_would_change(ranked["rows"], row, role, state),
        standing=standing(ranked, code, role, state),
        unscored=unscored(workspace(), code, role),
        **_deciding(document, code, role_id),
        problem=problem,
        form=form,
        replaced=replaced(workspace(), named_in_match(book.candidate(code), role), language()),
        requirements=sorted(document["requirements"], key=_heaviest_first),
        reading={section["name"]: section for section in document["reading"]["sections"]},
        audiences=AUDIENCES,
        voice=voice(),
        languages=RULES,
        picture=pictured,
        whole=whole,
        drawing=drawn,
        shape=svg(drawn) if drawn else None,
        profiles=choices(book, kept),
        own_profile=criteria(book, kept).name,
        state=state,
        release=document["release"],
        as_of=document["as_of"],
    )


def _deciding(document: Document, code: str, role_id: str) -> dict[str, Any]:
    """What the form that decides about the match needs."""
    decisions = decided(workspace().book, code, role_id, reader=note_reader())
    return {"decided": decisions, "actions": ACTIONS, "reasons": REASONS, "seen": seal(document)}


def _neighbours(rows: list[Document], code: str) -> tuple[Document, Document | None, Document | None]:
    """The candidate's row of a ranking, with the rows above and below it; none where it has no rank."""
    at = next(i for i, row in enumerate(rows) if row["candidate"] == code)
    near = [row for row in rows[max(0, at - 1) : at + 2] if row["rank"] is not None]
    if rows[at] not in near:
        return rows[at], None, None
    return rows[at], rows[at - 1] if at > 0 else None, near[-1] if near[-1] is not rows[at] else None


def _heaviest_first(requirement: Document) -> tuple[float, str, str]:
    asked = requirement["requirement"]
    return -asked["weight"], asked["label"], asked["iri"]
