"""Decided candidates of a role as the scorer sees them: the score under other shares is plain algebra."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.decision import GRADE, Decision
from skillpath.reasoner.experience import experience, joined
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import Role
from skillpath.reasoner.score import strengths

Floats = NDArray[np.float64]

DIMENSIONS: Final = tuple(Dimension)


@dataclass(frozen=True, slots=True)
class DecidedRole:
    """One role with the candidates that were decided about, each as of the day of the decision.

    ``met`` is candidates × dimensions: the mean strength m over a dimension's requirements, by their weights
    within it; ``asked`` says which dimensions the role has. ``weakest`` is each candidate's least m over the
    essential requirements, ``None`` where the role has none. ``grade`` is that of the outcome.
    """

    role: str
    met: Floats
    asked: NDArray[np.bool_]
    weakest: Floats | None
    grade: NDArray[np.int64]

    @property
    def pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Every better decided candidate with every worse decided one, by number."""
        better, worse = np.nonzero(self.grade[:, np.newaxis] > self.grade)
        return better, worse

    def scores(self, profile: Profile) -> Floats:
        """The score of each candidate under a profile that differs in shares and bottleneck only.

        ``S = (1 − η) Σ_d β_d met_d / Σ_d β_d + η weakest``: the score of :mod:`skillpath.reasoner.score`,
        in which shares are linear and strengths depend on neither (a test holds one against the other).
        """
        share = np.array([profile.share[d] for d in DIMENSIONS]) * self.asked
        if not share.any():
            return np.zeros(len(self.met))
        mean: Floats = self.met @ share / share.sum()
        if self.weakest is None or not profile.share[Dimension.SKILL]:
            return mean  # where skills have no share none is asked for, and none is the weakest
        return (1 - profile.bottleneck) * mean + profile.bottleneck * self.weakest


def decided_role(
    network: Network, role: Role, base: Profile, decided: Sequence[tuple[Candidate, Decision]]
) -> DecidedRole:
    """A role with its decided candidates; those whose outcome has no grade must have been left out.

    What channels count, and which industries are wanted, is taken from ``base``.
    """
    even = replace(base, share=dict.fromkeys(Dimension, 1.0))
    matcher = Matcher.prepare(network, role, even, as_of=date.max)
    known = [experience(network, who, base, as_of=decision.day) for who, decision in decided]
    strength = strengths(joined(known), matcher.columns, matcher.requirements.levels)
    items = matcher.requirements.items
    weights = np.array([[q.weight * (q.dimension == d) for d in DIMENSIONS] for q in items]).reshape(-1, 4)
    sums = weights.sum(axis=0)
    essential = np.array([q.essential for q in items], dtype=bool)
    return DecidedRole(
        role=role.id,
        met=strength @ (weights / np.where(sums > 0, sums, 1.0)),
        asked=sums > 0,
        weakest=strength[:, essential].min(axis=1) if essential.any() else None,
        grade=np.array([GRADE[decision.outcome] for _, decision in decided], dtype=np.int64),
    )
