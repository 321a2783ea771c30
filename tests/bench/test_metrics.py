"""The measures, by hand and against scikit-learn."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn import metrics as sklearn_metrics  # type: ignore[import-untyped]

from skillpath.bench.metrics import (
    auc,
    average_precision,
    bootstrap_means,
    concordance,
    effective_number,
    evened,
    interval,
    ndcg,
)

Floats = NDArray[np.float64]

# Few different values, so that ties abound.
lists = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), min_size=2, max_size=40)


def columns(pairs: list[tuple[int, int]]) -> tuple[Floats, Floats]:
    scores, gains = np.array(pairs, dtype=np.float64).T
    return scores, gains


@given(lists)
def test_average_precision_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    scores, gains = columns(pairs)
    mine = average_precision(scores, gains > 0)
    if gains.any():
        assert mine == pytest.approx(sklearn_metrics.average_precision_score(gains > 0, scores))
    else:
        assert math.isnan(mine)


@given(lists, st.integers(1, 25))
def test_ndcg_is_scikit_learns(pairs: list[tuple[int, int]], depth: int) -> None:
    scores, gains = columns(pairs)
    mine = ndcg(scores, gains, depth=depth)
    if gains.any():
        assert mine == pytest.approx(sklearn_metrics.ndcg_score([gains], [scores], k=depth))
    else:
        assert math.isnan(mine)


@given(lists)
def test_auc_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    scores, gains = columns(pairs)
    mine = auc(scores, gains > 0)
    if 0 < (gains > 0).sum() < len(gains):
        assert mine == pytest.approx(sklearn_metrics.roc_auc_score(gains > 0, scores))
    else:
        assert math.isnan(mine)


def test_the_first_and_third_of_three() -> None:
    scores, relevant = np.array([0.9, 0.5, 0.1]), np.array([True, False, True])
    assert average_precision(scores, relevant) == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert auc(scores, relevant) == 0.5
    best, reached = 1 + 1 / math.log2(3), 1 + 1 / math.log2(4)
    assert ndcg(scores, relevant * 1.0) == pytest.approx(reached / best)


def test_a_tie_is_neither_won_nor_lost() -> None:
    scores, relevant = np.zeros(4), np.array([True, False, False, False])
    assert average_precision(scores, relevant) == 0.25
    assert auc(scores, relevant) == 0.5
    discounts = [1, 1 / math.log2(3), 1 / math.log2(4), 1 / math.log2(5)]
    assert ndcg(scores, relevant * 1.0) == pytest.approx(sum(discounts) / 4)


def test_ndcg_looks_no_deeper() -> None:
    assert ndcg(np.array([3.0, 2.0, 1.0]), np.array([0.0, 0.0, 1.0]), depth=2) == 0


def test_concordance_by_hand() -> None:
    # Grades 3 > 2 > 1: of the three pairs the first two are right, the third is tied.
    assert concordance(np.array([0.9, 0.5, 0.5]), np.array([3.0, 2.0, 1.0])) == pytest.approx(2.5 / 3)
    assert math.isnan(concordance(np.array([0.9, 0.5]), np.array([1.0, 1.0])))


@given(lists)
def test_concordance_counts_pairs(pairs: list[tuple[int, int]]) -> None:
    better = [(a, b) for a in pairs for b in pairs if a[1] > b[1]]
    right = sum(1.0 if a[0] > b[0] else 0.5 * (a[0] == b[0]) for a, b in better)
    mine = concordance(*columns(pairs))
    assert mine == pytest.approx(right / len(better)) if better else math.isnan(mine)


def test_effective_number() -> None:
    assert effective_number([0.2, 0.2, 0.2]) == pytest.approx(3)
    assert effective_number([3.0, 0.0]) == 1
    assert effective_number([0.5, 0.25, 0.25]) == pytest.approx(2**1.5)
    assert effective_number([]) == effective_number([0.0]) == 0


def test_evened_scores_tie_where_only_rounding_differs() -> None:
    first, second, other = evened(np.array([0.1 + 0.2, 0.3, 0.30001]))
    assert first == second < other


def test_bootstrap_draws_whole_groups_and_the_same_for_all_rows() -> None:
    values = np.array([[0.0, 1.0, 5.0], [1.0, 2.0, 6.0]])
    means = bootstrap_means(values, np.array([0, 0, 1]), resamples=200, seed=1)
    assert means.shape == (2, 200)
    assert set(np.round(means[0], 6)) == {0.5, 2.0, 5.0}  # both of group 0, one of each, both of group 1
    assert np.allclose(means[1] - means[0], 1.0)


def test_bootstrap_is_fixed_by_its_seed() -> None:
    values, groups = np.random.default_rng(3).random((1, 50)), np.arange(50)
    first, second, other = (bootstrap_means(values, groups, resamples=100, seed=seed) for seed in (7, 7, 8))
    assert (first == second).all()
    assert (first != other).any()


def test_the_interval_leaves_a_fortieth_on_either_side() -> None:
    assert interval(np.arange(1001.0)) == (25.0, 975.0)
