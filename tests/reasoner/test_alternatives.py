"""What lost against the winner, and the nearest thing where nothing arrives: by hand, and as laws."""

from datetime import date

import pytest
from hypothesis import given

from drawn import Link, catalogues, network
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.graph.relations import CUT_OFF
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.alternatives import LEAST_SHARE, MOST_ALTERNATIVES
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.evidence import Match, RequirementEvidence
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))

LINKS: list[Link] = [
    ("s-best", R.RELATED, "s-asked", 0.9),
    ("s-second", R.RELATED, "s-asked", 0.7),
    ("s-third", R.RELATED, "s-asked", 0.6),
    ("s-far", R.RELATED, "s-asked", 0.2),  # less than half of the winner
    ("s-here", R.RELATED, "s-between", 0.3),
    ("s-between", R.RELATED, "s-out", 0.3),  # 0.09 in all: below the cut-off
    ("j-clerk", R.OPTIONAL_SKILL, "s-second", 1.0),
]


@pytest.fixture(scope="module")
def net() -> Network:
    return network(LINKS, alone=["s-island", "i1", "i2"])


def explain(net: Network, role: Role, candidate: Candidate, profile: str = "skills first") -> Match:
    return Matcher.prepare(net, role, PROFILES[profile], as_of=TODAY).explain(candidate, PathFinder(net))


def asked(*skills: str, level: float = 1.0) -> Role:
    return Role("R-1", "a role", tuple(SkillRequirement(skill, level=level) for skill in skills))


def evidence(net: Network, role: Role, *claims: Claim) -> RequirementEvidence:
    (one,) = explain(net, role, Candidate("C-1", claims=claims)).evidence
    return one


def names(net: Network, one: RequirementEvidence) -> list[str]:
    return [net.nodes[other.node].label for other in one.alternatives]


def test_what_lost_stands_below_the_winner_and_says_by_how_much(net: Network) -> None:
    claims = [Claim(name) for name in ("s-third", "s-best", "s-far", "s-second")]
    one = evidence(net, asked("s-asked"), *claims)
    assert one.source == net.index("s-best")
    assert names(net, one) == ["s-second", "s-third"]  # s-far brings less than half of s-best
    known = one.mastery  # all four are claimed alike
    assert [other.strength for other in one.alternatives] == pytest.approx([0.7 * known, 0.6 * known])
    assert [other.margin for other in one.alternatives] == pytest.approx([0.2 * known, 0.3 * known])
    first = one.alternatives[0]
    assert first.path is not None
    assert [step.weight for step in first.path.steps] == [0.7]
    (taught,) = first.taught_by
    assert (taught.item, taught.channel, taught.share, taught.learning) == (3, Channel.CLAIM, 1.0, None)


def test_three_are_told_of_those_that_bring_half_and_equals_by_how_far_they_carry() -> None:
    """The winner brings 0.9 of what is claimed: half is 0.45. Of five others that bring 0.5, three stand."""
    strong: list[Link] = [("s-best", R.RELATED, "s-asked", 0.9), ("s-less", R.RELATED, "s-asked", 0.44)]
    equal: list[Link] = [(f"s{n}", R.RELATED, "s-asked", 0.46) for n in range(5)]
    net = network([*strong, ("s-more", R.RELATED, "s-asked", 0.48), *equal])
    told = names(net, evidence(net, asked("s-asked"), *(Claim(link[0]) for link in [*strong, *equal])))
    assert told == ["s0", "s1", "s2"]
    few = [Claim("s-best"), Claim("s-less"), Claim("s-more", 0.3), Claim("s4")]
    assert names(net, evidence(net, asked("s-asked"), *few)) == ["s4"]
    exactly = network([("s-best", R.RELATED, "s-asked", 0.8), ("s-half", R.RELATED, "s-asked", 0.4)])
    half = evidence(exactly, asked("s-asked"), Claim("s-best"), Claim("s-half"))
    assert names(exactly, half) == ["s-half"]


def test_what_is_more_than_enough_is_just_as_good(net: Network) -> None:
    one = evidence(net, asked("s-asked", level=0.3), Claim("s-best"), Claim("s-second"))
    assert one.strength == 1.0
    assert [(other.strength, other.margin) for other in one.alternatives] == [(1.0, 0.0)]


def test_how_a_job_taught_it_is_told_of_winner_and_loser(net: Network) -> None:
    spell = Spell("j-clerk", None, date(2006, 1, 1))
    (one,) = explain(net, asked("s-asked"), Candidate("C-1", (spell,), (Claim("s-third"),))).evidence
    (part,) = one.contributions
    assert part.learning is not None
    assert (part.learning.kind, part.learning.strength) == (R.OPTIONAL_SKILL, 1.0)
    (other,) = one.alternatives
    assert other.taught_by[0].learning is None


