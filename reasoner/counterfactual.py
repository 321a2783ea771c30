"""What would change a match: the value of single skills, and the smallest set that reaches a goal.

Every score here is that of a hypothetical candidate, from :meth:`Matcher.scores_of` (``scoring.md`` §6).
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from skillpath.reasoner.evidence import Match
from skillpath.reasoner.experience import Experience
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.options import Options, learned
from skillpath.reasoner.role import Requirement
from skillpath.reasoner.smallest import MOST_SETS, smallest_set

TOLERANCE: Final = 1e-9
"""A score that misses a number of points by less than this has reached it."""


class Verdict(StrEnum):
    """How sure a smallest set is."""

    REACHED = "reached already"
    PROVED = "proved smallest"
    FOUND = "not proved smallest"
    UNREACHABLE = "out of reach of skills"


@dataclass(frozen=True, slots=True)
class Lift:
    """A requirement and its strength before and after."""

    requirement: Requirement
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class SkillValue:
    """What it is worth to learn one skill: the score with it, and what it lifts, the most valuable first."""

    node: int
    required: bool
    score: float
    lifts: tuple[Lift, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest set of skills found that brings a candidate to a target score.

    ``nodes``: the skills, each time the one that gains most next, and ``scores`` after each; both empty
    where nothing is needed or nothing suffices. ``at_least``: no set of fewer reaches the target.
    ``most``: the score with every skill of the release.
    """

    target: float
    verdict: Verdict
    nodes: tuple[int, ...]
    scores: tuple[float, ...]
    at_least: int
    most: float


def to_points(points: float) -> float:
    """The target that stands for a number of points out of 100."""
    return points / 100 - TOLERANCE


def to_overtake(candidate: Match, rival: Match) -> float:
    """The least score that ranks a candidate above a rival, as :meth:`Matcher.rank` does.

    Of equal scores the smaller code is first; no score leads past a rival inside the filters for
    one outside it (infinite), and any does the other way round (0).
    """
    if bool(candidate.outside) != bool(rival.outside):
        return math.inf if candidate.outside else 0.0
    tie_wins = candidate.candidate < rival.candidate
    return rival.score if tie_wins else math.nextafter(rival.score, math.inf)


def skill_values(matcher: Matcher, known: Experience, options: Options) -> list[SkillValue]:
    """The value of the skills asked for and of the undominated others, the most valuable first.

    What is left out is worth no more than one of the list that lifts all that it lifts.
    """
    best = np.isin(options.nodes, options.undominated.nodes)
    shown = options.only(np.flatnonzero(best | options.required))
    scores = matcher.scores_of([learned(known, [node]) for node in shown.nodes])
    return [
        SkillValue(int(node), bool(required), float(score), _lifts(shown, place))
        for place, (node, required, score) in enumerate(zip(shown.nodes, shown.required, scores, strict=True))
    ]


def _lifts(options: Options, place: int) -> tuple[Lift, ...]:
    lifts = [
        Lift(item, float(before), float(after))
        for item, before, after in zip(
            options.scale.requirements.items, options.now, options.lifted[place], strict=True
        )
        if after > before
    ]
    return tuple(
        sorted(lifts, key=lambda x: (-x.requirement.weight * (x.after - x.before), x.requirement.node))
    )


def smallest_change(
    matcher: Matcher,
    known: Experience,
    options: Options,
    target: float,
    *,
    most_sets: int = MOST_SETS,
) -> Change:
    """The smallest set of skills that brings a candidate to a target (see :func:`smallest_set`)."""
    now, most = matcher.scores_of([known, learned(known, options.nodes.tolist())]).tolist()
    if now >= target:
        return Change(target, Verdict.REACHED, (), (), 0, most)
    if most < target:
        return Change(target, Verdict.UNREACHABLE, (), (), len(options.nodes) + 1, most)
    candidates = options.undominated
    found = smallest_set(candidates, target, most_sets=most_sets)
    nodes = _in_order(candidates, found.places)
    return Change(
        target=target,
        verdict=Verdict.PROVED if found.proved else Verdict.FOUND,
        nodes=nodes,
        scores=tuple(matcher.scores_of([learned(known, nodes[: n + 1]) for n in range(len(nodes))]).tolist()),
        at_least=found.at_least,
        most=most,
    )


def _in_order(options: Options, places: tuple[int, ...]) -> tuple[int, ...]:
    """The nodes of a set, each time the one that gains most next."""
    left, taken = sorted(places), list[int]()
    while left:
        rows = np.array([options.taken([*taken, place]) for place in left])
        taken.append(left.pop(int(np.argmax(options.scale.scores(rows)))))
    return tuple(int(options.nodes[place]) for place in taken)
