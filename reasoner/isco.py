"""What an ISCO-08 code says of a job type: how much skill the work asks for, and how senior it is."""

from collections.abc import Mapping
from typing import Final

SKILL_LEVEL: Final[Mapping[str, int]] = {
    **dict.fromkeys(("01", "11", "12", "13", "2"), 4),
    **dict.fromkeys(("14", "3"), 3),
    **dict.fromkeys(("02", "4", "5", "6", "7", "8"), 2),
    **dict.fromkeys(("03", "9"), 1),
}
"""First digits of an ISCO-08 code → skill level, 1 to 4 (ILO 2012, volume I)."""

LEADING: Final[Mapping[str, int]] = {"11": 2, "12": 1, "13": 1, "14": 1}
"""First digits of the codes of managers → steps above those whom they lead: one, and one more for chief
executives and senior officials, who lead managers."""

MINOR_GROUP: Final = 3
"""So many leading digits name a minor group: numerical clerks (431), administration professionals (242)."""


def skill_level(code: str) -> int:
    """The skill level of a code, 0 where it has none.

    >>> skill_level("4313"), skill_level("1420"), skill_level("")
    (2, 3, 0)
    """
    return SKILL_LEVEL.get(code[:2]) or SKILL_LEVEL.get(code[:1], 0)


def seniority(code: str) -> int:
    """The skill level, and how many steps above those whom they lead managers stand.

    >>> seniority("4313"), seniority("2411"), seniority("1211"), seniority("1120")
    (2, 4, 5, 6)
    """
    return skill_level(code) + LEADING.get(code[:2], 0)
