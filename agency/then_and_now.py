"""A match as it was and as it is, and what of the difference comes from what: worked out by the one scorer.

One thing after the other is taken as it is today, in a fixed order; what the score moves by at each step is
that thing's part. So the parts add up to the difference, to the last digit that is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.questions import Asked
from skillpath.agency.audit.shown import past_shown
from skillpath.agency.editing.moved import moved_most
from skillpath.agency.matching import explained
from skillpath.agency.past import Standing
from skillpath.reasoner.criteria import UNCHANGED
from skillpath.reasoner.rounding import PER_POINT, shown
from skillpath.reasoner.shown import Document
from skillpath.reasoner.texts.languages import Language


class Cause(StrEnum):
    """What can make a match another one."""

    RELEASE = "release"
    CANDIDATE = "candidate"
    ROLE = "role"
    CRITERIA = "criteria"
    DAY = "day"


FIELDS: Final[Mapping[Cause, tuple[str, Callable[[Standing], Any]]]] = MappingProxyType(
    {
        Cause.RELEASE: ("workspace", lambda one: one.workspace.release.name),
        Cause.CANDIDATE: ("candidate", lambda one: one.candidate),
        Cause.ROLE: ("role", lambda one: replace(one.role, profile="", changes=UNCHANGED)),
        Cause.CRITERIA: ("profile", lambda one: one.profile),
        Cause.DAY: ("day", lambda one: one.day),
    }
)
"""Cause → the field of a standing that is taken as it is today, and what tells two apart; in this order."""


def then_and_now(then: Standing, now: Standing, *, language: Language = Language.EN) -> Document:
    """Both matches with all their evidence, and for each cause its ``part`` of the difference, in points.

    ``differs`` says whether it is another one at all. Where the release moves the score, the requirement
    that it moves most is named, with the links that one of the releases lacks.
    """
    steps = _steps(then, now)
    scores = [float(one.matcher().scores([one.candidate])[0]) for one in steps]
    points = [round(shown(score) * PER_POINT) for score in scores]
    documents = [
        explained(one.workspace, one.matcher(), one.candidate, language=language) for one in (then, now)
    ]
    parts = [
        {
            "cause": cause,
            "differs": FIELDS[cause][1](then) != FIELDS[cause][1](now),
            "score_before": scores[place],
            "score_after": scores[place + 1],
            "part": (points[place + 1] - points[place]) / PER_POINT,
        }
        for place, cause in enumerate(Cause)
    ]
    return {
        "then": documents[0] | {"changes": then.changes},
        "now": documents[1],
        "difference": (points[-1] - points[0]) / PER_POINT,
        "parts": parts,
        "moved": _moved(steps, scores, documents[0], language),
    }


def both_shown(then: Standing, now: Standing, document: Document, *, by: str, via: str) -> list[Happening]:
    """What the log says of it: each of the matches was looked at."""
    return [
        past_shown(
            one.workspace, Asked(one.role, one.profile, one.day), shown_, changes=one.changes, by=by, via=via
        )
        for one, shown_ in ((then, document["then"]), (now, document["now"]))
    ]


def _steps(then: Standing, now: Standing) -> list[Standing]:
    """From then to now, with one thing more of today at each step."""
    found = [then]
    for cause in Cause:
        name = FIELDS[cause][0]
        found.append(replace(found[-1], **{name: getattr(now, name)}))
    return found


def _moved(
    steps: Sequence[Standing], scores: Sequence[float], before: Document, language: Language
) -> Document | None:
    """What the release moves most, and by which links; ``None`` where it moves nothing."""
    if scores[0] == scores[1]:
        return None
    one = steps[1]
    after = explained(one.workspace, one.matcher(), one.candidate, language=language)
    return moved_most([before, after], [step.workspace.network for step in steps[:2]])
