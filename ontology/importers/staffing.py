"""Which skills an industry teaches, from whom it employs.

The *share* of a skill in an industry is the share of its employed who work in an occupation that needs
the skill: ``share(i, s) = Σ_o employed(i, o) · need(o, s) / Σ_o employed(i, o)``, over the occupations
whose needs are known; ``need`` is between 0 and 1. An industry teaches a skill that is over-represented
in it: the share is at least :data:`LEAST_SHARE` and at least :data:`LEAST_RATIO` times that in the
whole economy, and no single occupation brings more than :data:`MOST_BY_ONE` of it (else the occupation
teaches it, not the industry). The weight is the excess, ``share(i, s) - share(economy, s)``.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

LEAST_SHARE: Final = 0.05
LEAST_RATIO: Final = 2.0
MOST_BY_ONE: Final = 0.75

Employed = Mapping[str, float]
"""Occupation → number of employed."""

Needs = Mapping[str, Mapping[str, float]]
"""Occupation → skill → how far the occupation needs it, in (0, 1]."""


@dataclass(frozen=True, slots=True)
class Taught:
    """A skill that an industry teaches: its shares of the employed, here and in the whole economy."""

    skill: str
    share: float
    overall: float

    @property
    def weight(self) -> float:
        """The excess of the share over that of the whole economy, in (0, 1]."""
        return self.share - self.overall


def taught(industry: Employed, overall: Mapping[str, float], needs: Needs) -> list[Taught]:
    """The skills that the industry teaches, sorted by IRI; ``overall`` are the shares of the economy."""
    here, largest = shares(industry, needs), _largest(industry, needs)
    return [
        Taught(skill, share, overall.get(skill, 0.0))
        for skill, share in sorted(here.items())
        if share >= LEAST_SHARE
        and share >= LEAST_RATIO * overall.get(skill, 0.0)
        and largest[skill] <= MOST_BY_ONE * share
    ]


def known_employment(employed: Employed, needs: Needs) -> float:
    """How many of the employed work in occupations whose needs are known."""
    return sum(number for occupation, number in employed.items() if occupation in needs)


def shares(employed: Employed, needs: Needs) -> dict[str, float]:
    """The share of each skill that any of the employed need."""
    sums: defaultdict[str, float] = defaultdict(float)
    for skill, share in _brought(employed, needs):
        sums[skill] += share
    return dict(sums)


def _largest(employed: Employed, needs: Needs) -> dict[str, float]:
    """Skill → the part of its share that the one occupation brings which brings most."""
    largest: defaultdict[str, float] = defaultdict(float)
    for skill, share in _brought(employed, needs):
        largest[skill] = max(largest[skill], share)
    return dict(largest)


def _brought(employed: Employed, needs: Needs) -> Iterator[tuple[str, float]]:
    """What each occupation with any employed brings to the share of each skill that it needs."""
    total = known_employment(employed, needs)
    for occupation, number in employed.items():
        for skill, need in needs.get(occupation, {}).items():
            if number > 0:
                yield skill, number * need / total
