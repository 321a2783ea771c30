"""The categories of the attributes: those of the EEO-1 report, which New York City's rule refers to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Sex(StrEnum):
    """As the EEO-1 report, component 1, knows it."""

    MALE = "male"
    FEMALE = "female"


class Race(StrEnum):
    """Race and ethnicity as the EEO-1 report has them: whoever is Hispanic or Latino is that alone."""

    HISPANIC = "Hispanic or Latino"
    WHITE = "White"
    BLACK = "Black or African American"
    PACIFIC = "Native Hawaiian or Pacific Islander"
    ASIAN = "Asian"
    NATIVE = "Native American or Alaska Native"
    SEVERAL = "Two or More Races"


UNKNOWN: Final[frozenset[str]] = frozenset(("", "unknown", "not said"))
"""How a file says that an attribute is not known, in any capitals."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """Of one person; ``None`` for what is not known."""

    sex: Sex | None
    race: Race | None

    @property
    def both(self) -> tuple[Race, Sex] | None:
        """Where the two cross; ``None`` where one of them is not known."""
        return None if self.sex is None or self.race is None else (self.race, self.sex)


NOTHING_KNOWN: Final = Attributes(None, None)

CROSSED: Final = tuple((race, sex) for sex in Sex for race in Race)
"""All categories where sex and race or ethnicity cross, in the order of the rule's table."""

WORDS: Final[Mapping[str, type[StrEnum]]] = {"sex": Sex, "race": Race}
"""Column of a file → what may stand in it."""
