"""Baselines that read labels, on vectors in the plane whose angles can be seen."""

import math

import numpy as np
import pytest

from drawn import network
from skillpath.bench.label_baselines import LABEL_BASELINES, SIGMOID, minilm_centroid, nesta_overlap
from skillpath.ontology.catalogue import RelationKind as R

# j1 needs s1, s2 (and maybe s3); j2 needs s1 and s3; j3 needs s4 only; j4 needs nothing.
NETWORK = network(
    [
        ("j1", R.ESSENTIAL_SKILL, "s1"),
        ("j1", R.ESSENTIAL_SKILL, "s2"),
        ("j1", R.OPTIONAL_SKILL, "s3"),
        ("j2", R.ESSENTIAL_SKILL, "s1"),
        ("j2", R.ESSENTIAL_SKILL, "s3"),
        ("j3", R.ESSENTIAL_SKILL, "s4"),
    ],
    alone=["j4"],
)
JOBS = np.array([NETWORK.index(f"j{n}") for n in (1, 2, 3, 4)], dtype=np.int32)
ANGLES = {"s1": 0, "s2": 90, "s3": 60, "s4": 100}
VECTORS = np.zeros((len(NETWORK), 2), dtype=np.float32)
for skill, angle in ANGLES.items():
    VECTORS[NETWORK.index(skill)] = math.cos(math.radians(angle)), math.sin(math.radians(angle))


def counts(degrees: float) -> float:
    """What two skills count that are so many degrees apart."""
    return 1 / (1 + math.exp(-SIGMOID[0] - SIGMOID[1] * math.cos(math.radians(degrees))))


def test_the_centroid_weighs_by_rarity_and_need() -> None:
    # s1 and s3 are needed by two job types of four, s2 by one.
    twice, once = math.log(4 / 2), math.log(4 / 1)
    s1, s2, s3 = (VECTORS[NETWORK.index(name)].astype(float) for name in ("s1", "s2", "s3"))
    first, second = twice * s1 + once * s2 + 0.5 * twice * s3, twice * s1 + twice * s3
    expected = first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    scores = minilm_centroid(NETWORK, JOBS, VECTORS)
    assert scores[0, 1] == scores[1, 0] == pytest.approx(expected)
    assert np.allclose(np.diag(scores), [1, 1, 1, 0])


def test_the_overlap_matches_each_essential_skill_with_the_nearest() -> None:
    scores = nesta_overlap(NETWORK, JOBS, VECTORS)
    # From j1 to j2: s1 is the same; s3, at 60°, is nearest to s2 at 90°, as j1 only may need s3 itself.
    assert scores[0, 1] == pytest.approx((counts(0) + counts(30)) / 2, rel=1e-5)
    # From j2 to j1: s1 is the same; s2, at 90°, is nearest to s3.
    assert scores[1, 0] == pytest.approx((counts(0) + counts(30)) / 2, rel=1e-5)
    # From j3 to j1: its one skill, at 100°, serves both of what j1 needs.
    assert scores[2, 0] == pytest.approx((counts(100) + counts(10)) / 2, rel=1e-5)
    # From j1 to j3: the nearest to 100° is s2.
    assert scores[0, 2] == pytest.approx(counts(10), rel=1e-5)


def test_the_overlap_counts_what_is_far_apart_for_next_to_nothing() -> None:
    assert counts(0) > 0.99
    assert counts(math.degrees(math.acos(0.87))) == pytest.approx(0.5)
    assert counts(math.degrees(math.acos(0.8))) < 0.03


@pytest.mark.parametrize("method", LABEL_BASELINES)
def test_a_job_type_without_skills_is_like_none(method: str) -> None:
    scores = LABEL_BASELINES[method](NETWORK, JOBS, VECTORS)
    assert scores.shape == (4, 4)
    assert not scores[3].any()
    assert not scores[:, 3].any()
