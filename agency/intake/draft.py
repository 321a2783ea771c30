"""A draft: what was made of a file, until somebody confirms or discards it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

Answers = Mapping[str, Mapping[str, Any]]
"""Item → what the consultant says of it; see :mod:`skillpath.agency.intake.review`."""


class Purpose(StrEnum):
    """What a draft becomes."""

    CANDIDATE = "candidate"
    ROLE = "role"


class State(StrEnum):
    """How far a draft has come."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set aside"
    DISCARDED = "discarded"


DAYS_ASIDE: Final = 7
"""So long a draft that was set aside can be taken back."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a draft was made of; ``part`` counts the documents of one file (people of a sheet)."""

    file: str
    sha256: str
    part: int
    kind: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a draft: its text, what was found there, and what was said of it.

    ``extract`` is what a :data:`~skillpath.agency.intake.finding.Find` gives.
    """

    text: str = field(repr=False)
    extract: Mapping[str, Any] = field(repr=False)
    answers: Answers = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft without its content. ``candidate`` or ``role`` is what it became, once it was confirmed.

    Of one that was discarded, ``origin`` is ``None``: not even the name of the file is left.
    """

    number: int
    purpose: Purpose
    state: State
    origin: Origin | None
    taken_on: date
    taken_by: str
    notes: tuple[str, ...] = ()
    decided_on: date | None = None
    decided_by: str | None = None
    candidate: str | None = None
    role: str | None = None

    @property
    def gone_on(self) -> date | None:
        """When one that is set aside is discarded."""
        if self.state is not State.SET_ASIDE or self.decided_on is None:
            return None
        return self.decided_on + timedelta(DAYS_ASIDE)


@dataclass(frozen=True, slots=True)
class LabelSuggestion:
    """Words of a CV (in an ISO 639-1 language, "" where unknown) that somebody linked to a concept."""

    text: str
    language: str
    concept: str
    intake: int | None
    day: date
    by: str
