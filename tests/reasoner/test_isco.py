"""Skill levels and seniority of ISCO-08 codes, from the classification itself (ILO 2012, volume I)."""

import pytest

from skillpath.reasoner.isco import MINOR_GROUP, seniority, skill_level


@pytest.mark.parametrize(
    ("code", "level", "above"),
    [
        ("0110", 4, 0),  # commissioned officers
        ("0210", 2, 0),  # other officers
        ("0310", 1, 0),  # other ranks
        ("1112", 4, 2),  # senior officials lead those who lead
        ("1211", 4, 1),
        ("1321", 4, 1),
        ("1420", 3, 1),  # managers of shops
        ("2411", 4, 0),
        ("3313", 3, 0),
        ("4313", 2, 0),
        ("5223", 2, 0),
        ("6111", 2, 0),
        ("7411", 2, 0),
        ("8157", 2, 0),
        ("9112", 1, 0),
        ("", 0, 0),
    ],
)
def test_levels_of_the_major_groups(code: str, level: int, above: int) -> None:
    assert skill_level(code) == level
    assert seniority(code) == level + above


def test_a_minor_group_has_three_digits() -> None:
    assert "4313"[:MINOR_GROUP] == "431"
