"""What a job family usually scores, worked out by hand."""

import math

import numpy as np
import pytest

from skillpath.reasoner.usual import Families, Usual, Witnesses

CODES = ("4313", "4311", "8157", "8156")
SCORES = np.array([0.5, 0.3, 0.1, 0.2])


@pytest.fixture
def witnesses() -> Witnesses:
    return Witnesses(Families(CODES), SCORES)


def test_all_job_types_are_the_broadest_family(witnesses: Witnesses) -> None:
    usual = witnesses.usual("4313", digits=0)
    assert usual.mean == pytest.approx(1.1 / 4)
    assert usual.spread == pytest.approx(math.sqrt((0.225**2 + 0.025**2 + 0.175**2 + 0.075**2) / 4))
    assert (usual.group, usual.witnesses) == ("", 4)


def test_a_narrow_group_is_shrunk_towards_the_broader_one(witnesses: Witnesses) -> None:
    """Group 4 has two witnesses (mean 0.4, variance 0.01), and all job types count as two more."""
    everyone = witnesses.usual("", digits=0)
    usual = witnesses.usual("4313", digits=1)
    assert usual.mean == pytest.approx(0.5 * 0.4 + 0.5 * everyone.mean)
    assert usual.spread == pytest.approx(math.sqrt(0.5 * 0.01 + 0.5 * everyone.spread**2))
    assert (usual.group, usual.witnesses) == ("4", 2)


def test_the_job_type_is_no_witness_of_its_own_family(witnesses: Witnesses) -> None:
    """Left are 0.5, 0.3 and 0.2; of groups 8, 81 and 815 only 0.2, which counts a third each time."""
    usual = witnesses.usual("8157", but=[2])
    everyone = 1.0 / 3
    variance = ((0.5 - everyone) ** 2 + (0.3 - everyone) ** 2 + (0.2 - everyone) ** 2) / 3
    mean = everyone
    for _ in range(3):
        mean = 0.2 / 3 + mean * 2 / 3
        variance = variance * 2 / 3
    assert usual.mean == pytest.approx(mean)
    assert usual.spread == pytest.approx(math.sqrt(variance))
    assert (usual.group, usual.witnesses) == ("", 3)


def test_nobody_is_left_to_ask() -> None:
    assert Witnesses(Families(("4313",)), np.array([0.7])).usual("4313", but=[0]) == Usual(0.0, 0.0, "", 0)


def test_many_witnesses_outweigh_the_broader_group() -> None:
    many = Witnesses(Families(("1111",) + ("9999",) * 1000), np.array([1.0] + [0.2] * 1000))
    assert many.usual("9999").mean == pytest.approx(0.2, abs=1e-3)


def test_members_of_a_group() -> None:
    assert Families(CODES).members("4") == [0, 1]
    assert Families(CODES).members("81", but=[3]) == [2]
