"""The score worked out by hand; the axioms that hold for any are in ``test_axioms.py``."""

from dataclasses import replace

import pytest

from drawn import network
from people import TODAY
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement


def explained(net: Network, candidate: Candidate, role: Role, profile: Profile) -> Match:
    return Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))


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


def test_gaps_strong_points_and_what_each_item_brings(small: Network) -> None:
    """One claims payroll in full, of which half carries to time; both weigh a half. The floor is missing."""
    skills = (SkillRequirement("s-payroll", level=0.5), SkillRequirement("s-time"))
    claims = (Claim("s-time", 0.1), Claim("s-payroll"))
    match = explained(small, Candidate("C-1", claims=claims), Role("R-1", "r", skills), SKILLS_FIRST)
    payroll, time = (small.index(skill) for skill in ("s-payroll", "s-time"))
    by_node = {e.requirement.node: e for e in match.evidence}
    assert (by_node[payroll].gap, by_node[time].gap) == pytest.approx((0.0, 0.5 * 0.6))
    assert [e.requirement.node for e in match.gaps()] == [time]
    assert [e.requirement.node for e in match.strong_points()] == [payroll, time]
    assert list(match.by_item()) == [1]
    assert match.by_item()[1] == match.score == pytest.approx(0.5 + 0.5 * 0.4)
    nothing = explained(small, Candidate("C-2"), Role("R-1", "r", skills), SKILLS_FIRST)
    assert nothing.strong_points() == []
    assert [e.requirement.node for e in nothing.gaps()] == sorted([payroll, time])


def test_items_are_named_in_their_order(small: Network) -> None:
    skills = (SkillRequirement("s-payroll"), SkillRequirement("s-time"))
    claims = (Claim("s-time"), Claim("s-payroll"))
    match = explained(small, Candidate("C-1", claims=claims), Role("R-1", "r", skills), SKILLS_FIRST)
    assert list(match.by_item()) == [0, 1]


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


def test_nobody_is_ranked_as_nobody(small: Network) -> None:
    role = Role("r", "r", (SkillRequirement("s-payroll"),))
    assert Matcher.prepare(small, role, SKILLS_FIRST, as_of=TODAY).rank([]) == []
