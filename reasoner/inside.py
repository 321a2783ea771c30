"""Which candidates of a pool are inside the filters of a role and its profile.

What :func:`skillpath.reasoner.outside.outside` says of one, said of all at once.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from skillpath.reasoner.facts import Facts, holds
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.location import lies_in
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import KNOWS_INDUSTRY, WITHIN
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool

Flags = NDArray[np.bool_]


def inside(matcher: Matcher, pool: Pool, places: Places) -> Flags | None:
    """A flag for each candidate; ``None`` where nothing is asked for."""
    flags = [
        *_know_the_industry(matcher, pool, places),
        *_know_the_industries(matcher, pool, places),
        *_have_what_is_asked(matcher.role.filters, pool.facts),
    ]
    return np.logical_and.reduce(flags) if flags else None


def _know_the_industry(matcher: Matcher, pool: Pool, places: Places) -> Iterator[Flags]:
    if not matcher.profile.industry_only or matcher.role.industry is None:
        return
    target = matcher.network.find(matcher.role.industry)
    if target is not None:
        yield worked_in(pool, places, target, KNOWS_INDUSTRY)


def _know_the_industries(matcher: Matcher, pool: Pool, places: Places) -> Iterator[Flags]:
    wanted = matcher.role.filters.industries
    if wanted:
        targets = [target for target in map(matcher.network.find, wanted) if target is not None]
        nobody = np.zeros(len(pool), dtype=bool)
        yield np.logical_or.reduce([nobody, *(worked_in(pool, places, one, WITHIN) for one in targets)])


def worked_in(pool: Pool, places: Places, target: int, least: float) -> Flags:
    """Who was in an industry that carries so far to the target."""
    sources, transfer = places.network.transfers_to(target)
    return pool.terms.in_any(np.flatnonzero(np.isin(places.industries[:-1], sources[transfer >= least])))


def passing(filters: Filters, facts: Facts) -> Flags | None:
    """A flag for each candidate: who has what filters ask for; ``None`` where they ask for nothing."""
    flags = list(_have_what_is_asked(filters, facts))
    return np.logical_and.reduce(flags) if flags else None


def _have_what_is_asked(filters: Filters, facts: Facts) -> Iterator[Flags]:
    if filters.locations:
        passes = [any(lies_in(place, wanted) for wanted in filters.locations) for place in facts.locations]
        yield np.array([*passes, False])[facts.location]  # NOTHING is the last
    if filters.available_by is not None:
        yield facts.available <= filters.available_by.toordinal()
    yield from (holds(facts, licence) for licence in filters.licences)
