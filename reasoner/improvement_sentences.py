"""What would change a match, in sentences rendered from its document."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from skillpath.reasoner.counterfactual import Verdict
from skillpath.reasoner.texts.advice_wordings import Advice
from skillpath.reasoner.texts.terms import DIMENSIONS
from skillpath.reasoner.texts.voice import Voice
from skillpath.reasoner.texts.wordings import Message
from skillpath.reasoner.work_change import YEARS, Work

MOST_LISTED: Final = 12
"""At most so many skills of a set are named in a sentence."""

GOALS: Final[Mapping[str, Advice]] = MappingProxyType(
    {"points": Advice.GOAL_POINTS, "overtake": Advice.GOAL_OVERTAKE}
)
"""Kind of goal → its name."""

VERDICTS: Final[Mapping[str, Advice]] = MappingProxyType(
    {
        Verdict.REACHED: Advice.ALREADY,
        Verdict.PROVED: Advice.ENOUGH,
        Verdict.FOUND: Advice.ENOUGH,
        Verdict.UNREACHABLE: Advice.NOT_BY_SKILLS,
    }
)
"""Verdict → what is said of it, where no filter stands in the way."""

WORK: Final[Mapping[Work, Advice]] = MappingProxyType(
    {
        Work.ONE_MORE_YEAR: Advice.ONE_MORE_YEAR,
        Work.JOB_TYPE: Advice.YEARS_AS,
        Work.INDUSTRY: Advice.YEARS_IN,
        Work.BOTH: Advice.YEARS_AS_IN,
    }
)
"""Kind of more work → its name."""


def change_sentence(candidate: str, goal: Mapping[str, Any], voice: Voice) -> str:
    """A goal, the smallest set of skills that reaches it, and how sure that is."""
    message = _message(goal)
    told = voice.say(
        message,
        candidate=candidate,
        goal=_goal(goal, voice),
        number=str(len(goal["skills"])),
        skills=voice.listed([step["skill"]["label"] for step in goal["skills"]], most=MOST_LISTED),
        points=voice.number(goal["points"]),
        considered=str(goal["considered"]),
        most=voice.number(goal["most_points"]),
        reasons=goal["outside_filter"],
    )
    return " ".join([told, *_further(message, goal, voice)])


def work_name(work: Work, voice: Voice, *, job_type: str, industry: str) -> str:
    """One kind of more work, with the labels of the role's job type and industry."""
    return voice.say(WORK[work], years=str(YEARS), job_type=job_type, industry=industry)


def _message(goal: Mapping[str, Any]) -> Advice:
    if goal["outside_filter"] and goal["kind"] == "overtake" and goal["verdict"] == Verdict.UNREACHABLE:
        return Advice.BARRED
    message = VERDICTS[goal["verdict"]]
    return Advice.ENOUGH_ONE if message is Advice.ENOUGH and len(goal["skills"]) == 1 else message


def _goal(goal: Mapping[str, Any], voice: Voice) -> str:
    points = voice.number(goal["goal_points"])
    return voice.say(GOALS[goal["kind"]], rival=goal["rival"] or "", points=points)


def _further(message: Advice, goal: Mapping[str, Any], voice: Voice) -> list[str]:
    """How sure a set is, or what is beyond all skills."""
    if message in (Advice.ENOUGH_ONE, Advice.ENOUGH):
        return [_proof(goal, voice)]
    return _beyond(goal, voice) if message is Advice.NOT_BY_SKILLS else []


def _proof(goal: Mapping[str, Any], voice: Voice) -> str:
    number = len(goal["skills"])
    if goal["verdict"] == Verdict.FOUND:
        return voice.say(Advice.FOUND_BY_STEPS, at_least=str(goal["at_least"]), number=str(number))
    return voice.say(Advice.PROVED_SMALLEST if number > 1 else Advice.NONE_BETTER, fewer=str(number - 1))


def _asked(part: Mapping[str, Any], voice: Voice) -> str:
    """What a requirement asks for: of one turned round other industries."""
    if not part["inverted"]:
        return str(part["label"])
    return voice.say(Message.OTHER_INDUSTRIES, industry=part["label"])


def _beyond(goal: Mapping[str, Any], voice: Voice) -> list[str]:
    parts = [
        voice.say(
            Advice.BEYOND_PART,
            name=_asked(part, voice),
            kind=voice.term(DIMENSIONS, part["dimension"]),
            points=voice.number(part["points"]),
        )
        for part in goal["beyond"]
        if part["points"] > 0
    ]
    return [voice.say(Advice.BEYOND, parts=voice.listed(parts))] if parts else []
