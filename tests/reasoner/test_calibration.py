"""Learning from decisions: on roles made by hand, and on decisions whose weights are known or are none."""

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from drawn import catalogues, network
from people import TODAY, any_profiles, bottleneck_profiles, candidates, roles
from skillpath.errors import InputError
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.calibration import Calibration, HeldOut, calibrate, fit, in_order, shortage
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.decided import DIMENSIONS, DecidedRole, Floats, decided_role
from skillpath.reasoner.decision import Decision, Outcome, standing
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Dimension, Profile
from skillpath.reasoner.role import Role, SkillRequirement

BASE = PROFILES["skills first"]
INDUSTRY = replace(BASE, share=dict(zip(DIMENSIONS, (0.3, 0.2, 0.5, 0.0), strict=True)))
"""Weights far from the base: what is looked for in the simulations."""

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))


@given(
    networks,
    st.lists(candidates, min_size=1, max_size=3),
    roles,
    bottleneck_profiles,
    any_profiles,
)
def test_the_algebra_is_the_score_of_the_one_scorer(
    net: Network, pool: list[Candidate], role: Role, base: Profile, other: Profile
) -> None:
    """Under any shares and bottleneck, whatever those are that the role was prepared with."""
    profile = replace(base, share=other.share, bottleneck=other.bottleneck)
    decided = [(who, Decision(who.code, role.id, Outcome.PLACED, TODAY, "K-1")) for who in pool]
    scores = Matcher.prepare(net, role, profile, as_of=TODAY).scores(pool)
    assert decided_role(net, role, base, decided).scores(profile) == pytest.approx(scores, abs=1e-12)


def test_the_weakest_of_the_essential_skills_is_told_of_each_candidate() -> None:
    """Three essential skills, claims of which count 0.8; a fourth is optional."""
    net = network([(f"j-{n}", RelationKind.ESSENTIAL_SKILL, f"s{n}") for n in range(4)])
    skills = tuple(SkillRequirement(f"s{n}", essential=n < 3) for n in range(4))
    pool = [
        Candidate("C-1", claims=tuple(Claim(f"s{n}") for n in range(3))),
        Candidate("C-2", claims=tuple(Claim(f"s{n}") for n in range(1, 4))),
        Candidate("C-3", claims=tuple(Claim(f"s{n}", (1.0, 0.5, 1.0)[n]) for n in range(3))),
    ]
    outcomes = (Outcome.PLACED, Outcome.INTERVIEWED, Outcome.REJECTED)
    decided = [
        (who, Decision(who.code, "R-1", outcome, TODAY, "K-1"))
        for who, outcome in zip(pool, outcomes, strict=True)
    ]
    role = decided_role(net, Role("R-1", "by hand", skills), BASE, decided)
    assert role.weakest is not None
    assert role.weakest == pytest.approx([0.8, 0.0, 0.4])
    assert [pair.tolist() for pair in role.pairs] == [[0, 0, 1], [1, 2, 2]]


# By hand ------------------------------------------------------------------------------------------


def by_hand(grade: list[int], met: list[list[float]]) -> DecidedRole:
    return DecidedRole("R-1", np.array(met), np.array([True] * 4), None, np.array(grade))


def test_pairs_in_order_worked_out_by_hand() -> None:
    """Of the three pairs placed–interviewed is right, placed–rejected a tie, interviewed–rejected wrong."""
    role = by_hand([2, 1, 0], [[0.6, 0, 0, 0], [0.2, 0, 0, 0], [0.6, 0, 0, 0]])
    assert in_order(role, BASE) == pytest.approx((1 + 0.5 + 0) / 3)


def test_a_dimension_that_tells_better_from_worse_gains_and_one_that_misleads_loses() -> None:
    role = by_hand([1, 0], [[0.2, 0.5, 0.9, 0.5], [0.8, 0.5, 0.1, 0.5]])
    learned = fit([role] * 10, BASE)
    assert learned.share[Dimension.INDUSTRY] > 0.1
    assert learned.share[Dimension.SKILL] < BASE.share[Dimension.SKILL]
    assert sum(learned.share.values()) == pytest.approx(1, abs=0.002)
    assert min(learned.share.values()) >= 0


def test_without_a_difference_nothing_moves() -> None:
    same = by_hand([1, 0], [[0.5, 0.5, 0.5, 0.5]] * 2)
    assert fit([same] * 10, BASE).share == pytest.approx(BASE.share)


def test_the_weakest_essential_skill_may_come_to_count() -> None:
    role = DecidedRole(
        "R-1",
        np.array([[0.5] * 4, [0.5] * 4]),
        np.array([True] * 4),
        np.array([0.5, 0.0]),
        np.array([1, 0]),
    )
    assert fit([role] * 10, BASE).bottleneck > BASE.bottleneck


