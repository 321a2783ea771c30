"""What would change a match, for its page: single skills, ways to more points, and gap by gap."""

import math
from collections.abc import Sequence
from typing import Final

from skillpath.agency.improvement import MORE, improvement
from skillpath.agency.why_not import BEST
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import POINTS
from skillpath.reasoner.shown import Document
from skillpath.web.current import workspace
from skillpath.web.language import language
from skillpath.web.state import State

MOST_SKILLS: Final = 5
"""So many single skills are shown."""


def what_would_change(rows: Sequence[Document], row: Document, role: Role, state: State) -> Document:
    """The most valuable single skills, and the ways to more points, to the best and among the best.

    ``rows``: the ranking, ``row``: the candidate's. ``rivals``: whom to compare with, by rank. ``by_gap``:
    requirement → the skill that lifts it most.
    """
    best = [one for one in rows[:BEST] if not one["outside_filter"]]
    ways = best[-1:] if row["outside_filter"] else [*best[:1], *best[-1:]]
    rank = row["rank"] or math.inf  # without one: behind all of them
    goals = {one["candidate"] for one in ways if one["rank"] < rank}
    near = {rank - 1, rank + 1}
    found = improvement(
        workspace(),
        row["candidate"],
        role,
        to=min(float(POINTS), row["points"] + MORE),
        overtake=[one["candidate"] for one in best if one["candidate"] in goals],
        as_of=state.as_of,
        language=language(),
    )
    return found | {
        "skills": found["skills"][:MOST_SKILLS],
        "by_gap": _by_gap(found["skills"]),
        "rivals": [one for one in rows if one["rank"] in near or one["candidate"] in goals],
    }


def _by_gap(skills: Sequence[Document]) -> dict[str, Document]:
    """For each requirement the single skill that lifts it most, of several the most valuable."""
    best: dict[str, Document] = {}
    for one in skills:
        for lift in one["lifts"]:
            if lift["iri"] not in best or lift["after"] > best[lift["iri"]]["after"]:
                best[lift["iri"]] = {**lift, "skill": one["skill"], "gain_points": one["gain_points"]}
    return best
