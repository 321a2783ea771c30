"""What filters ask of many candidates, in columns: the facts of :mod:`skillpath.reasoner.candidate`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.histories import (
    NOTHING,
    Column,
    Numbers,
    joined_starts,
    merged,
    numbered,
    starts_of,
    stretches,
)
from skillpath.reasoner.licence import folded

UNKNOWN: Final = np.iinfo(np.int32).max
"""The day of a candidate who has not said from when: after every other."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of many candidates.

    ``location``: place in ``locations`` or ``NOTHING``; ``available``: a day, as :meth:`date.toordinal`
    counts, or :data:`UNKNOWN`. The licences of candidate i are ``licence_starts[i] … licence_starts[i + 1]``
    of ``licence``, places in ``licences``, which are folded.
    """

    locations: tuple[str, ...]
    licences: tuple[str, ...]
    location: Column
    available: Column
    licence_starts: Numbers
    licence: Column

    def take(self, rows: Numbers) -> "Facts":
        """Those of some candidates, in the order given."""
        starts, entries = stretches(self.licence_starts, rows)
        return replace(
            self,
            location=self.location[rows],
            available=self.available[rows],
            licence_starts=starts,
            licence=self.licence[entries],
        )


COLUMNS: Final = ("location", "available", "licence_starts", "licence")


def facts_of(candidates: Sequence[Candidate]) -> Facts:
    """The facts of candidates, in their order."""
    held = [[folded(name) for name in candidate.licences] for candidate in candidates]
    locations = numbered(candidate.location for candidate in candidates)
    licences = numbered(name for names in held for name in names)
    places = (NOTHING if c.location is None else locations[c.location] for c in candidates)
    days = (UNKNOWN if c.available_from is None else c.available_from.toordinal() for c in candidates)
    return Facts(
        locations=tuple(locations),
        licences=tuple(licences),
        location=np.fromiter(places, dtype=np.int32),
        available=np.fromiter(days, dtype=np.int32),
        licence_starts=starts_of(map(len, held)),
        licence=np.array([licences[name] for names in held for name in names], dtype=np.int32),
    )


def joined_facts(parts: Sequence[Facts]) -> Facts:
    """The facts of several lots of candidates, one lot after the other."""
    locations, location = merged([(part.locations, part.location) for part in parts])
    licences, licence = merged([(part.licences, part.licence) for part in parts])
    return Facts(
        locations=locations,
        licences=licences,
        location=location,
        available=np.concatenate([part.available for part in parts]),
        licence_starts=joined_starts([part.licence_starts for part in parts]),
        licence=licence,
    )


def holds(facts: Facts, wanted: str) -> NDArray[np.bool_]:
    """Which candidates hold a licence."""
    if folded(wanted) not in facts.licences:
        return np.zeros(len(facts.location), dtype=bool)
    return any_of(facts.licence == facts.licences.index(folded(wanted)), facts.licence_starts)


def any_of(entries: NDArray[np.bool_], starts: Numbers) -> NDArray[np.bool_]:
    """Whether any entry of each stretch is true.

    >>> any_of(np.array([True, False, False]), np.array([0, 2, 2, 3])).tolist()
    [True, False, False]
    """
    counts = np.concatenate([[0], np.cumsum(entries, dtype=np.int32)])[starts]
    some: NDArray[np.bool_] = counts[1:] > counts[:-1]
    return some
