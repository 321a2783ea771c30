"""How many candidates each choice of a filter would leave: as many as are inside once it is made."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drawn import INDUSTRIES, network
from people import TODAY, candidates, filters
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.facets import FacetCounts, facet_counts
from skillpath.reasoner.filters import Filters
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.outside import outside
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import pool_of
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role

NET = network([("i1", R.BROADER, "i0"), ("i2", R.BROADER, "i1"), ("i3", R.RELATED, "i0", 0.9)])
PROFILE = PROFILES["skills first"]
DAYS = [TODAY, TODAY + timedelta(60), TODAY + timedelta(400)]
WANTED = [place for place in map(NET.find, INDUSTRIES) if place is not None]

people = st.lists(candidates, max_size=6).map(
    lambda drawn: [replace(one, code=f"C-{place}") for place, one in enumerate(drawn)]
)


def made(asked: Filters, counts: FacetCounts) -> Iterator[tuple[Filters, int]]:
    """Each choice as the filters that hold once it is made, with its count."""
    for place, count in counts.locations.items():
        yield replace(asked, locations=(place,)), count
    for licence, count in counts.licences.items():
        yield replace(asked, licences=(*asked.licences, licence)), count
    for day, count in counts.available.items():
        yield replace(asked, available_by=day), count
    for node, count in counts.industries.items():
        yield replace(asked, industries=(NET.nodes[node].iri,)), count


@given(people, filters)
def test_a_choice_leaves_as_many_as_it_says(drawn: list[Candidate], asked: Filters) -> None:
    role = Role("R-1", "", filters=asked)
    matcher = Matcher.prepare(NET, role, PROFILE, as_of=TODAY)
    pool = pool_of(drawn, day=TODAY)
    places = Places.of(NET, pool.histories.vocabulary)
    current = np.arange(len(drawn)) != 0  # the first is no candidate any more
    counts = facet_counts(matcher, pool, places, current, days=DAYS, industries=WANTED)
    for filters_, count in made(asked, counts):
        inside = [one for one in drawn[1:] if not outside(NET, replace(role, filters=filters_), PROFILE, one)]
        assert count == len(inside) > 0
    alone = facet_counts(matcher, pool, places, ~current, days=DAYS, industries=WANTED)
    everybody = facet_counts(matcher, pool, places, current | ~current, days=DAYS, industries=WANTED)
    assert counts + alone == everybody
