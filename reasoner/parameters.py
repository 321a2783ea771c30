"""The constants of the score that no recruiter sets per role (``scoring.md`` §3–§4), in one place."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.tuned import TUNED

Floats = NDArray[np.float64]

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

    def effective_years(self, begin: Floats, end: Floats) -> Floats:
        """``∫ max(ρ₀, 2^(−age/h))`` over spells that began and ended so many years ago (begin ≥ end ≥ 0).

        >>> Recency(half_life=math.inf).effective_years(np.array([5.0]), np.array([2.0])).tolist()
        [3.0]
        >>> fading = Recency(half_life=1.0, floor=0.0).effective_years(np.array([1000.0]), np.array([0.0]))
        >>> fading.tolist() == [1 / math.log(2)]
        True
        """
        if math.isinf(self.half_life):
            return begin - end
        turn = -self.half_life * math.log2(self.floor) if self.floor > 0 else math.inf
        fading = self._fading(np.minimum(begin, turn), np.minimum(end, turn))
        if math.isinf(turn):
            return fading
        return fading + self.floor * (np.maximum(begin, turn) - np.maximum(end, turn))

    def _fading(self, begin: Floats, end: Floats) -> Floats:
        rate = math.log(2) / self.half_life
        faded: Floats = (np.exp(-rate * end) - np.exp(-rate * begin)) / rate
        return faded


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


def mastery(doses: Floats) -> Floats:
    """``φ(D) = min(1, (1 − e^−D)/(1 − e^−1))``: concave, 0 at 0, full at dose 1.

    >>> mastery(np.array([0.0, 1.0, 7.0])).tolist()
    [0.0, 1.0, 1.0]
    """
    mastered: Floats = np.minimum(1.0, np.expm1(-doses) / math.expm1(-FULL_DOSE))
    return mastered


def dose_of(levels: Floats) -> Floats:
    """``φ⁻¹``: the doses that give masteries in [0, 1].

    >>> dose_of(np.array([0.0, 1.0])).tolist(), mastery(dose_of(np.array([0.4]))).round(12).tolist()
    ([0.0, 1.0], [0.4])
    """
    partly = np.minimum(levels, math.nextafter(1.0, 0.0))  # log1p has no answer for 1
    doses: Floats = np.where(levels < 1.0, -np.log1p(partly * math.expm1(-FULL_DOSE)), FULL_DOSE)
    return doses
