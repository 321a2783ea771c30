"""How many candidates of a pool each choice of a filter would leave, with all other filters as they are.

Counted over whole columns: a choice costs one pass over one flag a candidate, and nobody is scored.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.facts import Facts, holds
from skillpath.reasoner.histories import NOTHING
from skillpath.reasoner.inside import Flags, inside, worked_in
from skillpath.reasoner.location import lies_in
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import WITHIN
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool

_NOT_ASKED: Final[dict[str, Any]] = {"locations": (), "available_by": None, "industries": ()}
"""What a choice would take the place of; licences are asked for together, so that one is a choice more."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Choice → candidates. ``industries`` by position in the network, ``available`` by day."""

    locations: Counter[str] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    available: Counter[date] = field(default_factory=Counter)
    industries: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: "FacetCounts") -> "FacetCounts":
        """Those of two pools together."""
        return FacetCounts(
            locations=self.locations + other.locations,
            licences=self.licences + other.licences,
            available=self.available + other.available,
            industries=self.industries + other.industries,
        )

    def __sub__(self, other: "FacetCounts") -> "FacetCounts":
        """Those of a pool without some of its candidates."""
        return FacetCounts(
            locations=self.locations - other.locations,
            licences=self.licences - other.licences,
            available=self.available - other.available,
            industries=self.industries - other.industries,
        )


def facet_counts(
    matcher: Matcher,
    pool: Pool,
    places: Places,
    current: Flags,
    *,
    days: Sequence[date],
    industries: Sequence[int],
) -> FacetCounts:
    """The counts for the candidates that are ``current``; ``days`` and ``industries`` are what is offered.

    Places and licences offered are those that any candidate has. Choices that nobody fits are left out.
    """
    left = {name: _inside_without(matcher, pool, places, current, name) for name in _NOT_ASKED}
    everything = _inside_without(matcher, pool, places, current, None)
    held = {name: everything & holds(pool.facts, name) for name in pool.facts.licences}
    free = {day: left["available_by"] & (pool.facts.available <= day.toordinal()) for day in days}
    known = {one: left["industries"] & worked_in(pool, places, one, WITHIN) for one in industries}
    return FacetCounts(
        locations=Counter(dict(_locations(pool.facts, left["locations"]))),
        licences=_counted(held),
        available=_counted(free),
        industries=_counted(known),
    )


def _inside_without(matcher: Matcher, pool: Pool, places: Places, current: Flags, name: str | None) -> Flags:
    """Who is inside all filters but one."""
    filters = matcher.role.filters
    if name is not None:
        filters = replace(filters, **{name: _NOT_ASKED[name]})
    flags = inside(replace(matcher, role=replace(matcher.role, filters=filters)), pool, places)
    return current if flags is None else current & flags


def _counted(flags: dict[Any, NDArray[np.bool_]]) -> Counter[Any]:
    found = {choice: int(np.count_nonzero(those)) for choice, those in flags.items()}
    return Counter({choice: count for choice, count in found.items() if count})


def _locations(facts: Facts, left: Flags) -> Iterator[tuple[str, int]]:
    """Each place that is named, and each country of one."""
    here = facts.location[left]
    named = np.bincount(here[here != NOTHING], minlength=len(facts.locations)).tolist()
    offered = {code for place in facts.locations for code in (place, place.partition("-")[0])}
    for code in sorted(offered):
        count = sum(n for place, n in zip(facts.locations, named, strict=True) if lies_in(place, code))
        if count:
            yield code, count
