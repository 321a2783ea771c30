"""Words for scores, and the share of known moves at a score, read from a curve and bands written by hand."""

import numpy as np
import pytest

from skillpath.reasoner.thresholds import Band, Curve, Thresholds

CURVE = Curve(np.array([0.1, 0.3, 0.6]), np.array([0.01, 0.05, 0.2]))
BANDS = (
    Band("high", 0.6, 0.2, 0.3, 0.01),
    Band("middle", 0.3, 0.05, 0.3, 0.1),
    Band("low", 0.0, 0.01, 0.4, 0.9),
)
READ = Thresholds(0.01, CURVE, BANDS)


@pytest.mark.parametrize(
    ("score", "known"),
    [(0.0, 0.01), (0.1, 0.01), (0.29, 0.01), (0.3, 0.05), (0.59, 0.05), (0.6, 0.2), (1.0, 0.2)],
)
def test_a_share_holds_from_its_start_and_the_first_below_it(score: float, known: float) -> None:
    assert CURVE.at(score) == known


@pytest.mark.parametrize(
    ("score", "word"), [(1.0, "high"), (0.6, "high"), (0.5999, "middle"), (0.3, "middle"), (0.0, "low")]
)
def test_a_word_holds_from_its_start(score: float, word: str) -> None:
    assert READ.band(score).word == word
    assert READ.start(word) <= score
    assert [READ.start(band.word) for band in BANDS] == [0.6, 0.3, 0.0]