def test_the_nearest_thing_is_below_the_cut_off_and_brings_nothing(net: Network) -> None:
    one = evidence(net, asked("s-out"), Claim("s-here"), Claim("s-island"))
    assert (one.source, one.points, one.strength) == (None, 0.0, 0.0)
    assert one.nearest is not None
    assert one.nearest.node == net.index("s-here")
    assert one.nearest.transfer == pytest.approx(0.09)
    assert [step.weight for step in one.nearest.path.steps] == [0.3, 0.3]
    assert [taught.item for taught in one.nearest.taught_by] == [0]


def test_a_single_edge_below_the_cut_off_is_a_nearest_thing_too() -> None:
    net = network([("s1", R.RELATED, "s2", CUT_OFF / 2)])
    one = evidence(net, asked("s2"), Claim("s1"))
    assert one.nearest is not None
    assert one.nearest.transfer == pytest.approx(CUT_OFF / 2)
    assert one.points == 0.0


def test_of_two_the_one_that_would_bring_more_is_nearest() -> None:
    links = [("s1", R.RELATED, "s3", 0.10), ("s2", R.RELATED, "s3", 0.08)]
    one = evidence(network(links), asked("s3"), Claim("s1", 0.3), Claim("s2", 0.9))
    assert one.nearest is not None
    assert one.nearest.transfer == pytest.approx(0.08)


@pytest.mark.parametrize("claims", [(), (Claim("s-island"),)])
def test_where_truly_nothing_is_connected_there_is_no_nearest_thing(
    net: Network, claims: tuple[Claim, ...]
) -> None:
    assert evidence(net, asked("s-out"), *claims).nearest is None


def test_other_industries_have_alternatives_without_paths_and_no_nearest_thing(net: Network) -> None:
    role = Role("R-1", "a role", industry="i1")
    spells = tuple(Spell(None, industry, date(2006, 1, 1)) for industry in ("i1", "i2"))
    (one,) = explain(net, role, Candidate("C-1", spells), "fresh eyes").evidence
    assert one.source == net.index("i2")
    assert one.alternatives == ()  # experience in i1 is none elsewhere
    (one,) = explain(net, role, Candidate("C-1", spells[:1]), "fresh eyes").evidence
    assert (one.source, one.nearest) == (None, None)


def test_a_ranking_gathers_none_of_it(net: Network) -> None:
    candidate = Candidate("C-1", claims=(Claim("s-best"), Claim("s-second")))
    role = asked("s-asked", "s-out")
    (ranked,) = Matcher.prepare(net, role, PROFILES["skills first"], as_of=TODAY).rank([candidate])
    assert all(one.alternatives == () and one.nearest is None for one in ranked.evidence)
    explained = explain(net, role, candidate)
    assert any(one.alternatives for one in explained.evidence)
    assert ranked.score == explained.score


@given(networks, candidates, roles, bottleneck_profiles)
def test_the_laws_of_alternatives(net: Network, candidate: Candidate, role: Role, profile: Profile) -> None:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    for one in match.evidence:
        assert len(one.alternatives) <= MOST_ALTERNATIVES
        margins = [other.margin for other in one.alternatives]
        assert margins == sorted(margins)
        won = one.mastery * one.transfer
        for other in one.alternatives:
            carried = other.mastery * other.transfer
            assert other.margin >= 0
            assert other.node != one.source
            assert won >= carried >= LEAST_SHARE * won
            assert other.strength == min(1.0, carried / one.requirement.level)
            assert other.margin == one.strength - other.strength
            assert sum(taught.share for taught in other.taught_by) == pytest.approx(1.0)
            if one.requirement.inverted:
                assert other.path is None
            else:
                assert other.path is not None
                assert other.path.transfer == pytest.approx(other.transfer, abs=1e-12)
                assert (other.path.source, other.path.target) == (other.node, one.requirement.node)


@given(networks, candidates, roles, bottleneck_profiles)
def test_the_laws_of_the_nearest_thing(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    for one in match.evidence:
        if one.nearest is None:
            continue
        assert one.source is None
        assert one.points == 0.0
        assert not one.requirement.inverted
        assert 0 < one.nearest.transfer < CUT_OFF
        assert one.nearest.path.transfer == one.nearest.transfer
        assert (one.nearest.path.source, one.nearest.path.target) == (one.nearest.node, one.requirement.node)
        assert one.nearest.mastery > 0


@given(networks, candidates, roles, bottleneck_profiles)
def test_what_the_origin_teaches_is_the_link_of_the_release(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    for one in match.evidence:
        for part in one.contributions:
            assert (part.learning is None) == (part.origin == one.source)
            if part.learning is not None and one.source is not None:
                assert part.learning.strength == net.learning[part.origin, one.source]
