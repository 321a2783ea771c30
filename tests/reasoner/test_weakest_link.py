"""The edge on which most points hang, worked out by hand."""

import pytest

from drawn import Link, network
from people import TODAY
from skillpath.graph.paths import PathFinder
from skillpath.graph.reweighed import Reweighed
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import profile_named
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.weakest_link import WeakestLink, weakest_link

RELATED = RelationKind.RELATED
DETOUR: list[Link] = [("s1", RELATED, "s3", 0.9), ("s3", RELATED, "s2", 0.8)]


def link_of(links: list[Link], asked: str = "s2") -> WeakestLink | None:
    """One who claims s1 in full (mastered to 0.8) for a role that asks for one skill."""
    net = network(links, alone=["s1", "s2"])
    role = Role(id="R-1", title="", skills=(SkillRequirement(asked),))
    matcher = Matcher.prepare(net, role, profile_named("skills first"), as_of=TODAY)
    candidate = Candidate("C-1", claims=(Claim("s1"),))
    return weakest_link(matcher, candidate, matcher.explain(candidate, PathFinder(net)), Reweighed(net))


def test_where_nothing_takes_over_all_points_go() -> None:
    link = link_of([("s1", RELATED, "s2", 0.8)])
    assert link is not None
    assert link.loss == pytest.approx(0.8 * 0.8)
    assert link.step.weight == 0.8


def test_where_a_detour_takes_over_the_difference_goes() -> None:
    """0.8 by the straight path; 0.9 × 0.8 by the detour."""
    link = link_of([("s1", RELATED, "s2", 0.8), *DETOUR])
    assert link is not None
    assert link.loss == pytest.approx(0.8 * (0.8 - 0.72))


def test_of_edges_that_cost_as_much_the_one_that_carries_less() -> None:
    link = link_of(DETOUR)
    assert link is not None
    assert link.step.weight == 0.8
    assert link.loss == pytest.approx(0.8 * 0.72)


@pytest.mark.parametrize(
    ("links", "why"),
    [
        ([], "nothing carries"),
        ([("s1", RelationKind.BROADER, "s2")], "a step to a broader concept is no bet"),
        (
            [("s1", RELATED, "s2", 0.8), ("s1", RelationKind.CLOSE_MATCH, "s2", 0.8)],
            "another edge carries just as much",
        ),
    ],
)
def test_no_single_link(links: list[Link], why: str) -> None:
    assert link_of(links) is None, why


def test_what_is_mastered_itself_hangs_on_no_link() -> None:
    assert link_of([("s1", RELATED, "s2", 0.8)], asked="s1") is None
