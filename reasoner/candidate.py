"""What a candidate brings, as plain facts. No name, age, sex or any other protected attribute is here."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from skillpath.errors import InputError
from skillpath.reasoner.licence import checked_licences
from skillpath.reasoner.location import checked_location
from skillpath.reasoner.parameters import Level

CONFIRMED: Final = "confirmed from CV"
"""The source of a claim that was read in a CV and confirmed by a consultant."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of work: a job type in an industry, either possibly unknown (IRIs of concepts).

    ``end`` is ``None`` while it lasts; ``on_floor`` says that the work was hands-on in the industry.
    Raises :class:`InputError` when it ends before it starts.
    """

    job_type: str | None
    industry: str | None
    start: date
    end: date | None = None
    level: Level = Level.PROFESSIONAL
    on_floor: bool = False

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise InputError(f"A spell ends ({self.end}) before it starts ({self.start}).")


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill that a candidate is said to have at a level in (0, 1], and who says so ("CV", "test", …)."""

    skill: str
    level: float = 1.0
    source: str = "CV"

    def __post_init__(self) -> None:
        if not 0 < self.level <= 1:
            raise InputError(f"The level of a claim must be above 0 and at most 1, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A coded candidate: spells and claims, in the order of the file, and facts that only filters read.

    ``location`` is an ISO 3166 code, of a country (``DE``) or a subdivision (``DE-BE``), ``licences`` are
    plain names ("forklift", "ADR"). ``None`` stands for what is not known. Raises :class:`InputError` for a
    location that is no code and a licence without a name.
    """

    code: str
    spells: tuple[Spell, ...] = ()
    claims: tuple[Claim, ...] = ()
    location: str | None = None
    available_from: date | None = None
    licences: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.location is not None:
            checked_location(self.location)
        checked_licences(self.licences)
