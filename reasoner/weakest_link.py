"""The weakest link of a match: the edge that costs most points, were it not there.

Every edge that the winning paths walk along is taken away, one at a time, and the scorer is asked again:
where another path takes over, only the difference is lost. What does not use the edge keeps its winning
path, so that its transfer cannot change. Steps that lose nothing (to a broader concept) are no bets and
are left alone.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from skillpath.graph.paths import PathStep
from skillpath.graph.reweighed import Reweighed
from skillpath.graph.used_edges import ROUNDING
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.experience import Experience, experience
from skillpath.reasoner.match import Matcher


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """An edge, and what the score (0..1) loses without it; ``carries`` are the requirements (positions)
    whose winning paths walk along it."""

    step: PathStep
    loss: float
    carries: tuple[int, ...]


def weakest_link(
    matcher: Matcher, candidate: Candidate, match: Match, reweighed: Reweighed
) -> WeakestLink | None:
    """The weakest link of a match that was explained with paths; ``None`` where no point hangs on one edge.

    Of edges that cost as much the one that carries least, then the first by position.
    """
    known = experience(matcher.network, candidate, matcher.profile, as_of=matcher.as_of)
    links = [
        WeakestLink(
            step,
            match.score - _without(matcher, known, reweighed, step, places),
            tuple(matcher.requirements.items[place].node for place in places),
        )
        for step, places in _bets(match).items()
    ]
    return max((link for link in links if link.loss > ROUNDING), key=_weakness, default=None)


def _weakness(link: WeakestLink) -> tuple[float, float, int, int]:
    return round(link.loss, 12), -link.step.weight, -link.step.source, -link.step.target


def _bets(match: Match) -> Mapping[PathStep, list[int]]:
    """The steps of winning paths that lose something → the numbers of the requirements they carry to."""
    bets: dict[PathStep, list[int]] = defaultdict(list)
    for place, evidence in enumerate(match.evidence):
        if evidence.path is not None and evidence.points > 0:
            for step in dict.fromkeys(evidence.path.steps):
                if step.weight < 1:
                    bets[step].append(place)
    return bets


def _without(
    matcher: Matcher, known: Experience, reweighed: Reweighed, step: PathStep, places: list[int]
) -> float:
    """The score without one edge."""
    costs = reweighed.costs.copy()
    costs[reweighed.row(step)] = math.inf
    targets = np.array([matcher.requirements.items[place].node for place in places], dtype=np.int64)
    columns = matcher.columns.copy()
    columns[:, places] = reweighed.columns(targets, costs)
    return float(replace(matcher, columns=columns).scores_of([known])[0])
