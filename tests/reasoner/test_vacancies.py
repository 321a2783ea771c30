"""The best roles for a candidate are those that scoring the candidate for each role gives."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drawn import catalogues, compiled
from people import TODAY, any_profiles, candidates, profiles, roles
from skillpath.ontology.catalogue import Catalogue
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role
from skillpath.reasoner.vacancies import best_roles, vacancies_of

open_roles = st.lists(st.tuples(roles, any_profiles | profiles), max_size=12).map(
    lambda found: [(replace(role, id=f"R-{n:02}"), profile) for n, (role, profile) in enumerate(found)]
)


@given(catalogues(), candidates, open_roles, st.integers(1, 15))
def test_the_best_roles_are_those_that_scoring_for_each_gives(
    taxonomy: Catalogue, candidate: Candidate, asked: list[tuple[Role, Profile]], top: int
) -> None:
    network = compiled(taxonomy)
    found = best_roles(network, vacancies_of(network, asked), candidate, as_of=TODAY, top=top)
    scored = [
        (role.id, float(Matcher.prepare(network, role, profile, as_of=TODAY).scores([candidate])[0]))
        for role, profile in asked
    ]
    expected = sorted(scored, key=lambda one: (-float(ranked(np.array(one[1]))), one[0]))[:top]
    assert [(asked[one.role][0].id, one.score) for one in found] == expected
