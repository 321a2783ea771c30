"""What would change a match: by hand, and against brute force on random ontologies."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from drawn import Link, catalogue, catalogues, network
from people import TODAY, bottleneck_profiles, candidates, profiles, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.counterfactual import (
    Change,
    SkillValue,
    Verdict,
    skill_values,
    smallest_change,
    to_overtake,
    to_points,
)
from skillpath.reasoner.experience import Experience, experience
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.options import learned, options
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.smallest import smallest_set

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))
SKILLS_FIRST = PROFILES["skills first"]


def known_to(matcher: Matcher, candidate: Candidate) -> Experience:
    return experience(matcher.network, candidate, matcher.profile, as_of=matcher.as_of)


def score_with(matcher: Matcher, known: Experience, nodes: tuple[int, ...]) -> float:
    return float(matcher.scores_of([learned(known, nodes)])[0])


def best_of_size(matcher: Matcher, known: Experience, size: int) -> float:
    """The best score with so many skills, by trying all."""
    skills = matcher.network.of_kind("skill").tolist()
    tried = [learned(known, chosen) for chosen in combinations(skills, size)]
    return float(matcher.scores_of(tried).max())


# Laws ---------------------------------------------------------------------------------------------


@given(networks, candidates, roles, bottleneck_profiles, st.floats(0.0, 1.0))
def test_a_set_reaches_its_target_and_no_smaller_one_does(
    net: Network, candidate: Candidate, role: Role, profile: Profile, way: float
) -> None:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    known = known_to(matcher, candidate)
    now, most = (float(s) for s in matcher.scores_of([known, learned(known, net.of_kind("skill").tolist())]))
    target = now + way * (most - now)
    change = smallest_change(matcher, known, options(matcher, known), target)
    assert change.most == most
    if change.verdict is Verdict.REACHED:
        assert now >= target
        return
    assert change.verdict is Verdict.PROVED
    assert change.scores[-1] == score_with(matcher, known, change.nodes) >= target
    assert best_of_size(matcher, known, len(change.nodes) - 1) < target
    assert change.at_least == len(change.nodes)


@given(networks, candidates, roles, bottleneck_profiles, st.floats(0.0, 1.0), st.integers(0, 40))
def test_without_a_proof_it_says_what_was_ruled_out(
    net: Network, candidate: Candidate, role: Role, profile: Profile, way: float, most_sets: int
) -> None:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    known = known_to(matcher, candidate)
    now, most = (float(s) for s in matcher.scores_of([known, learned(known, net.of_kind("skill").tolist())]))
    target = now + way * (most - now)
    change = smallest_change(matcher, known, options(matcher, known), target, most_sets=most_sets)
    if change.verdict is Verdict.REACHED:
        return
    assert score_with(matcher, known, change.nodes) >= target
    assert best_of_size(matcher, known, change.at_least - 1) < target
    assert (change.verdict is Verdict.PROVED) == (change.at_least == len(change.nodes))
    for left_out in change.nodes:
        fewer = tuple(node for node in change.nodes if node != left_out)
        assert score_with(matcher, known, fewer) < target


@given(networks, candidates, roles, bottleneck_profiles)
def test_what_all_skills_together_do_not_reach_is_out_of_reach(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    known = known_to(matcher, candidate)
    most = score_with(matcher, known, tuple(net.of_kind("skill").tolist()))
    change = smallest_change(matcher, known, options(matcher, known), float(np.nextafter(most, 2)))
    assert (change.verdict, change.nodes, change.scores) == (Verdict.UNREACHABLE, (), ())


@given(catalogues(), candidates, roles, profiles)
def test_a_value_is_what_the_plain_reference_gives_for_a_claim_that_counts_in_full(
    taxonomy: Catalogue, candidate: Candidate, role: Role, profile: Profile
) -> None:
    net, plain = compile_network(build_graph(taxonomy)), reference.taxonomy(taxonomy)
    profile = replace(profile, development={**profile.development, Channel.CLAIM: 1.0})
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    known = known_to(matcher, candidate)
    now = float(matcher.scores_of([known])[0])
    for value in skill_values(matcher, known, options(matcher, known)):
        claim = Claim(net.nodes[value.node].iri)
        better = replace(candidate, claims=(*candidate.claims, claim))
        expected = reference.answer(plain, better, role, profile, TODAY).score
        assert value.score == pytest.approx(expected, abs=1e-9)
        assert value.score >= now


@given(networks, candidates, roles, bottleneck_profiles)
def test_values_are_sorted_and_no_skill_is_worth_more_than_the_first(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    matcher = Matcher.prepare(net, role, profile, as_of=TODAY)
    known = known_to(matcher, candidate)
    values = [value.score for value in skill_values(matcher, known, options(matcher, known))]
    assert values == sorted(values, reverse=True)
    now = float(matcher.scores_of([known])[0])
    assert best_of_size(matcher, known, 1) == max([now, *values])


@given(networks, candidates, roles, bottleneck_profiles)
def test_lifts_are_the_strengths_before_and_after(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    matcher = Matcher.prepare(net, role, replace(profile, bottleneck=0.0), as_of=TODAY)
    known = known_to(matcher, candidate)
    now = float(matcher.scores_of([known])[0])
    for value in skill_values(matcher, known, options(matcher, known)):
        gain = sum(x.requirement.weight * (x.after - x.before) for x in value.lifts)
        assert gain == pytest.approx(value.score - now, abs=1e-12)
        assert all(x.after > x.before for x in value.lifts)
        assert value.lifts


# By hand ------------------------------------------------------------------------------------------


def asked(
    net: Network,
    *skills: str,
    profile: Profile = SKILLS_FIRST,
    job_type: str | None = None,
    industry: str | None = None,
) -> Matcher:
    """A role that asks for skills of one weight each."""
    wanted = tuple(SkillRequirement(skill) for skill in skills)
    role = Role("R-1", "by hand", wanted, job_type=job_type, industry=industry)
    return Matcher.prepare(net, role, profile, as_of=TODAY)


def change(matcher: Matcher, target: float, *claims: str, most_sets: int = 1 << 18) -> Change:
    known = known_to(matcher, Candidate("C-1", claims=tuple(Claim(skill) for skill in claims)))
    return smallest_change(matcher, known, options(matcher, known), target, most_sets=most_sets)


def values(matcher: Matcher, *claims: str) -> list[SkillValue]:
    known = known_to(matcher, Candidate("C-1", claims=tuple(Claim(skill) for skill in claims)))
    return skill_values(matcher, known, options(matcher, known))


def names(net: Network, nodes: tuple[int, ...]) -> set[str]:
    return {net.nodes[node].iri for node in nodes}


def needed(*skills: str) -> list[tuple[str, R, str]]:
    """Each skill is needed by a job type of its own, so that all weigh the same."""
    return [(f"j-{skill}", R.ESSENTIAL_SKILL, skill) for skill in skills]


def test_a_skill_that_nobody_asks_for_is_the_best_single_one() -> None:
    """Sums (0.6 of each of three) are worth 0.6; one asked for is worth 1/3 (1 + 2 × 0.6 × 0.6) = 0.573."""
    three = ("s-tax", "s-pay", "s-cost")
    net = network([*needed(*three), *(("s-sums", R.RELATED, skill, 0.6) for skill in three)])
    best, second, *_ = values(asked(net, *three))
    assert (net.nodes[best.node].iri, best.required) == ("s-sums", False)
    assert best.score == pytest.approx(0.6)
    assert {net.nodes[x.requirement.node].iri for x in best.lifts} == set(three)
    assert [x.before for x in best.lifts] == [0.0] * 3
    assert [x.after for x in best.lifts] == pytest.approx([0.6] * 3)
    assert second.required
    assert second.score == pytest.approx((1 + 2 * 0.36) / 3)


def test_what_is_asked_for_itself_comes_first_where_another_is_worth_the_same() -> None:
    """Learning the narrower skill gives the broader one whole: both are worth 1."""
    net = network([*needed("s-pay", "s-tax"), ("s-bonus", R.BROADER, "s-pay")])
    matcher = asked(net, "s-pay")
    assert [net.nodes[value.node].iri for value in values(matcher)] == ["s-pay"]
    assert names(net, change(matcher, 1.0).nodes) == {"s-pay"}


BLOCKS = {
    "s-eight": range(1, 9),
    "s-four": range(9, 13),
    "s-two": range(13, 15),
    "s-odd": range(1, 15, 2),
    "s-even": range(2, 15, 2),
}
"""The textbook case that fools a greedy choice: eight, four and two are taken, odd and even would do."""

COVER = [
    *needed(*(f"s{n:02}" for n in range(1, 15))),
    *((block, R.BROADER, f"s{n:02}") for block, numbers in BLOCKS.items() for n in numbers),
]


@pytest.mark.parametrize("bottleneck", [0.0, 0.5, 1.0])
def test_two_skills_do_where_a_greedy_choice_takes_three(bottleneck: float) -> None:
    net = network(COVER)
    profile = replace(SKILLS_FIRST, bottleneck=bottleneck)
    matcher = asked(net, *(f"s{n:02}" for n in range(1, 15)), profile=profile)
    proved = change(matcher, to_points(100))
    assert names(net, proved.nodes) == {"s-odd", "s-even"}
    assert (proved.verdict, proved.at_least) == (Verdict.PROVED, 2)
    assert proved.scores == pytest.approx((0.5 * (1 - bottleneck), 1.0))


def test_where_the_search_is_cut_short_the_greedy_set_is_no_proof() -> None:
    net = network(COVER)
    matcher = asked(net, *(f"s{n:02}" for n in range(1, 15)))
    found = change(matcher, to_points(100), most_sets=5)  # enough for the five single skills alone
    assert names(net, found.nodes) == {"s-eight", "s-four", "s-two"}
    assert (found.verdict, found.at_least) == (Verdict.FOUND, 2)
    assert found.scores == pytest.approx((8 / 14, 12 / 14, 1.0))


def test_what_a_later_skill_makes_needless_is_pruned() -> None:
    """Greedy takes the middle four, then the left and the right three, which need the middle no more."""
    blocks = {"s-mid": range(2, 6), "s-left": range(1, 4), "s-right": range(4, 7)}
    links = [(block, R.BROADER, f"s{n}") for block, numbers in blocks.items() for n in numbers]
    six = [f"s{n}" for n in range(1, 7)]
    net = network([*needed(*six), *links])
    matcher = asked(net, *six)
    known = known_to(matcher, Candidate("C-1"))
    found = smallest_set(options(matcher, known), to_points(100), most_sets=0)
    assert names(net, tuple(options(matcher, known).nodes[list(found.places)])) == {"s-left", "s-right"}


def test_two_bottlenecks_are_lifted_together() -> None:
    """Only the weakest counts: each skill alone is worth nothing, both together everything."""
    net = network(needed("s-pay", "s-tax"))
    matcher = asked(net, "s-pay", "s-tax", profile=replace(SKILLS_FIRST, bottleneck=1.0))
    assert [value.score for value in values(matcher)] == [0.0, 0.0]
    both = change(matcher, to_points(100))
    assert names(net, both.nodes) == {"s-pay", "s-tax"}
    assert both.scores == (0.0, 1.0)
    assert both.verdict is Verdict.PROVED


def test_of_skills_that_change_no_bottleneck_those_of_more_weight_come_first() -> None:
    """Two job types more need pay, so that it weighs less than cost and tax; each alone leaves a 0."""
    pay = [(f"j-{n}", R.ESSENTIAL_SKILL, "s-pay") for n in (1, 2)]
    net = network([*needed("s-pay", "s-tax", "s-cost"), *pay])
    matcher = asked(net, "s-pay", "s-tax", "s-cost", profile=replace(SKILLS_FIRST, bottleneck=1.0))
    assert [net.nodes[value.node].iri for value in values(matcher)] == ["s-cost", "s-tax", "s-pay"]


def test_each_skill_learned_is_one_item_more() -> None:
    net = network(needed("s-a", "s-b", "s-c"))
    matcher = asked(net, "s-a")
    more = [net.index("s-b"), net.index("s-c")]
    for claims, items in (((), [0, 1]), ((Claim("s-a"), Claim("s-b")), [0, 1, 2, 3])):
        known = learned(known_to(matcher, Candidate("C-1", claims=claims)), more)
        assert known.item.tolist() == items
        assert known.node.tolist()[-2:] == known.origin.tolist()[-2:] == more
        assert known.mastery[np.isin(known.nodes, more)].tolist() == [1.0, 1.0]


def test_what_is_claimed_is_learned_in_full() -> None:
    """A claim counts 0.8; to have learned the skill counts 1."""
    net = network(needed("s-pay", "s-tax"))
    (lifted, new) = sorted(values(asked(net, "s-pay", "s-tax"), "s-pay"), key=lambda value: value.score)
    assert lifted.score == pytest.approx(0.5)
    assert new.score == pytest.approx(0.4 + 0.5)


def test_a_job_type_is_out_of_reach_of_skills() -> None:
    net = network(needed("s-pay", "s-tax"))
    matcher = asked(net, "s-pay", job_type="j-s-pay")
    skills = SKILLS_FIRST.share[Dimension.SKILL]
    out = change(matcher, to_points(100 * skills + 1))
    assert (out.verdict, out.nodes) == (Verdict.UNREACHABLE, ())
    assert out.most == pytest.approx(skills)
    assert change(matcher, to_points(100 * skills - 1)).verdict is Verdict.PROVED


def test_headings_are_no_skills_to_learn() -> None:
    tree = [*needed("s-pay", "s-tax"), *((skill, R.BROADER, "s-all") for skill in ("s-pay", "s-tax"))]
    links: list[Link] = [*tree, ("s-all", R.RELATED, "s-cost", 0.8)]
    net = compile_network(build_graph(catalogue(links, headings={"s-all"})))
    found = {net.nodes[value.node].iri for value in values(asked(net, "s-cost", "s-pay"))}
    assert {"s-cost", "s-pay"} <= found <= {"s-cost", "s-pay", "s-tax"}
    (all_,) = values(asked(net, "s-all"))
    assert net.nodes[all_.node].iri == "s-all"


def test_points_are_hundredths_and_missing_them_by_rounding_reaches_them() -> None:
    assert 0.4 - 2e-9 < to_points(40) < 0.4


def test_what_is_reached_needs_nothing_and_what_is_out_of_reach_more_than_all() -> None:
    net = network(needed("s-pay", "s-tax", "s-cost"))
    matcher = asked(net, "s-pay", "s-tax", job_type="j-s-pay")
    assert change(matcher, 0.0).at_least == 0
    assert change(matcher, 1.0).at_least == 3  # both skills together do not do


def test_lifts_that_count_most_come_first_and_equal_gains_by_node() -> None:
    """Sums lift tax from 0.72 to 0.9, and pay and cost to 0.6 from what tax brings: 0.72 × 0.9 × 0.6."""
    weights = {"s-pay": 0.6, "s-tax": 0.9, "s-cost": 0.6}
    net = network([*needed(*weights), *(("s-sums", R.RELATED, skill, w) for skill, w in weights.items())])
    matcher = asked(net, *weights)
    known = known_to(matcher, Candidate("C-1", claims=(Claim("s-tax", 0.9),)))
    (sums,) = [v for v in skill_values(matcher, known, options(matcher, known)) if not v.required]
    assert [net.nodes[x.requirement.node].iri for x in sums.lifts] == ["s-cost", "s-pay", "s-tax"]
    assert [x.after - x.before for x in sums.lifts] == pytest.approx([0.2112, 0.2112, 0.18])


def test_a_skill_of_more_weight_is_lifted_before_one_of_less() -> None:
    """Half of the job types need pay: it says less than tax, and is lifted as far."""
    net = network(
        [
            *needed("s-tax", "s-a", "s-b"),
            *((f"j-{n}", R.ESSENTIAL_SKILL, "s-pay") for n in ("s-a", "s-b")),
            ("s-sums", R.RELATED, "s-pay", 0.6),
            ("s-sums", R.RELATED, "s-tax", 0.6),
        ]
    )
    (sums,) = [value for value in values(asked(net, "s-pay", "s-tax")) if not value.required]
    assert [net.nodes[x.requirement.node].iri for x in sums.lifts] == ["s-tax", "s-pay"]
    assert sums.lifts[0].requirement.weight > sums.lifts[1].requirement.weight


def test_of_skills_that_gain_the_same_the_first_of_the_release_is_learned_first() -> None:
    net = network(needed("s-a", "s-b", "s-c"))
    found = change(asked(net, "s-c", "s-b", "s-a"), to_points(100))
    assert [net.nodes[node].iri for node in found.nodes] == ["s-a", "s-b", "s-c"]


def test_overtaking_follows_the_order_of_the_ranking() -> None:
    net = network([*needed("s-pay", "s-tax"), ("i1", R.TEACHES, "s-pay")])
    matcher = asked(net, "s-pay", industry="i1", profile=PROFILES["industry only"])
    a, b = matcher.rank([Candidate("C-1"), Candidate("C-2")])
    assert to_overtake(a, b) == b.score
    assert to_overtake(b, a) == np.nextafter(a.score, 1)
    inside = replace(b, outside=())
    assert to_overtake(a, inside) == np.inf
    assert to_overtake(inside, a) == 0.0
