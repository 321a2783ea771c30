"""The likeness of job types, worked out by hand and held to its laws."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from skillpath.graph.likeness import LikenessRule, closure, lift, likeness, places
from skillpath.graph.tuned import Tuned

RULE = LikenessRule(full=0.4, place=0.35, optional=0.5)

# Rows are job types, columns what they need. The first two share one of two skills each.
NEEDS = sparse.csr_array([[1.0, 1.0, 0.0, 0.0], [0.0, 1.0, 1.0, 0.0], [0.0, 0.0, 0.0, 2.0]])


def test_the_lift_worked_out_by_hand() -> None:
    """One half of the shared skill is one's own: (1 + ½)/4 to oneself, ½/4 to the other."""
    assert lift(NEEDS) == pytest.approx(np.array([[0.375, 0.125, 0], [0.125, 0.375, 0], [0, 0, 0.5]]))


def test_the_mixture_worked_out_by_hand() -> None:
    place = np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0], [0.0, 0.0, 1.0]])
    mixed = likeness(NEEDS, place, RULE)
    assert mixed[0, 1] == pytest.approx(0.65 * math.sqrt(0.125 / (0.4 * 0.375)) + 0.35 * 0.5)
    assert mixed[0, 2] == 0.0
    assert mixed[2, 2] == 1.0


def test_one_without_needs_is_like_none_but_by_its_place() -> None:
    place = np.array([[1.0, 0.5], [0.5, 1.0]])
    mixed = likeness(sparse.csr_array([[1.0], [0.0]]), place, RULE)
    assert mixed[0, 1] == mixed[1, 0] == pytest.approx(0.35 * 0.5)
    assert likeness(sparse.csr_array((2, 0)), place, RULE) == pytest.approx(0.35 * place)


def test_needing_more_besides_makes_less_alike() -> None:
    broad = sparse.csr_array([[1.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    assert lift(broad)[0, 1] < lift(NEEDS)[0, 1]


def test_the_place_is_the_taxonomy_rule_over_the_nearest_common_concept() -> None:
    """0 and 1 below 2, 2 and 3 below 4 (which says nothing): IC 1, 1, ½, 1, 0."""
    broader = sparse.csr_array(([1.0] * 4, ([0, 1, 2, 3], [2, 2, 4, 4])), shape=(5, 5))
    carried = places(closure(broader), np.array([1.0, 1.0, 0.5, 1.0, 0.0]), 1.5)
    assert carried[0, 1] == pytest.approx(0.5**1.5)
    assert carried[0, 3] == 0.0
    assert carried[0, 2] == carried[3, 3] == carried[0, 4] == 1.0


def test_concepts_without_anything_broader_have_no_place_in_common() -> None:
    apart = places(closure(sparse.csr_array((2, 2))), np.ones(2), 1.5)
    assert apart == pytest.approx(np.eye(2))


def test_a_closure_reaches_any_distance_and_ends_on_a_cycle() -> None:
    chain = sparse.csr_array(([1.0] * 4, ([0, 1, 2, 3], [1, 2, 3, 0])), shape=(5, 5))
    assert closure(chain).toarray().tolist() == [[1, 1, 1, 1, 0]] * 4 + [[0, 0, 0, 0, 1]]


@given(st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=4, max_size=4), min_size=2, max_size=6))
def test_likeness_is_between_none_and_all_and_the_same_both_ways(rows: list[list[float]]) -> None:
    mixed = likeness(sparse.csr_array(rows), np.zeros((len(rows), len(rows))), RULE)
    assert mixed.min() >= 0.0
    assert mixed.max() <= 1.0
    assert mixed == pytest.approx(mixed.T)


def test_what_is_typical_is_told_by_those_who_need_anything() -> None:
    """Own lifts are 3/8, ½ and 0: the third needs nothing, so that the median is that of the others, 7/16."""
    mixed = likeness(sparse.csr_array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]), np.zeros((3, 3)), RULE)
    assert mixed[0, 1] == pytest.approx(0.65 * min(1.0, math.sqrt(0.25 / (0.4 * 7 / 16))))
    wide = replace(RULE, full=1.0)
    mixed = likeness(sparse.csr_array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]), np.zeros((3, 3)), wide)
    assert mixed[0, 1] == pytest.approx(0.65 * math.sqrt(0.25 / (7 / 16)))


def test_a_place_never_carries_more_than_whole() -> None:
    """What is above says more than what is below, as no information content does: still no more than all."""
    broader = sparse.csr_array(([1.0], ([0], [1])), shape=(2, 2))
    assert places(closure(broader), np.array([0.5, 1.0]), 1.5).tolist() == [[1.0, 1.0], [1.0, 1.0]]


def test_the_rule_is_made_of_the_tuned_numbers() -> None:
    tuned = Tuned(
        information_power=1.0,
        optional_weight=0.2,
        job_type_share=0.3,
        full_lift=0.4,
        place_share=0.5,
        optional_need=0.6,
    )
    assert LikenessRule.tuned(tuned) == LikenessRule(full=0.4, place=0.5, optional=0.6)
