"""What scores mean: the curve against brute force, its laws, and bands worked out by hand."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillpath.bench.threshold_fit import BELOW, fit_curve, fit_thresholds

_SCORES = st.lists(st.sampled_from([0.1, 0.2, 0.3, 0.4, 0.5]), min_size=1, max_size=6).map(np.array)


def brute_force(known: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The rising step function of least squares: the best of all ways to pool neighbours that rise."""
    best, found = np.inf, known
    for cuts in (c for n in range(len(known)) for c in combinations(range(1, len(known)), n)):
        blocks = np.split(np.arange(len(known)), cuts)
        means = [np.average(known[block], weights=weight[block]) for block in blocks]
        if any(a > b for a, b in pairwise(means)):
            continue
        pooled = np.concatenate([[mean] * len(block) for mean, block in zip(means, blocks, strict=True)])
        loss = (weight * (known - pooled) ** 2).sum()
        if loss < best - 1e-15:
            best, found = loss, pooled
    return found


@given(_SCORES, _SCORES, st.floats(0.05, 0.95))
def test_the_curve_is_the_best_of_all_rising_ones(
    moves: np.ndarray, chance: np.ndarray, base_rate: float
) -> None:
    curve = fit_curve(moves, np.ones(len(moves)), chance, base_rate=base_rate)
    scores = np.unique(np.concatenate([moves, chance]))
    hits = np.array([(moves == s).sum() * base_rate / len(moves) for s in scores])
    others = np.array([(chance == s).sum() * (1 - base_rate) / len(chance) for s in scores])
    expected = brute_force(hits / (hits + others), hits + others)
    assert [curve.at(float(s)) for s in scores] == pytest.approx(expected.tolist(), abs=1e-9)


@given(_SCORES, _SCORES, st.floats(0.05, 0.95), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_is_never_less_often_a_known_move(
    moves: np.ndarray, chance: np.ndarray, base_rate: float, one: float, other: float
) -> None:
    curve = fit_curve(moves, np.ones(len(moves)), chance, base_rate=base_rate)
    assert 0 <= curve.at(min(one, other)) <= curve.at(max(one, other)) <= 1


@given(_SCORES, _SCORES, st.floats(0.05, 0.9))
def test_bands_share_out_all_pairs_and_mean_more_the_higher_they_are(
    moves: np.ndarray, chance: np.ndarray, base_rate: float
) -> None:
    found = fit_thresholds(
        moves,
        np.ones(len(moves)),
        chance,
        base_rate=base_rate,
        lift={"good": 1.5, "fair": 1.1},
        least=1,
    )
    assert sum(band.moves for band in found.bands) == pytest.approx(1)
    assert sum(band.chance for band in found.bands) == pytest.approx(1)
    assert [band.start for band in found.bands] == sorted({b.start for b in found.bands}, reverse=True)
    shares = [band.known for band in found.bands]
    assert shares == sorted(shares, reverse=True)
    assert found.bands[-1].word == BELOW


def test_bands_worked_out_by_hand() -> None:
    """At a base rate of ¼: 0.8 is a move 6 times in 10 (lift 2.4), 0.5 once in 5, 0.1 never."""
    moves = np.array([0.8, 0.8, 0.8, 0.5])
    chance = np.array([0.8, 0.5, 0.5, 0.1, 0.1, 0.1])
    odds_high = (3 / 4 * 0.25) / (3 / 4 * 0.25 + 1 / 6 * 0.75)
    odds_low = (1 / 4 * 0.25) / (1 / 4 * 0.25 + 2 / 6 * 0.75)
    found = fit_thresholds(
        moves, np.ones(4), chance, base_rate=0.25, lift={"good": 2.0, "fair": 0.5, "poor": 9.0}, least=1
    )
    assert [(band.word, band.start) for band in found.bands] == [("good", 0.8), ("fair", 0.5), (BELOW, 0.0)]
    assert [band.known for band in found.bands] == pytest.approx([odds_high, odds_low, 0.0])
    assert found.band(0.79).word == "fair"
    assert found.band(0.8).word == "good"
    assert found.band(0.0).word == BELOW


def test_nothing_is_said_of_scores_that_hardly_any_move_reaches() -> None:
    moves, chance = np.array([0.9, 0.2, 0.2]), np.array([0.1, 0.2])
    found = fit_thresholds(moves, np.ones(3), chance, base_rate=0.1, lift={"good": 5.0}, least=2)
    assert [band.word for band in found.bands] == [BELOW]
