"""What people of a job family usually score for a role, from job types as witnesses.

A family is an ISCO-08 group: all job types, then the groups of one to four leading digits. What a narrow
group says is shrunk towards what the broader one says by the number of its witnesses (a hierarchical
normal model, its prior worth :data:`PRIOR` witnesses): ``μ_g = (n·mean_g + κ·μ_parent) / (n + κ)``, and σ²
likewise.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.score import Floats

PRIOR: Final = 2.0
"""κ: the broader group counts as many witnesses. For the roles of ``bench surprise`` on ESCO the ratio of
the spread within minor and unit groups to that between them, by the method of moments, is around 2."""

CODE_DIGITS: Final = 4
"""Leading digits of a full ISCO-08 code, a unit group."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What a family usually scores: ``mean`` μ and ``spread`` σ, 0..1.

    ``group`` is the narrowest ISCO-08 group that has at least :data:`PRIOR` witnesses, so that they count
    half or more ("" for all job types), ``witnesses`` how many it has.
    """

    mean: float
    spread: float
    group: str
    witnesses: int


@dataclass(frozen=True)
class Families:
    """The ISCO-08 groups in which the job types of some codes lie."""

    codes: Sequence[str]

    def members(self, group: str, *, but: Sequence[int] = ()) -> list[int]:
        """The numbers of the job types of a group; ``but`` are some that do not count."""
        members: list[int] = np.flatnonzero(self.among(group, but)).tolist()
        return members

    def among(self, group: str, but: Sequence[int] = ()) -> NDArray[np.bool_]:
        """The same, as one flag a job type."""
        among: NDArray[np.bool_] = self._groups[len(group)] == group
        among[list(but)] = False
        return among

    @cached_property
    def _groups(self) -> list[NDArray[np.str_]]:
        """The group of each, by the number of leading digits."""
        codes = np.array(self.codes, dtype=np.str_)
        return [
            codes.astype(f"<U{digits}") if digits else np.zeros_like(codes)
            for digits in range(CODE_DIGITS + 1)
        ]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Job types by family, each with the score of a typical candidate for one role."""

    families: Families
    scores: Floats

    def usual(self, code: str, *, digits: int = CODE_DIGITS, but: Sequence[int] = ()) -> Usual:
        """What the family of a code usually scores, down to groups of so many digits.

        ``but`` are numbers of witnesses that do not count: the job type itself, which would be its own
        measure. Where no witness is left everything is 0.
        """
        found = Usual(0.0, 0.0, "", 0)
        variance = 0.0
        for group in _groups_of(code[:digits]):
            scores = self.scores[self.families.among(group, but)]
            if not len(scores):
                break
            own = len(scores) / (len(scores) + PRIOR) if group else 1.0
            variance = own * float(scores.var()) + (1.0 - own) * variance
            known = not group or len(scores) >= PRIOR
            found = Usual(
                mean=own * float(scores.mean()) + (1.0 - own) * found.mean,
                spread=math.sqrt(variance),
                group=group if known else found.group,
                witnesses=len(scores) if known else found.witnesses,
            )
        return found


def _groups_of(code: str) -> list[str]:
    """The groups that a code lies in, the broadest first: "", "4", "43", "431", "4313"."""
    return [code[:digits] for digits in range(min(len(code), CODE_DIGITS) + 1)]
