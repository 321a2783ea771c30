"""What an agency decided about a candidate for a role, and what that says about the fit."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from skillpath.errors import InputError


class Outcome(StrEnum):
    """How a candidacy ended, or how far it has come."""

    PLACED = "placed"
    INTERVIEWED = "interviewed"
    REJECTED = "rejected"
    WITHDREW = "withdrew"
    ON_HOLD = "on hold"
    TAKEN_BACK = "taken back"
    """The decision that counted until then does not count: it was said in error."""


GRADE: Final[Mapping[Outcome, int]] = {Outcome.PLACED: 2, Outcome.INTERVIEWED: 1, Outcome.REJECTED: 0}
"""A better outcome has the higher grade. One without a grade says nothing about the fit."""

_CODE: Final = re.compile(r"\S{1,20}")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: who was decided about for which role, with what outcome, when, by whom and why.

    ``by`` is a consultant's code, such as K-1. Raises :class:`InputError` where it is none.
    """

    candidate: str
    role: str
    outcome: Outcome
    day: date
    by: str
    reason: str = ""

    def __post_init__(self) -> None:
        check_code(self.by)


def check_code(by: str) -> None:
    """Raises :class:`InputError` where a consultant's code is none: at most 20 characters, no blanks."""
    if not _CODE.fullmatch(by):
        raise InputError(f"“{by}” is no code of a consultant: give a code such as K-1, not a name.")


def standing(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The decision that counts for each role and candidate: the latest, and of one day the last said.

    One that was taken back counts no more, and the one before it does again.

    >>> said = (("interviewed", 1), ("rejected", 2), ("taken back", 3))
    >>> days = [Decision("C-1", "R-1", Outcome(how), date(2026, 3, day), "K-1") for how, day in said]
    >>> str(standing(days)["R-1", "C-1"].outcome)
    'interviewed'
    """
    counting: dict[tuple[str, str], list[Decision]] = {}
    for one in sorted(decisions, key=lambda one: one.day):
        earlier = counting.setdefault((one.role, one.candidate), [])
        if one.outcome is not Outcome.TAKEN_BACK:
            earlier.append(one)
        elif earlier:
            earlier.pop()
    return {pair: said[-1] for pair, said in counting.items() if said}
