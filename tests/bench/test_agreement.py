"""Agreement with the grade and with the direction, worked out by hand."""

import math
from pathlib import Path

import numpy as np
import pytest

from drawn import network
from skillpath.bench.agreement import Agreement, agreements, one_way
from skillpath.bench.gold import Gold, read_gold
from skillpath.ontology.catalogue import RelationKind as R

NETWORK = network([("j1", R.ESSENTIAL_SKILL, "s1"), ("j2", R.ESSENTIAL_SKILL, "s1")], alone=["j3"])


def gold(folder: Path, *rows: str, header: str = "origin_esco,dest_esco,tier") -> Gold:
    path = folder / "gold.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return read_gold(NETWORK, path)


def agreement(read: Gold, scores: list[list[float]]) -> Agreement:
    (one,) = agreements(read, {"mine": np.array(scores)})
    return one


def test_one_way_pairs_have_no_way_back_that_fits(tmp_path: Path) -> None:
    read = gold(tmp_path, "j1,j2,2", "j2,j1,1", "j1,j3,2", "j3,j1,0", "j2,j3,1")
    ways = {(int(read.origin[i]), int(read.dest[i])) for i in np.flatnonzero(one_way(read))}
    assert ways == {(0, 2), (1, 2)}


def test_the_right_way_round_counts_whole_and_a_tie_half(tmp_path: Path) -> None:
    read = gold(tmp_path, "j1,j2,1", "j1,j3,1", "j2,j3,1")
    # 1 → 2 and 1 → 3 right, 2 → 3 tied but for rounding.
    scores = [[0, 0.9, 0.4], [0.8, 0, 0.3], [0.2, 0.1 + 0.2, 0]]
    assert agreement(read, scores).direction == pytest.approx((1 + 1 + 0.5) / 3)
    assert agreement(read, np.transpose(scores).tolist()).direction == pytest.approx((0 + 0 + 0.5) / 3)


def test_the_grading_compares_pairs_of_different_grades(tmp_path: Path) -> None:
    read = gold(tmp_path, "j1,j2,75", "j2,j1,25", "j1,j3,25")
    one = agreement(read, [[0, 0.5, 0.7], [0.2, 0, 0], [0, 0, 0]])
    assert one.grading == pytest.approx(1 / 2)  # above one of the two that are graded 25
    assert one.spearman == pytest.approx(0.0)


def test_what_a_gold_standard_does_not_say_is_undefined(tmp_path: Path) -> None:
    one = agreement(gold(tmp_path, "j1,j2", "j2,j1", header="origin_esco,dest_esco"), [[0.0] * 3] * 3)
    assert [math.isnan(value) for value in (one.spearman, one.grading, one.direction)] == [True] * 3
