"""What a score means: how often pairs of job types that score as high are known job moves.

``bench/threshold_fit.py`` measures it; here it is read.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WORTH_A_CALL: Final = "worth a call"
"""The word from which on a consultant picks up the telephone."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of known moves by score: ``known[i]`` from score ``start[i]`` up to the next.

    Both rise strictly; below the first start the share is ``known[0]``.
    """

    start: Floats
    known: Floats

    def at(self, score: float) -> float:
        """The share of known moves among pairs that score so high."""
        place = int(np.searchsorted(self.start, score, side="right")) - 1
        return float(self.known[max(place, 0)])


@dataclass(frozen=True, slots=True)
class Band:
    """A word for scores from ``start`` up to the next band.

    ``known`` is the share of known moves among pairs in the band, at the base rate; ``moves`` and ``chance``
    are the shares of all known moves and of all random pairs that fall into it.
    """

    word: str
    start: float
    known: float
    moves: float
    chance: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The curve and the bands of a release, the highest band first, at a base rate of known moves."""

    base_rate: float
    curve: Curve
    bands: tuple[Band, ...]

    def start(self, word: str) -> float:
        """The score from which a word holds."""
        return next(band.start for band in self.bands if band.word == word)

    def band(self, score: float) -> Band:
        """The band of a score."""
        return next(band for band in self.bands if score >= band.start)
