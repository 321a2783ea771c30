"""Deleting a path changes the score by what the explanation says, and a wrong explanation is found out."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from drawn import catalogues, network
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.bench.deletion import Deletion, delete_path
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.evidence import Match
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))
PLAIN = next(iter(PROFILES.values()))

# s1 and s2 are related to s3 by 0.8 and 0.5; s4 stands alone.
NETWORK = network(
    [("s1", R.RELATED, "s3", 0.8), ("s2", R.RELATED, "s3", 0.5), ("j1", R.ESSENTIAL_SKILL, "s4")],
)
ROLE = Role("R-1", "a role", (SkillRequirement("s3"), SkillRequirement("s4")))
BOTH = Candidate("C-1", claims=(Claim("s1"), Claim("s2"), Claim("s4", 0.5)))


def prepared(candidate: Candidate, profile: Profile = PLAIN) -> tuple[Matcher, Match]:
    matcher = Matcher.prepare(NETWORK, ROLE, profile, as_of=date(2026, 1, 1))
    return matcher, matcher.explain(candidate, PathFinder(NETWORK))


def deleted(candidate: Candidate, skill: str, profile: Profile = PLAIN) -> tuple[Match, Deletion]:
    matcher, match = prepared(candidate, profile)
    (evidence,) = (e for e in match.evidence if NETWORK.nodes[e.requirement.node].iri == skill)
    return match, delete_path(matcher, candidate, match, evidence)


def test_the_runner_up_takes_over() -> None:
    match, deletion = deleted(BOTH, "s3")
    first = match.evidence[0]
    assert NETWORK.nodes[first.source or 0].iri == "s1"
    assert deletion.runner_up == pytest.approx(first.strength * 0.5 / 0.8)
    assert deletion.scored == pytest.approx(match.score - first.points * (1 - 0.5 / 0.8), abs=1e-12)
    assert deletion.explained == pytest.approx(deletion.scored, abs=1e-12)


def test_where_nothing_takes_over_the_score_falls_by_the_contribution() -> None:
    match, deletion = deleted(BOTH, "s4")
    assert deletion.runner_up == 0
    assert deletion.scored == pytest.approx(match.score - match.evidence[1].points, abs=1e-12)
    assert deletion.explained == pytest.approx(deletion.scored, abs=1e-12)


def test_the_bottleneck_moves_with_it() -> None:
    match, deletion = deleted(BOTH, "s4", replace(PLAIN, bottleneck=0.5))
    weight, strength = match.evidence[1].requirement.weight, match.evidence[1].strength
    assert strength == min(e.strength for e in match.evidence)
    assert deletion.scored == pytest.approx(match.score - 0.5 * weight * strength - 0.5 * strength, abs=1e-12)
    assert deletion.explained == pytest.approx(deletion.scored, abs=1e-12)


def test_a_wrong_explanation_is_found_out() -> None:
    matcher, match = prepared(BOTH)
    right = match.evidence[0]
    for wrong in (
        replace(right, source=NETWORK.index("s2")),
        replace(right, strength=right.strength / 2),
        replace(right, requirement=replace(right.requirement, weight=right.requirement.weight / 2)),
    ):
        told = replace(match, evidence=(wrong, *match.evidence[1:]))
        deletion = delete_path(matcher, BOTH, told, wrong)
        assert abs(deletion.explained - deletion.scored) > 0.05


@given(networks, candidates, roles, bottleneck_profiles)
def test_every_path_is_worth_what_the_explanation_says(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    match = matcher.explain(candidate, PathFinder(net))
    for evidence in match.evidence:
        if evidence.source is not None:
            deletion = delete_path(matcher, candidate, match, evidence)
            assert deletion.explained == pytest.approx(deletion.scored, abs=1e-12)
