"""What a source is asked, and what comes of it."""

import time
from dataclasses import dataclass
from enum import StrEnum

from skillpath.errors import SourceError
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.match import Matcher


@dataclass(frozen=True, slots=True)
class Question:
    """Who is wanted: the ``top`` for a role under a profile, within ``seconds`` from now on.

    ``until``: that moment of :func:`time.monotonic`.
    """

    matcher: Matcher
    top: int
    seconds: float
    until: float

    @property
    def left(self) -> float:
        """Seconds that are left; raises :class:`SourceError` where none are."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise self.timed_out
        return left

    @property
    def timed_out(self) -> SourceError:
        """What is said where the time is over."""
        return SourceError(f"timed out after {self.seconds:g} seconds")


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate of a source; people of equal ``same_as`` are one (``None``: nobody knows)."""

    candidate: Candidate
    same_as: str | None = None


class State(StrEnum):
    """How much of what a source has came."""

    ALL = "all"
    BEST = "its best"
    PARTIAL = "partial"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Found:
    """What one kind of source gives: people, and why they are not all (``reasons``), if they are not."""

    people: tuple[Person, ...]
    state: State = State.ALL
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking a source, and after how many seconds."""

    source: str
    found: Found
    seconds: float
