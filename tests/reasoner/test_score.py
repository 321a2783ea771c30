"""The laws of the score, each on random ontologies, candidates and roles."""

import math
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from drawn import SKILLS, catalogues, network
from people import TODAY, bottleneck_profiles, candidates, claims, profiles, roles, spells
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))


def explained(net: Network, candidate: Candidate, role: Role, profile: Profile) -> Match:
    return Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))


def score(net: Network, candidate: Candidate, role: Role, profile: Profile) -> float:
    return float(Matcher.prepare(net, role, profile, as_of=TODAY).scores([candidate])[0])


@given(networks, candidates, roles, bottleneck_profiles)
def test_the_contributions_of_the_paths_sum_to_the_score(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = explained(net, candidate, role, profile)
    parts = [c.points for e in match.evidence for c in e.contributions]
    assert math.fsum(parts) == pytest.approx(match.score, abs=1e-12)
    assert math.fsum(match.by_channel().values()) == pytest.approx(match.score, abs=1e-12)
    assert math.fsum(match.by_item().values()) == pytest.approx(match.score, abs=1e-12)


@given(networks, candidates, roles, profiles)
def test_the_score_is_the_one_of_the_plain_reference(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    expected = reference.score(net, candidate, role, profile, TODAY)
    assert score(net, candidate, role, profile) == pytest.approx(expected, abs=1e-12)


@given(networks, st.lists(candidates, min_size=1, max_size=4), roles, bottleneck_profiles)
def test_a_pool_scores_each_candidate_as_if_alone(
    net: Network, pool: list[Candidate], role: Role, profile: Profile
) -> None:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    together = matcher.scores(pool)
    assert [float(s) for s in together] == [explained(net, c, role, profile).score for c in pool]


@given(networks, candidates, roles, bottleneck_profiles)
def test_what_is_shown_follows_from_its_parts(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    for evidence in explained(net, candidate, role, profile).evidence:
        carried = evidence.mastery * evidence.transfer / evidence.requirement.level
        assert evidence.strength == pytest.approx(min(1.0, carried), abs=1e-12)
        assert math.fsum(c.share for c in evidence.contributions) == pytest.approx(
            float(evidence.source is not None)
        )
        if evidence.path is not None:
            assert evidence.path.transfer == pytest.approx(evidence.transfer, abs=1e-12)


@given(networks, candidates, roles, bottleneck_profiles)
def test_bounds(net: Network, candidate: Candidate, role: Role, profile: Profile) -> None:
    assert 0.0 <= score(net, candidate, role, profile) <= 1.0
    assert score(net, Candidate("C-0"), role, profile) == 0.0


@given(networks, roles.filter(lambda role: role.skills), bottleneck_profiles)
def test_full_evidence_is_the_full_score(net: Network, role: Role, profile: Profile) -> None:
    profile = replace(profile, development=dict.fromkeys(Channel, 1.0))
    skilled = Candidate("C-1", claims=tuple(Claim(asked.skill) for asked in role.skills))
    only_skills = replace(role, job_type=None, industry=None, floor=None)
    assert score(net, skilled, only_skills, profile) == pytest.approx(1.0, abs=1e-12)


@given(networks, candidates, roles, bottleneck_profiles, spells(), claims)
def test_more_experience_never_lowers_the_score(
    net: Network, candidate: Candidate, role: Role, profile: Profile, spell: Spell, claim: Claim
) -> None:
    before = score(net, candidate, role, profile)
    one_more_spell = replace(candidate, spells=(*candidate.spells, spell))
    one_more_claim = replace(candidate, claims=(*candidate.claims, claim))
    assert score(net, one_more_spell, role, profile) >= before - 1e-12
    assert score(net, one_more_claim, role, profile) >= before - 1e-12


@given(networks, candidates, roles, profiles, st.randoms(use_true_random=False))
def test_order_does_not_matter(
    net: Network, candidate: Candidate, role: Role, profile: Profile, chance: Random
) -> None:
    shuffled_spells, shuffled_skills = list(candidate.spells), list(role.skills)
    chance.shuffle(shuffled_spells)
    chance.shuffle(shuffled_skills)
    other = score(
        net,
        replace(candidate, spells=tuple(shuffled_spells)),
        replace(role, skills=tuple(shuffled_skills)),
        profile,
    )
    assert other == pytest.approx(score(net, candidate, role, profile), abs=1e-12)


@given(networks, candidates, roles, profiles)
def test_a_skill_asked_for_twice_counts_once(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    twice = replace(role, skills=(*role.skills, *role.skills))
    assert score(net, candidate, twice, profile) == score(net, candidate, role, profile)


@given(networks, spells(), roles, profiles, st.floats(0.1, 0.9))
def test_a_spell_cut_in_two_counts_as_before(
    net: Network, spell: Spell, role: Role, profile: Profile, where: float
) -> None:
    end = spell.end or TODAY
    cut = spell.start + (end - spell.start) * where
    halves = (replace(spell, end=cut), replace(spell, start=cut))
    whole = score(net, Candidate("C-1", (spell,)), role, profile)
    assert score(net, Candidate("C-1", halves), role, profile) == pytest.approx(whole, abs=1e-9)


@given(networks, candidates, profiles)
def test_a_claim_that_reaches_nothing_adds_nothing(
    net: Network, candidate: Candidate, profile: Profile
) -> None:
    role = Role("R-1", "one skill", (SkillRequirement(SKILLS[0]),))
    target = net.index(SKILLS[0])
    for skill in SKILLS:
        if net.transfer_between(net.index(skill), target) == 0:
            more = replace(candidate, claims=(*candidate.claims, Claim(skill)))
            assert score(net, more, role, profile) == score(net, candidate, role, profile)


# By hand ------------------------------------------------------------------------------------------

# Payroll (needed by one of two job types: IC 1) is related to time recording (IC 1) by one half.
SMALL = [
    ("j-pay", R.ESSENTIAL_SKILL, "s-payroll"),
    ("j-shift", R.ESSENTIAL_SKILL, "s-time"),
    ("s-payroll", R.RELATED, "s-time"),
    ("i-steel", R.FLOOR_TEACHES, "s-time"),
]
SKILLS_FIRST = PROFILES["skills first"]


@pytest.fixture(scope="module")
def small() -> Network:
    return network(SMALL)


def test_the_score_worked_out_by_hand(small: Network) -> None:
    """The skills' share × two equal weights × (payroll; 0.8 claimed × 0.5 carried to time recording)."""
    role = Role(
        "R-1", "payroll", (SkillRequirement("s-payroll"), SkillRequirement("s-time")), job_type="j-pay"
    )
    one = Candidate("C-1", claims=(Claim("s-payroll"),))
    match = explained(small, one, role, SKILLS_FIRST)
    by_label = {small.nodes[e.requirement.node].iri: e for e in match.evidence}
    half = SKILLS_FIRST.share[Dimension.SKILL] / 2
    assert by_label["s-payroll"].points == pytest.approx(half * 0.8)
    assert by_label["s-time"].points == pytest.approx(half * 0.8 * 0.5)
    assert by_label["j-pay"].points == 0.0
    assert match.score == pytest.approx(half * 1.2)


def test_what_nothing_reaches_stays_in_the_denominator(small: Network) -> None:
    role = Role("R-1", "payroll", (SkillRequirement("s-payroll"),), industry="i-steel")
    match = explained(
        small, Candidate("C-1", claims=(Claim("s-time"),)), role, PROFILES["same industry preferred"]
    )
    industry = next(e for e in match.evidence if small.nodes[e.requirement.node].iri == "i-steel")
    assert (industry.source, industry.points) == (None, 0.0)
    skills = PROFILES["same industry preferred"].share[Dimension.SKILL]
    assert industry.requirement.weight == pytest.approx(0.25 / (0.25 + skills))
    assert match.gaps()[0].requirement.node in {industry.requirement.node, small.index("s-payroll")}


def test_an_optional_skill_weighs_less(small: Network) -> None:
    role = Role("R-1", "r", (SkillRequirement("s-payroll"), SkillRequirement("s-time", essential=False)))
    weights = {
        small.nodes[e.requirement.node].iri: e.requirement.weight
        for e in explained(small, Candidate("C"), role, SKILLS_FIRST).evidence
    }
    assert weights == pytest.approx({"s-payroll": 1 / 1.6, "s-time": 0.6 / 1.6})


def test_near_duplicates_share_one_weight() -> None:
    same_thing = [
        ("s1", R.CLOSE_MATCH, "s2"),
        ("j1", R.ESSENTIAL_SKILL, "s1"),
        ("j2", R.ESSENTIAL_SKILL, "s2"),
        ("j3", R.ESSENTIAL_SKILL, "s3"),
    ]
    net = network(same_thing)
    role = Role("R-1", "r", tuple(SkillRequirement(s) for s in ("s1", "s2", "s3")))
    weights = {
        net.nodes[e.requirement.node].iri: e.requirement.weight
        for e in explained(net, Candidate("C"), role, SKILLS_FIRST).evidence
    }
    assert weights == pytest.approx({"s1": 0.25, "s2": 0.25, "s3": 0.5})


def test_the_weakest_essential_requirement_decides_its_share(small: Network) -> None:
    role = Role("R-1", "r", (SkillRequirement("s-payroll"), SkillRequirement("s-time")))
    one = Candidate("C-1", claims=(Claim("s-payroll"),))
    half = replace(SKILLS_FIRST, bottleneck=0.5)
    match = explained(small, one, role, half)
    assert match.score == pytest.approx(0.5 * (0.5 * 0.8 + 0.5 * 0.4) + 0.5 * 0.4)
    assert replace(half, bottleneck=1.0).bottleneck == 1.0
    assert explained(small, one, role, replace(half, bottleneck=1.0)).score == pytest.approx(0.4)
