"""Roles that travel score as they do at home, and take no more along than they read."""

import pickle

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import catalogues, compiled, network
from people import TODAY, any_profiles, candidates, profiles, roles
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.compiled_roles import CompiledRoles
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement


@settings(max_examples=20)
@given(
    catalogues(),
    st.lists(candidates, max_size=3),
    st.lists(st.tuples(roles, any_profiles | profiles), max_size=3),
)
def test_they_score_elsewhere_as_they_do_here(
    taxonomy: Catalogue, pool: list[Candidate], asked: list[tuple[Role, Profile]]
) -> None:
    net = compiled(taxonomy)
    sent = pickle.loads(pickle.dumps(CompiledRoles.of(net, asked, as_of=TODAY)))
    assert sent.as_of == TODAY
    for (role, profile), matcher in zip(asked, sent.matchers(), strict=True):
        home = Matcher.prepare(net, role, profile, as_of=TODAY)
        assert (matcher.role, matcher.profile, matcher.requirements) == (role, profile, home.requirements)
        assert matcher.scores(pool).tolist() == home.scores(pool).tolist()


def test_transfers_to_what_is_asked_for_and_to_industries_are_taken_along() -> None:
    """The industry of the role and that of a job in an industry; of the skills the one asked for."""
    net = network(
        [
            ("j1", R.ESSENTIAL_SKILL, "s1"),
            ("j2", R.ESSENTIAL_SKILL, "s2"),
            ("p1", R.OF_JOB_TYPE, "j1"),
            ("p1", R.IN_INDUSTRY, "i1"),
            ("p1", R.TEACHES, "s2"),
        ],
        alone=["i2", "i3"],
    )
    role = Role("R-1", "by hand", (SkillRequirement("s1"), SkillRequirement("s-gone")), industry="i2")
    elsewhere = Role("R-2", "by hand", industry="i-gone")
    asked = [(role, PROFILES["industry only"]), (elsewhere, PROFILES["industry only"])]
    sent = CompiledRoles.of(net, asked, as_of=TODAY).network
    kept = [net.nodes[node].iri for node in np.flatnonzero(np.diff(sent.transfer.indptr))]
    assert sorted(kept) == ["i1", "i2", "s1"]
