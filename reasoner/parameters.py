"""The constants of the score that no recruiter sets per role (``scoring.md`` §3–§4), in one place."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skillpath.graph.tuned import TUNED

DAYS_PER_YEAR: Final = 365.25


class Channel(StrEnum):
    """The ways in which a candidate comes by what a role asks for. Order breaks ties."""

    JOB_TYPE = "job type"
    INDUSTRY = "industry"
    FLOOR = "shop floor"
    CLAIM = "claim"


class Level(StrEnum):
    """Seniority in a spell."""

    TRAINEE = "trainee"
    JUNIOR = "junior"
    PROFESSIONAL = "professional"
    SENIOR = "senior"
    LEAD = "lead"


LEVEL_FACTOR: Final[Mapping[Level, float]] = {
    Level.TRAINEE: 0.4,
    Level.JUNIOR: 0.7,
    Level.PROFESSIONAL: 1.0,
    Level.SENIOR: 1.25,
    Level.LEAD: 1.5,
}
"""λ: how fast one learns at a level."""

MASTERY_YEARS: Final[Mapping[str, float]] = {
    "skill": 2.0,
    "job type": 3.0,
    "industry": 3.0,
    "job in industry": 3.0,
    "floor": 2.0,
}
"""H: effective years, at full strength, until a node of a kind is mastered."""


@dataclass(frozen=True, slots=True)
class Recency:
    """How experience fades: ``half_life`` in years (``math.inf``: not at all), never below ``floor``."""

    half_life: float = 10.0
    floor: float = 0.3

    def effective_years(self, begin: float, end: float) -> float:
        """``∫ max(ρ₀, 2^(−age/h))`` over a spell that began and ended so many years ago (begin ≥ end ≥ 0).

        >>> Recency(half_life=math.inf).effective_years(5.0, 2.0)
        3.0
        >>> Recency(half_life=1.0, floor=0.0).effective_years(1000.0, 0.0) == 1 / math.log(2)
        True
        """
        if math.isinf(self.half_life):
            return begin - end
        turn = -self.half_life * math.log2(self.floor) if self.floor > 0 else math.inf
        return self._fading(min(begin, turn), min(end, turn)) + self.floor * (
            max(begin, turn) - max(end, turn) if math.isfinite(turn) else 0.0
        )

    def _fading(self, begin: float, end: float) -> float:
        rate = math.log(2) / self.half_life
        return (math.exp(-rate * end) - math.exp(-rate * begin)) / rate


RECENCY: Final = Recency()

ESSENTIAL_WEIGHT: Final = 1.0
OPTIONAL_WEIGHT: Final = TUNED.optional_weight
"""The factor on the power of information content that makes ω, of essential and of optional skills."""

INFORMATION_POWER: Final = TUNED.information_power
"""ω grows with this power of information content: what few job types need tells the most."""

LEAST_INFORMATION: Final = 0.05
"""Information content of a requirement is taken as at least this, so that none weighs nothing."""

GENERIC: Final = 0.5
"""Skills of at most this information content are generic: √N of N job types need them, or more."""

FULL_DOSE: Final = 1.0
"""The dose at which mastery is full."""


def mastery(dose: float) -> float:
    """``φ(D) = min(1, (1 − e^−D)/(1 − e^−1))``: concave, 0 at 0, full at dose 1.

    >>> mastery(0.0), mastery(1.0), mastery(7.0)
    (0.0, 1.0, 1.0)
    """
    return min(1.0, math.expm1(-dose) / math.expm1(-FULL_DOSE))


def dose_of(level: float) -> float:
    """``φ⁻¹``: the dose that gives a mastery in [0, 1].

    >>> dose_of(0.0), round(mastery(dose_of(0.4)), 12)
    (0.0, 0.4)
    """
    return -math.log1p(level * math.expm1(-FULL_DOSE)) if level < 1.0 else FULL_DOSE
