"""Why one is above another: exact, and no longer than it must be."""

import math
from itertools import combinations

import pytest
from hypothesis import given

from drawn import catalogues, network
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.contrast import MAIN_SHARE, Contrast, contrast
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))


def contrasted(net: Network, a: Candidate, b: Candidate, role: Role, profile: Profile) -> Contrast:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    (first,), (second,) = matcher.rank([a]), matcher.rank([b])
    return contrast(first, second)


@given(networks, candidates, candidates, roles, bottleneck_profiles)
def test_differences_sum_to_the_difference_of_the_scores(
    net: Network, a: Candidate, b: Candidate, role: Role, profile: Profile
) -> None:
    found = contrasted(net, a, b, role, profile)
    assert found.points == found.first.score - found.second.score
    assert math.fsum(d.points for d in found.differences) == pytest.approx(found.points, abs=1e-12)
    assert {d.first.requirement for d in found.differences} == {e.requirement for e in found.first.evidence}
    assert all(d.first.requirement == d.second.requirement for d in found.differences)


@given(networks, candidates, candidates, roles, bottleneck_profiles)
def test_seen_from_the_other_side_only_the_signs_change(
    net: Network, a: Candidate, b: Candidate, role: Role, profile: Profile
) -> None:
    one, other = contrasted(net, a, b, role, profile), contrasted(net, b, a, role, profile)
    assert one.points == -other.points
    assert one.main == other.main
    if one.points:
        assert [(d.first.requirement, d.points) for d in one.differences] == [
            (d.first.requirement, -d.points) for d in other.differences
        ]


@given(networks, candidates, candidates, roles, bottleneck_profiles)
def test_no_shorter_list_covers_as_much(
    net: Network, a: Candidate, b: Candidate, role: Role, profile: Profile
) -> None:
    found = contrasted(net, a, b, role, profile)
    side, enough = math.copysign(1.0, found.points), MAIN_SHARE * abs(found.points)
    points = [d.points * side for d in found.differences]
    assert math.fsum(points[: found.main]) >= enough - 1e-9
    assert all(point > 0 for point in points[: found.main])
    if found.main:
        assert found.covered >= MAIN_SHARE - 1e-9 / abs(found.points)
        fewer = combinations(points, found.main - 1)
        assert max(math.fsum(chosen) for chosen in fewer) < enough


def test_worked_out_by_hand() -> None:
    """Three skills of one weight each, claimed at 0.8 or not at all.

    Anna has pay and tax, Ben has cost: Anna is ahead by 0.8/3. Pay alone covers all of it, since tax
    makes up for cost.
    """
    three = ("s-cost", "s-pay", "s-tax")
    net = network([(f"j-{skill}", R.ESSENTIAL_SKILL, skill) for skill in three])
    role = Role("R-1", "by hand", tuple(SkillRequirement(skill) for skill in three))
    anna = Candidate("C-1", claims=(Claim("s-pay"), Claim("s-tax")))
    ben = Candidate("C-2", claims=(Claim("s-cost"),))
    found = contrasted(net, anna, ben, role, PROFILES["skills first"])
    assert found.points == pytest.approx(0.8 / 3)
    names = [net.nodes[d.first.requirement.node].iri for d in found.differences]
    assert names == ["s-pay", "s-tax", "s-cost"]
    assert [d.points for d in found.differences] == pytest.approx([0.8 / 3, 0.8 / 3, -0.8 / 3])
    assert found.main == 1
    assert found.covered == pytest.approx(1.0)


@pytest.mark.parametrize(("skills", "main"), [(5, 4), (4, 4), (3, 3)])
def test_main_reasons_cover_eighty_per_cent(skills: int, main: int) -> None:
    """Of five skills of one weight four do; of four all, since three are only 75 %."""
    names = [f"s{n}" for n in range(skills)]
    net = network([(f"j-{skill}", R.ESSENTIAL_SKILL, skill) for skill in names])
    role = Role("R-1", "by hand", tuple(SkillRequirement(skill) for skill in names))
    anna = Candidate("C-1", claims=tuple(Claim(skill) for skill in names))
    for one, other in ((anna, Candidate("C-2")), (Candidate("C-2"), anna)):
        assert contrasted(net, one, other, role, PROFILES["skills first"]).main == main


def test_equals_have_no_main_reason() -> None:
    net = network([("j1", R.ESSENTIAL_SKILL, "s1"), ("j2", R.ESSENTIAL_SKILL, "s2")])
    role = Role("R-1", "by hand", (SkillRequirement("s1"),))
    found = contrasted(net, Candidate("C-1"), Candidate("C-2"), role, PROFILES["skills first"])
    assert (found.points, found.main, found.covered) == (0.0, 0, 0.0)
