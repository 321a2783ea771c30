"""What would change a match, in sentences rendered from its document."""

from collections.abc import Mapping
from typing import Any, Final

from skillpath.reasoner.counterfactual import Verdict
from skillpath.reasoner.texts.languages import listed
from skillpath.reasoner.work_change import YEARS, Work

MOST_LISTED: Final = 12
"""At most so many skills of a set are named in a sentence."""

GOALS: Final[Mapping[str, str]] = {
    "points": "{goal_points:.2f} points",
    "overtake": "a place above {rival} ({goal_points:.2f} points)",
}
"""Kind of goal → its name."""

_ENOUGH: Final = (
    "{enough} enough to bring {candidate} to {goal}: {skills}. Then it is {points:.2f} points. {proof}"
)

SENTENCES: Final[Mapping[str, str]] = {
    Verdict.REACHED: "{candidate} already has {goal}.",
    Verdict.PROVED: _ENOUGH,
    Verdict.FOUND: _ENOUGH,
    Verdict.UNREACHABLE: "Skills alone do not bring {candidate} to {goal}: even all {considered} that would "
    "help bring {most_points:.2f}. {beyond}",
    "barred": "No skill brings {candidate} to {goal}: the filters leave {candidate} out ({outside_filter}).",
}
"""Verdict → what is said of it; "barred" where a filter stands in the way."""

PROOFS: Final[Mapping[str, str]] = {
    "one": "No other single skill brings more.",
    "proved": "Proved smallest: no set of {fewer} reaches it.",
    "found": "Found step by step: at least {at_least} are needed, and there is no proof that fewer than "
    "{number} do not suffice.",
}
"""How sure the set is."""

WORK: Final[Mapping[str, str]] = {
    Work.ONE_MORE_YEAR: "one more year in the present work",
    Work.JOB_TYPE: "{years} years as {job_type}",
    Work.INDUSTRY: "{years} years in {industry}",
    Work.BOTH: "{years} years as {job_type} in {industry}",
}
"""Kind of more work → its name."""

BEYOND: Final = "What no skill changes: {parts}."
BEYOND_PART: Final = "{label} ({dimension}, {points:.2f} points)"


def change_sentence(candidate: str, goal: Mapping[str, Any]) -> str:
    """A goal, the smallest set of skills that reaches it, and how sure that is."""
    barred = goal["outside_filter"] and goal["kind"] == "overtake" and goal["verdict"] == Verdict.UNREACHABLE
    parts = {key: value for key, value in goal.items() if key not in ("skills", "beyond")}
    return (
        SENTENCES["barred" if barred else goal["verdict"]]
        .format(
            **parts,
            candidate=candidate,
            goal=GOALS[goal["kind"]].format(**goal),
            enough=_enough(len(goal["skills"])),
            skills=listed([step["skill"]["label"] for step in goal["skills"]], most=MOST_LISTED),
            proof=_proof(goal),
            beyond=_beyond(goal),
        )
        .strip()
    )


def work_name(work: Work, *, job_type: str, industry: str) -> str:
    """One kind of more work, with the labels of the role's job type and industry."""
    return WORK[work].format(years=YEARS, job_type=job_type, industry=industry)


def _enough(number: int) -> str:
    return "One skill is" if number == 1 else f"{number} skills are"


def _proof(goal: Mapping[str, Any]) -> str:
    number = len(goal["skills"])
    kind = "found" if goal["verdict"] == Verdict.FOUND else "proved" if number > 1 else "one"
    return PROOFS[kind].format(fewer=number - 1, at_least=goal["at_least"], number=number)


def _beyond(goal: Mapping[str, Any]) -> str:
    parts = [BEYOND_PART.format(**part) for part in goal["beyond"] if part["points"] > 0]
    return BEYOND.format(parts=listed(parts)) if parts else ""
