"""Learning from decisions: on roles made by hand, and on decisions whose weights are known or are none."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import catalogues
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.errors import InputError
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.reasoner.calibration import calibrate, fit, in_order, shortage
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.decided import DIMENSIONS, DecidedRole, decided_role
from skillpath.reasoner.decision import Decision, Outcome, standing
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import PROFILES, Dimension, Profile
from skillpath.reasoner.role import Role

BASE = PROFILES["skills first"]
INDUSTRY = replace(BASE, share=dict(zip(DIMENSIONS, (0.3, 0.2, 0.5, 0.0), strict=True)))
"""Weights far from the base: what is looked for in the simulations."""

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))


@given(networks, st.lists(candidates, min_size=1, max_size=3), roles, bottleneck_profiles)
def test_the_algebra_is_the_score_of_the_one_scorer(
    net: Network, pool: list[Candidate], role: Role, profile: Profile
) -> None:
    decided = [(who, Decision(who.code, role.id, Outcome.PLACED, TODAY, "K-1")) for who in pool]
    scores = Matcher.prepare(net, role, profile, as_of=TODAY).scores(pool)
    assert decided_role(net, role, profile, decided).scores(profile) == pytest.approx(scores, abs=1e-12)


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


def test_the_same_input_gives_the_same_result() -> None:
    told = simulated(3, INDUSTRY)
    assert calibrate(told, BASE, seed=7) == calibrate(told, BASE, seed=7)
