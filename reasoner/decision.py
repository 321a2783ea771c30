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


GRADE: Final[Mapping[Outcome, int]] = {Outcome.PLACED: 2, Outcome.INTERVIEWED: 1, Outcome.REJECTED: 0}
"""A better outcome has the higher grade. One who withdrew has none: it says nothing about the fit."""

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
    """The decision that counts for each role and candidate: the latest, and of one day the last said."""
    return {(one.role, one.candidate): one for one in sorted(decisions, key=lambda one: one.day)}
