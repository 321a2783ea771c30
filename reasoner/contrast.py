"""Why one candidate stands above another: the exact difference, requirement by requirement."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from skillpath.reasoner.evidence import Match, RequirementEvidence

MAIN_SHARE: Final = 0.8
"""The reasons that are named cover this much of the difference."""

_SLACK: Final = 1e-12
"""A sum of floats that misses its goal by less than this has reached it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``C_A(q) − C_B(q)`` for one requirement, with the evidence of both."""

    first: RequirementEvidence
    second: RequirementEvidence

    @property
    def points(self) -> float:
        """The difference, part of a score (0..1); below 0 where the second is stronger."""
        return self.first.points - self.second.points


@dataclass(frozen=True, slots=True)
class Contrast:
    """One match over another of the same role, profile and day.

    ``differences``: one a requirement; they sum to the difference of the scores. What speaks most for the
    higher score is first (for the first match where the scores are equal), what speaks most against it last.
    ``main``: how many of them, from the first on, cover :data:`MAIN_SHARE` of the difference; no list of
    fewer does. 0 where the scores are equal.
    """

    first: Match
    second: Match
    differences: tuple[Difference, ...]
    main: int

    @property
    def points(self) -> float:
        """The difference of the scores."""
        return self.first.score - self.second.score

    @property
    def covered(self) -> float:
        """The share of the difference that the main ones cover; above 1 where others speak against it."""
        main = math.fsum(difference.points for difference in self.differences[: self.main])
        return main / self.points if self.main else 0.0


def contrast(first: Match, second: Match) -> Contrast:
    """Compares two matches of the same role, profile and day (``Σ_q (C_A(q) − C_B(q))``)."""
    whole = first.score - second.score
    side = math.copysign(1.0, whole)
    pairs = zip(first.evidence, second.evidence, strict=True)
    differences = tuple(
        sorted(
            (Difference(*pair) for pair in pairs),
            key=lambda d: (-d.points * side, d.first.requirement.node),
        )
    )
    return Contrast(first, second, differences, _main([d.points * side for d in differences], abs(whole)))


def _main(points: Sequence[float], whole: float) -> int:
    """The least n of which the first n sum to enough: sorted by size, no other n sum to more."""
    sums = accumulate(points, initial=0.0)
    return next(n for n, so_far in enumerate(sums) if so_far >= MAIN_SHARE * whole - _SLACK)
