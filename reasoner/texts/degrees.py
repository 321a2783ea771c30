"""How well a requirement is met, in the few degrees that texts tell apart."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

FULLY: Final = 0.995
"""A strength that is shown as met in full."""

PARTLY: Final = 0.5
"""Below this strength a requirement is spoken of as hardly met."""


class Degree(StrEnum):
    """The degrees, the best first."""

    IN_FULL = "in full"
    IN_PART = "in part"
    HARDLY = "hardly"
    NOT = "not"


def degree(strength: float) -> Degree:
    """The degree of a strength.

    >>> [str(degree(m)) for m in (1.0, 0.6, 0.1, 0.0)]
    ['in full', 'in part', 'hardly', 'not']
    """
    if strength >= FULLY:
        return Degree.IN_FULL
    if strength >= PARTLY:
        return Degree.IN_PART
    return Degree.HARDLY if strength > 0 else Degree.NOT


def count_degrees(requirements: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many requirements are met to each degree, by the name of the degree."""
    degrees = [degree(one["strength"]) for one in requirements]
    return {str(one): degrees.count(one) for one in Degree}
