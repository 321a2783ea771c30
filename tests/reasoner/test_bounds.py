"""How close the bounds are: of what they are made for they say hardly more than the score."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import SKILLS, catalogues, compiled, network
from people import TODAY, any_profiles, profiles, roles
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.bounds import bounds
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.pool import pool_of
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement

claims = st.builds(Claim, skill=st.sampled_from(SKILLS), level=st.integers(1, 8).map(lambda n: n / 8))


@given(
    catalogues(),
    st.lists(claims, min_size=1, max_size=6),
    roles,
    (any_profiles | profiles).map(lambda profile: replace(profile, bottleneck=0.0)),
)
def test_of_one_claim_by_eighths_the_bound_is_the_score(
    taxonomy: Catalogue, claimed: list[Claim], role: Role, profile: Profile
) -> None:
    matcher = Matcher.prepare(compiled(taxonomy), role, profile, as_of=TODAY)
    crowd = [Candidate(f"C-{n}", claims=(claim,)) for n, claim in enumerate(claimed)]
    assert most_of(matcher, crowd) == pytest.approx(matcher.scores(crowd), rel=1e-5, abs=1e-7)


def most_of(matcher: Matcher, crowd: list[Candidate]) -> list[float]:
    """The bounds of candidates whose codes ascend."""
    pool = pool_of(crowd, day=TODAY)
    limits = bounds(matcher, pool.terms, Places.of(matcher.network, pool.histories.vocabulary))
    by_requirement = pool.terms.added(np.arange(len(crowd)), limits.strengths)
    most = by_requirement @ matcher.requirements.weights
    assert pool.terms.sums(limits.score) == pytest.approx(most, rel=1e-5, abs=1e-7)
    return [float(one) for one in most]


@pytest.fixture(scope="module")
def net() -> Network:
    """A job type, an industry and its floor, each of which teaches a skill, the job type two."""
    return network(
        [
            ("j1", R.ESSENTIAL_SKILL, "s1"),
            ("j1", R.OPTIONAL_SKILL, "s2"),
            ("i1", R.TEACHES, "s3"),
            ("i1", R.FLOOR_TEACHES, "s4"),
            ("j2", R.ESSENTIAL_SKILL, "s5"),
            ("s2", R.RELATED, "s5", 0.6),
            *(("s1", R.RELATED, skill, weight) for skill, weight in (("s6", 0.5), ("s7", 0.9))),
            *(("s2", R.RELATED, skill, weight) for skill, weight in (("s6", 0.9), ("s7", 0.3))),
        ]
    )


def everything(net: Network) -> Matcher:
    """A role that asks for all skills, for the job type, the industry and its floor."""
    skills = tuple(SkillRequirement(f"s{n}", level=0.9) for n in range(1, 8))
    role = Role("R-1", "by hand", skills, job_type="j1", industry="i1", floor="i1")
    return Matcher.prepare(net, role, PROFILES["shop-floor background wanted"], as_of=TODAY)


def test_of_what_is_mastered_in_full_the_bound_is_the_score(net: Network) -> None:
    matcher, start = everything(net), TODAY.replace(year=TODAY.year - 20)
    crowd = [
        Candidate("C-1", (Spell("j1", "i1", start, on_floor=True),)),
        Candidate("C-2", (Spell("j1", None, start),)),
        Candidate("C-3", claims=(Claim("s1"),)),
        Candidate("C-4", (Spell(None, "i1", start),)),
        Candidate("C-5", claims=(Claim("s2", 0.5),)),
    ]
    assert most_of(matcher, crowd) == pytest.approx(matcher.scores(crowd), rel=1e-5)


@pytest.mark.parametrize("quarters", [1, 4, 7, 16])
def test_of_one_spell_by_quarters_the_bound_is_hardly_more(net: Network, quarters: int) -> None:
    """Experience of up to four years fades by less than a seventh."""
    matcher, start = everything(net), TODAY - timedelta(days=int(quarters * 365.25 / 4))
    for job, industry, on_floor in (
        ("j1", None, False),
        (None, "i1", False),
        ("j1", "i1", True),
        ("j2", None, False),
    ):
        one = Candidate("C-1", (Spell(job, industry, start, on_floor=on_floor),))
        (score,), (most,) = matcher.scores([one]), most_of(matcher, [one])
        assert 0 < score <= most <= 1.15 * score


def test_what_one_bottleneck_adds_is_what_the_pool_meets_worst(net: Network) -> None:
    """Two thirds of the score are the weakest skill's: s5, carried to by 0.6. The rest is full."""
    role = Role(
        "R-1",
        "by hand",
        (SkillRequirement("s1"), SkillRequirement("s5"), SkillRequirement("s3", essential=False)),
    )
    profile = replace(PROFILES["skills first"], bottleneck=2 / 3)
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    start = TODAY - timedelta(days=2000)
    crowd = [Candidate(f"C-{n}", (Spell("j1", "i1", start),)) for n in range(3)]
    pool = pool_of(crowd, day=TODAY)
    limits = bounds(matcher, pool.terms, Places.of(net, pool.histories.vocabulary))
    weights = {net.nodes[q.node].iri: q.weight for q in matcher.requirements.items}
    full = weights["s1"] / 3 + weights["s3"] / 3 + 0.6 * (weights["s5"] / 3 + 2 / 3)
    assert limits.claims.strength.size == 0
    assert pool.terms.sums(limits.score).tolist() == pytest.approx([full] * 3, rel=0.01)
