"""What is worked out of the compiled candidates alone, whoever of them is still as they were compiled.

It holds for as long as they stay compiled: no write to the book takes it back. What was written since is put
beside it by :mod:`skillpath.agency.best` and :mod:`skillpath.agency.facets`; they leave out who is gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from skillpath.graph.network import Network
from skillpath.reasoner.facets import FacetCounts, facet_counts
from skillpath.reasoner.inside import Flags, inside
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role
from skillpath.reasoner.top_k import NOBODY, Top, top_k

Asked = tuple[Role, Profile, date]
"""A role under a profile on a day."""


def as_asked(matcher: Matcher) -> Asked:
    """What a matcher was prepared for, to be hashed."""
    return matcher.role, matcher.profile, matcher.as_of


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled pool on a network; ``places`` are those of its vocabulary."""

    pool: Pool
    network: Network
    places: Places

    def matcher(self, wanted: Asked) -> Matcher:
        """The role, ready to score."""
        role, profile, as_of = wanted
        return Matcher.prepare(self.network, role, profile, as_of=as_of)


def inside_filters(compiled: Compiled, wanted: Asked) -> Flags:
    """Who is inside the filters."""
    flags = inside(compiled.matcher(wanted), compiled.pool, compiled.places)
    return np.ones(len(compiled.pool), dtype=bool) if flags is None else flags


def leaders(compiled: Compiled, wanted: Asked, within: bool, k: int) -> Top:
    """The best ``k`` of those inside the filters, or of those outside; fewer only where there are fewer."""
    flags = inside_filters(compiled, wanted)
    among = flags if within else ~flags
    count = min(k, int(np.count_nonzero(among)))
    if count == 0:
        return NOBODY
    only = None if among.all() else among
    return top_k(compiled.matcher(wanted), compiled.pool, compiled.places, count, within=only)


def counts(compiled: Compiled, wanted: Asked, days: Sequence[date], industries: Sequence[int]) -> FacetCounts:
    """How many each choice of a filter would leave; see :func:`skillpath.reasoner.facets.facet_counts`."""
    everybody = np.ones(len(compiled.pool), dtype=bool)
    matcher = compiled.matcher(wanted)
    return facet_counts(matcher, compiled.pool, compiled.places, everybody, days=days, industries=industries)