def test_too_few_roles_or_pairs_say_why() -> None:
    role = by_hand([1, 0], [[0.2] * 4, [0.8] * 4])
    unanimous = by_hand([0, 0], [[0.2] * 4, [0.8] * 4])
    assert "7 roles have candidates decided differently" in shortage([role] * 7 + [unanimous] * 5)
    assert "8 pairs" in shortage([role] * 8)
    assert shortage([role] * 60) == ""


def test_fifty_nine_pairs_are_too_few_and_sixty_enough() -> None:
    role = by_hand([1, 0], [[0.2] * 4, [0.8] * 4])
    assert "59 pairs" in shortage([role] * 59)
    assert shortage([role] * 60) == ""


def test_no_gain_for_sure_is_none() -> None:
    assert Calibration(BASE, BASE, (), 0.1, (0.001, 0.2)).improves
    assert not Calibration(BASE, BASE, (), 0.1, (0.0, 0.2)).improves


# The likeliest weights ----------------------------------------------------------------------------


Told = list[tuple[DecidedRole, int]]
"""Roles, and how many of each there are."""


def improbability(weights: list[float], told: Told, base: Profile) -> float:
    """−log of how likely weights are after decisions, pair by pair.

    A lead of 10 points is e : 1 for the one ahead. Shares stray by 0.15, the bottleneck by 0.1, the
    logarithm of the steepness by 1. The pairs of a role together weigh as many as its candidates.
    """
    *share, eta, log_steepness = weights
    start = [base.share[d] / sum(base.share.values()) for d in DIMENSIONS]
    strayed: float = sum(((s - s0) / 0.15) ** 2 for s, s0 in zip(share, start, strict=True))
    strayed += ((eta - base.bottleneck) / 0.1) ** 2 + log_steepness**2
    profile = replace(base, share=dict(zip(DIMENSIONS, share, strict=True)), bottleneck=eta)
    unlikely = strayed / 2
    for role, times in told:
        scores, (better, worse) = role.scores(profile), role.pairs
        surprise = np.log1p(np.exp(-10 * math.exp(log_steepness) * (scores[better] - scores[worse])))
        unlikely += times * len(role.grade) * float(surprise.mean())
    return unlikely


def likeliest(told: Told, base: Profile) -> list[float]:
    """Shares (of 1) and bottleneck, sought without a derivative."""
    start = [base.share[d] / sum(base.share.values()) for d in DIMENSIONS]

    def loss(weights: Floats) -> float:
        return improbability(weights.tolist(), told, base)

    found = minimize(
        loss,
        np.array([*start, base.bottleneck, 0.0]),
        method="Nelder-Mead",
        bounds=[(0, 1)] * 5 + [(-3, 3)],
        tol=1e-8,
        options={"maxiter": 4000},
    ).x
    return [*(found[:4] / found[:4].sum()), found[4]]


EVEN = replace(BASE, share=dict.fromkeys(Dimension, 0.25), bottleneck=0.3)
MIXED = DecidedRole(
    "R-1",
    np.array([[0.9, 0.2, 0.4, 0.1], [0.3, 0.5, 0.1, 0.8], [0.2, 0.9, 0.6, 0.3]]),
    np.array([True] * 4),
    np.array([0.7, 0.1, 0.2]),
    np.array([2, 1, 0]),
)
"""Three pairs: skills tell two of them right, the weakest essential skill too, the job type one."""

TWO = DecidedRole(
    "R-2", np.array([[0.7, 0, 0.1, 0], [0.2, 0, 0.9, 0]]), np.array([1, 0, 1, 0]) > 0, None, np.array([0, 1])
)
"""One pair, of skills and industry alone: the industry tells it right. No skill is essential."""

SURE = DecidedRole(
    "R-3", np.array([[0.52, 0, 0, 0], [0.5, 0, 0, 0]]), np.array([1, 0, 0, 0]) > 0, None, np.array([1, 0])
)
"""Skills alone, by a lead of 2 points. Where many roles are so, decisions follow the score closely."""


AGAINST = DecidedRole("R-4", np.array([[0.1] * 4, [0.5] * 4]), np.array([True] * 4), None, np.array([1, 0]))
"""Against the score under any shares. Where many roles are so, decisions hardly follow the score."""


@pytest.mark.parametrize(
    "told",
    [
        [(MIXED, 2)],
        [(TWO, 1)],
        [(MIXED, 1), (TWO, 2)],
        [(SURE, 40), (replace(TWO, grade=1 - TWO.grade), 1)],
        [(AGAINST, 40), (TWO, 3)],
    ],
)
def test_what_is_learned_is_likeliest_after_the_decisions(told: Told) -> None:
    learned = fit([role for role, times in told for _ in range(times)], EVEN)
    values = [*learned.share.values(), learned.bottleneck]
    assert values == pytest.approx(likeliest(told, EVEN), abs=0.0007)
    assert values == [round(value, 3) for value in values]


def test_only_how_shares_compare_counts_of_what_they_start_from() -> None:
    doubled = replace(EVEN, share=dict.fromkeys(Dimension, 0.5))
    assert fit([MIXED, TWO], doubled) == fit([MIXED, TWO], EVEN)


