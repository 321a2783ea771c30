"""Fidelity by deletion: taking a path away changes the score by exactly what the explanation says it brought.

A path carries from the node v* that the candidate masters to a requirement q. Deleted means that v* may not
serve q any more, and still serves all others. The next best node takes over, with strength n in place of m,
so that the score must fall from ``S`` to ``S − C(q) + w n``: by C(q) itself where nothing else carries to q.
With a bottleneck η the weakest essential strength may fall too, from ``min m`` to ``min n``: the score must
fall by ``(1 − η) w (m − n) + η (min m − min n)``, which is the same where η = 0.
"""

from dataclasses import dataclass, replace

import numpy as np

from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.evidence import Match, RequirementEvidence
from skillpath.reasoner.experience import Experience, experience
from skillpath.reasoner.match import Matcher


@dataclass(frozen=True, slots=True)
class Deletion:
    """What the score is without a path: as the scorer finds it, and as the explanation says.

    ``runner_up`` is n, 0 where nothing takes over.
    """

    scored: float
    explained: float
    runner_up: float


def delete_path(
    matcher: Matcher, candidate: Candidate, match: Match, evidence: RequirementEvidence
) -> Deletion:
    """One path of a match deleted; ``evidence`` is the requirement that it leads to, with a source."""
    known = experience(matcher.network, candidate, matcher.profile, as_of=matcher.as_of)
    place = match.evidence.index(evidence)
    columns = matcher.columns.copy()
    columns[evidence.source, place] = 0.0
    runner_up = _runner_up(known, matcher, place, evidence)
    return Deletion(
        scored=float(replace(matcher, columns=columns).scores_of([known])[0]),
        explained=match.score - _loss(matcher, match, evidence, runner_up),
        runner_up=runner_up,
    )


def _runner_up(known: Experience, matcher: Matcher, place: int, evidence: RequirementEvidence) -> float:
    """n: the strength of the best other node, no more than that of the source, the best as it is said."""
    carried = {
        int(node): min(1.0, float(mastery * matcher.columns[node, place]) / evidence.requirement.level)
        for node, mastery in zip(known.nodes, known.mastery, strict=True)
    }
    winner = 0.0 if evidence.source is None else carried.pop(evidence.source)
    return min(winner, max(carried.values(), default=0.0))


def _loss(matcher: Matcher, match: Match, evidence: RequirementEvidence, runner_up: float) -> float:
    before = [e.strength for e in match.evidence if e.requirement.essential]
    after = [runner_up if e is evidence else e.strength for e in match.evidence if e.requirement.essential]
    eta = matcher.profile.bottleneck if before else 0.0
    weakest = float(np.min(before) - np.min(after)) if eta else 0.0
    return (1 - eta) * evidence.requirement.weight * (evidence.strength - runner_up) + eta * weakest
