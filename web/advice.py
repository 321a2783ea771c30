"""What would change a match, for its page; and the page of one candidate over another."""

import math
from collections.abc import Sequence
from typing import Final

from flask import Blueprint, render_template

from skillpath.agency.comparison import comparison
from skillpath.agency.criteria import choices
from skillpath.agency.improvement import MORE, improvement
from skillpath.agency.why_not import BEST
from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.shown import Document
from skillpath.web.current import workspace
from skillpath.web.state import State, asked_state

BLUEPRINT: Final = Blueprint("advice", __name__)

MOST_SKILLS: Final = 5
"""So many single skills are shown."""


@BLUEPRINT.get("/roles/<path:role_id>/candidates/<path:code>/compare/<path:rival>")
def compare(role_id: str, code: str, rival: str) -> str:
    """One candidate over another for a role under a profile."""
    state = asked_state()
    role = workspace().book.role(role_id)
    document = comparison(workspace(), code, rival, role_id, profile=state.profile, as_of=state.as_of)
    return render_template(
        "compare.html",
        document=document,
        own_profile=role.profile,
        profiles=choices(workspace().book, role),
        state=state,
        release=document["release"],
        as_of=document["as_of"],
    )


def what_would_change(rows: Sequence[Document], row: Document, role_id: str, state: State) -> Document:
    """The most valuable single skills, and the ways to more points, to the best and among the best.

    ``rows``: the ranking, ``row``: the candidate's. ``rivals``: whom to compare with, by rank.
    """
    best = [one for one in rows[:BEST] if not one["outside_filter"]]
    ways = best[-1:] if row["outside_filter"] else [*best[:1], *best[-1:]]
    rank = row["rank"] or math.inf  # without one: behind all of them
    goals = {one["candidate"] for one in ways if one["rank"] < rank}
    near = {rank - 1, rank + 1}
    found = improvement(
        workspace(),
        row["candidate"],
        role_id,
        to=min(float(POINTS), row["points"] + MORE),
        overtake=[one["candidate"] for one in best if one["candidate"] in goals],
        profile=state.profile,
        as_of=state.as_of,
    )
    return found | {
        "skills": found["skills"][:MOST_SKILLS],
        "rivals": [one for one in rows if one["rank"] in near or one["candidate"] in goals],
    }