def test_the_latest_decision_counts() -> None:
    first = Decision("C-1", "R-1", Outcome.INTERVIEWED, date(2026, 1, 1), "K-1")
    later = replace(first, outcome=Outcome.REJECTED, day=date(2026, 2, 1))
    other = replace(first, role="R-2")
    assert standing([later, first, other]) == {("R-1", "C-1"): later, ("R-2", "C-1"): other}
    with pytest.raises(InputError):
        replace(first, by="Some Body")


# Simulations --------------------------------------------------------------------------------------


def simulated(seed: int, wanted: Profile | None, *, number: int = 14) -> list[DecidedRole]:
    """Roles with nine candidates each; outcomes follow the score under the wanted weights and chance.

    Without wanted weights they follow chance alone.
    """
    rng = np.random.default_rng(seed)
    grades = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2])
    made = []
    for n in range(number):
        met = rng.beta(0.6, 0.9, size=(9, len(DIMENSIONS)))
        role = DecidedRole(f"R-{n}", met, np.array([True] * 4), met[:, 0] * rng.random(9), grades)
        pull = 0.0 if wanted is None else 15 * role.scores(wanted)
        order = np.argsort(pull + rng.gumbel(size=9))
        grade = np.empty(9, dtype=np.int64)
        grade[order] = grades
        made.append(replace(role, grade=grade))
    return made


@pytest.mark.parametrize("seed", range(5))
def test_known_weights_are_found_again_and_adopted(seed: int) -> None:
    found = calibrate(simulated(seed, INDUSTRY), BASE)
    assert found.improves
    assert found.learned.share[Dimension.INDUSTRY] > 0.25
    assert found.learned.share[Dimension.SKILL] < 0.6
    assert np.mean([one.after - one.before for one in found.held_out]) == pytest.approx(found.gain)


def test_decisions_at_random_are_hardly_ever_adopted() -> None:
    seeds = range(60)
    adopted = sum(calibrate(simulated(seed, None), BASE, seed=seed).improves for seed in seeds)
    assert adopted <= 0.1 * len(seeds)


def test_nothing_is_judged_on_what_it_was_learned_from() -> None:
    """Turned round, a role's decisions are judged by the same weights: others taught them."""
    told = simulated(1, INDUSTRY)
    before = {one.role: one for one in calibrate(told, BASE).held_out}
    turned = [replace(told[0], grade=2 - told[0].grade), *told[1:]]
    after = {one.role: one for one in calibrate(turned, BASE).held_out}
    assert after["R-0"].after == pytest.approx(1 - before["R-0"].after)  # learned from the same others
    assert len(after) == len(told)


def test_twenty_roles_are_learned_from_in_ten_parts() -> None:
    """Who is turned round, and weighs more than all others, changes what is learned for all but its part."""
    told = [*simulated(1, INDUSTRY, number=19), large_role()]
    before = calibrate(told, BASE).held_out
    after = calibrate([*told[:-1], replace(told[-1], grade=2 - told[-1].grade)], BASE).held_out
    same = [one.role for one, other in zip(before[:-1], after[:-1], strict=True) if one.after == other.after]
    assert len(same) == 1


def large_role() -> DecidedRole:
    (role,) = simulated(9, INDUSTRY, number=1)
    assert role.weakest is not None
    return replace(
        role, met=np.tile(role.met, (25, 1)), weakest=np.tile(role.weakest, 25), grade=np.tile(role.grade, 25)
    )


def test_a_role_without_a_pair_teaches_nothing() -> None:
    told = simulated(4, INDUSTRY, number=3)
    unanimous = replace(told[0], grade=np.ones(9, dtype=np.int64))
    assert calibrate([*told[:1], unanimous, *told[1:]], BASE) == calibrate(told, BASE)


def test_few_roles_are_judged_one_by_one() -> None:
    told = simulated(5, INDUSTRY, number=3)
    for n, judged in enumerate(calibrate(told, BASE).held_out):
        others = fit([role for role in told if role is not told[n]], BASE)
        assert judged == HeldOut(
            f"R-{n}", 9, len(told[n].pairs[0]), in_order(told[n], BASE), in_order(told[n], others)
        )


def test_the_interval_is_that_of_a_mean() -> None:
    """Of 40 roles: nearly mean ± 1.96 σ/√40."""
    found = calibrate(simulated(6, INDUSTRY, number=40), BASE)
    gains = np.array([one.after - one.before for one in found.held_out])
    side = 1.96 * gains.std() / math.sqrt(len(gains))
    assert found.gain_ci == pytest.approx((found.gain - side, found.gain + side), abs=0.15 * side)


def test_the_same_input_gives_the_same_result() -> None:
    told = simulated(3, INDUSTRY)
    assert calibrate(told, BASE, seed=7) == calibrate(told, BASE, seed=7)
    assert calibrate(told, BASE) == calibrate(told, BASE, seed=0) != calibrate(told, BASE, seed=1)
