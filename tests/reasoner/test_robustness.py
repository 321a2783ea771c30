"""Laws of the draws: what is certain stays certain, the better is never behind, a seed is a seed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import people
from drawn import Link, catalogue, catalogues
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.reweighed import Reweighed
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.doubt import Doubt
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile, profile_named
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.robustness import Robustness, drawn_scores, draws, robustness
from skillpath.reasoner.role import Role, SkillRequirement

networks = catalogues().map(lambda drawn: compile_network(build_graph(drawn)))
pools = st.lists(people.candidates, min_size=1, max_size=4).map(
    lambda drawn: [replace(one, code=f"C-{n}") for n, one in enumerate(drawn)]
)


def robust(
    matcher: Matcher, net: Network, pool: list[Candidate], *, top: int, **drawing: Any
) -> list[Robustness]:
    drawn = draws(matcher, Reweighed(net), **drawing)
    return robustness(drawn_scores(matcher, pool, drawn), top=top)


few = settings(max_examples=15)
"""A thousand draws each."""


def matcher_of(net: Network, role: Role, profile: Profile) -> Matcher:
    return Matcher.prepare(net, role, profile, as_of=people.TODAY)


@few
@given(networks, people.roles, people.bottleneck_profiles, pools, st.integers(1, 4))
def test_without_doubt_everything_is_certain(
    net: Network, role: Role, profile: Profile, pool: list[Candidate], top: int
) -> None:
    matcher = matcher_of(net, role, profile)
    scores = ranked(matcher.scores(pool)).tolist()
    for one, score in zip(
        robust(matcher, net, pool, doubt=Doubt(scale=0.0), top=top),
        scores,
        strict=True,
    ):
        assert one.low == pytest.approx(one.score, abs=1e-12)
        assert one.high == pytest.approx(one.score, abs=1e-12)
        assert one.stable == (sum(other > score for other in scores) < top)


@few
@given(networks, people.roles, people.bottleneck_profiles, pools)
def test_the_interval_contains_the_score(
    net: Network, role: Role, profile: Profile, pool: list[Candidate]
) -> None:
    matcher = matcher_of(net, role, profile)
    found = robust(matcher, net, pool, top=1)
    assert [one.score for one in found] == pytest.approx(list(matcher.scores(pool)))
    for one in found:
        assert 0 <= one.low <= one.score <= one.high <= 1
        assert 0 <= one.stable <= 1
    assert sum(one.stable for one in found) >= 1 - 1e-12  # somebody is first in every draw


@few
@given(networks, people.roles, people.profiles, people.candidates, people.claims)
def test_who_brings_all_that_another_brings_is_never_behind(
    net: Network, role: Role, profile: Profile, candidate: Candidate, more: Claim
) -> None:
    better = replace(candidate, code="C-2", claims=(*candidate.claims, more))
    matcher = matcher_of(net, role, profile)
    found = robust(matcher, net, [candidate, better], top=1)
    assert found[1].stable == 1


@few
@given(networks, people.roles, people.bottleneck_profiles, pools)
def test_what_one_scores_under_the_draws_hangs_on_nobody_else(
    net: Network, role: Role, profile: Profile, pool: list[Candidate]
) -> None:
    matcher = matcher_of(net, role, profile)
    drawn = draws(matcher, Reweighed(net))
    together = drawn_scores(matcher, pool, drawn)
    for candidate, one in zip(pool, together, strict=True):
        (alone,) = drawn_scores(matcher, [candidate], drawn)
        assert (alone.candidate, alone.score) == (one.candidate, one.score)
        assert alone.everything.tobytes() == one.everything.tobytes()
        assert alone.edges.tobytes() == one.edges.tobytes()


LINKS: list[Link] = [("s1", RelationKind.RELATED, "s2"), ("s3", RelationKind.CLOSE_MATCH, "s2")]


def drawn_ones(links: list[Link], *, source: str = "", top: int = 1, seed: int = 0) -> list[Robustness]:
    """One who claims s1 in full, one who claims s3 by half, for a role that asks for s2.

    ``source`` is where all weights of the links come from.
    """
    made = catalogue(links)
    relations = tuple(replace(relation, source=source) for relation in made.relations)
    net = compile_network(build_graph(replace(made, relations=relations)))
    role = Role(id="R-1", title="", skills=(SkillRequirement("s2"),))
    pool = [Candidate("C-1", claims=(Claim("s1"),)), Candidate("C-2", claims=(Claim("s3", 0.55),))]
    matcher = matcher_of(net, role, profile_named("skills first"))
    return robust(matcher, net, pool, seed=seed, top=top)


def test_a_near_tie_is_not_stable_and_a_seed_is_a_seed() -> None:
    first, second = drawn_ones(LINKS)
    assert 0.05 < first.stable < 0.95
    assert first.stable + second.stable >= 1
    assert drawn_ones(LINKS) == [first, second]
    assert drawn_ones(LINKS, seed=1) != [first, second]


def test_there_is_room_for_everybody() -> None:
    assert [one.stable for one in drawn_ones(LINKS, top=2)] == [1, 1]


def test_a_weight_with_a_source_is_surer_than_that_of_a_kind() -> None:
    links: list[Link] = [("s1", RelationKind.RELATED, "s2", 0.5), ("s3", RelationKind.RELATED, "s2", 0.4)]
    guessed, stated = drawn_ones(links), drawn_ones(links, source="a study, 2024")
    for one, other in zip(guessed, stated, strict=True):
        assert one.score == other.score
        assert one.high - one.low > 1.5 * (other.high - other.low) > 0


def test_a_weight_of_one_is_sure() -> None:
    broader: list[Link] = [("s1", RelationKind.BROADER, "s2"), ("s3", RelationKind.CLOSE_MATCH, "s2")]
    first, second = drawn_ones(broader)
    assert (first.low, first.high) == pytest.approx((first.score, first.score), abs=1e-12)
    assert second.high > second.low
