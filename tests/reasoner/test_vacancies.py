"""The best roles for a candidate are those that scoring the candidate for each role gives."""

from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drawn import catalogues, compiled, network
from people import TODAY, any_profiles, candidates, profiles, roles
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.vacancies import best_roles, vacancies_of

open_roles = st.lists(st.tuples(roles, any_profiles | profiles), max_size=12).map(
    lambda found: [(replace(role, id=f"R-{n:02}"), profile) for n, (role, profile) in enumerate(found)]
)


@given(catalogues(), candidates, open_roles, st.integers(1, 15))
def test_the_best_roles_are_those_that_scoring_for_each_gives(
    taxonomy: Catalogue, candidate: Candidate, asked: list[tuple[Role, Profile]], top: int
) -> None:
    net = compiled(taxonomy)
    found = best_roles(net, vacancies_of(net, asked), candidate, as_of=TODAY, top=top)
    scored = [
        (role.id, float(Matcher.prepare(net, role, profile, as_of=TODAY).scores([candidate])[0]))
        for role, profile in asked
    ]
    expected = sorted(scored, key=lambda one: (-float(ranked(np.array(one[1]))), one[0]))[:top]
    assert [(asked[one.role][0].id, one.score) for one in found] == expected


def test_channels_count_as_the_profile_says_in_whatever_order_it_names_them() -> None:
    """One lets the industry count half, the other claims: the same numbers, named in another order."""
    net = network([("i1", R.TEACHES, "s1")])
    orders = (list(Channel), [Channel.INDUSTRY, Channel.CLAIM, Channel.FLOOR, Channel.JOB_TYPE])
    half, full = (
        replace(PROFILES["skills first"], development=dict(zip(order, (1.0, 0.5, 1.0, 1.0), strict=True)))
        for order in orders
    )
    wanted = Role(id="R-1", title="", skills=(SkillRequirement("s1"),))
    worker = Candidate("C-1", spells=(Spell(None, "i1", date(2026, 1, 1)),))
    vacancies = vacancies_of(net, [(wanted, half), (replace(wanted, id="R-2"), full)])
    found = {one.role: one.score for one in best_roles(net, vacancies, worker, as_of=TODAY, top=2)}
    expected = [Matcher.prepare(net, wanted, one, as_of=TODAY).scores([worker])[0] for one in (half, full)]
    assert [found[0], found[1]] == expected
    assert found[0] < found[1]
