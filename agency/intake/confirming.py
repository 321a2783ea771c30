"""From confirmed items to a candidate or a role, and to suggestions for the editors of the taxonomy.

Nothing that was found counts until somebody has taken it: what has no answer is left out like what was
rejected.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from skillpath.agency.intake.answer import Answer
from skillpath.agency.intake.draft import LabelSuggestion
from skillpath.agency.intake.item import Item, ItemKind
from skillpath.errors import InputError, Problem
from skillpath.reasoner.candidate import CONFIRMED, Candidate, Claim, Spell
from skillpath.reasoner.role import Role, SkillRequirement


def candidate_of(code: str, items: Sequence[Item], answers: Mapping[str, Answer]) -> Candidate:
    """The candidate that the taken items say, the earliest spell first; each skill is claimed once.

    Raises :class:`InputError` with every taken item that cannot be, and where none was taken.
    """
    jobs, skills = _taken(items, answers)
    problems = list(_job_problems(jobs)) + list(_skill_problems(skills))
    if problems:
        raise InputError("The draft cannot be confirmed yet.", problems)
    _refuse_nothing(jobs, skills)
    spells = [
        Spell(answer.concept, answer.industry, answer.start, answer.end, answer.level, answer.on_floor)
        for _, answer in jobs
        if answer.start is not None
    ]
    return Candidate(
        code,
        tuple(sorted(spells, key=lambda s: (s.start, s.end or date.max, s.job_type or "", s.industry or ""))),
        tuple(Claim(skill, level, CONFIRMED) for skill, level in _highest(skills).items()),
    )


def role_of(role_id: str, title: str, items: Sequence[Item], answers: Mapping[str, Answer]) -> Role:
    """The role that the taken items of an advert say: skills, and the first job with its industry.

    Raises :class:`InputError` with every taken item that cannot be, and where none was taken.
    """
    jobs, skills = _taken(items, answers)
    problems = list(_skill_problems(skills))
    if problems:
        raise InputError("The draft cannot be confirmed yet.", problems)
    _refuse_nothing(jobs, skills)
    essential: dict[str, bool] = {}
    for _, answer in skills:
        skill = str(answer.concept)
        essential[skill] = essential.get(skill, False) or answer.essential
    wanted = jobs[0][1] if jobs else Answer(taken=True)
    return Role(
        id=role_id,
        title=title,
        skills=tuple(SkillRequirement(skill, essential=needed) for skill, needed in essential.items()),
        job_type=wanted.concept,
        industry=wanted.industry,
        floor=wanted.industry if wanted.on_floor else None,
    )


def suggestions_of(
    items: Sequence[Item],
    answers: Mapping[str, Answer],
    *,
    language: str,
    intake: int,
    by: str,
    day: date,
) -> Iterator[LabelSuggestion]:
    """The words of the document that were linked by hand: what editors may take as labels."""
    for item in items:
        answer = answers.get(item.key)
        if answer is not None and answer.taken and _linked_by_hand(item, answer):
            yield LabelSuggestion(
                " ".join(item.words.split()), language, str(answer.concept), intake, day, by
            )


def _linked_by_hand(item: Item, answer: Answer) -> bool:
    """Whether words of the document have another concept than was found, or were not found at all."""
    if item.by_hand:
        return answer.concept is not None and bool(item.spans)
    return answer.concept not in {None, item.concept} and bool(item.words)


Taken = list[tuple[Item, Answer]]


def _taken(items: Sequence[Item], answers: Mapping[str, Answer]) -> tuple[Taken, Taken]:
    """The jobs and the skills that were taken."""
    pairs = [
        (item, answer) for item in items if (answer := answers.get(item.key)) is not None and answer.taken
    ]
    jobs = [(item, answer) for item, answer in pairs if item.kind is ItemKind.JOB]
    return jobs, [(item, answer) for item, answer in pairs if item.kind is ItemKind.SKILL]


def _job_problems(jobs: Taken) -> Iterator[Problem]:
    for item, answer in jobs:
        if answer.start is None:
            yield Problem(item.key, None, "has no day on which it begins: add it, or reject the item")
        elif answer.end is not None and answer.end < answer.start:
            yield Problem(item.key, None, f"ends ({answer.end}) before it begins ({answer.start})")
        if answer.concept is None and answer.industry is None:
            yield Problem(item.key, None, "has neither job type nor industry: choose one, or reject the item")


def _skill_problems(skills: Taken) -> Iterator[Problem]:
    for item, answer in skills:
        if answer.concept is None:
            yield Problem(item.key, None, "is linked to no skill: choose one, or reject the item")


def _refuse_nothing(jobs: Taken, skills: Taken) -> None:
    if not jobs and not skills:
        raise InputError("Nothing of the draft was taken: accept an item, or discard the draft.")


def _highest(skills: Taken) -> dict[str, float]:
    """Skill → the highest level at which it was taken, in the order of the items."""
    levels: dict[str, float] = {}
    for _, answer in skills:
        skill = str(answer.concept)
        levels[skill] = max(levels.get(skill, 0.0), answer.claim_level)
    return levels
