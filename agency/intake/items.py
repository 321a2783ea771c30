"""From what was extracted to items that a consultant can answer one by one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from skillpath.agency.intake.advert import AskedSkill, RoleDraft
from skillpath.agency.intake.document import Span
from skillpath.agency.intake.extract import Choice, Extract, FoundSkill, FoundSpell
from skillpath.agency.intake.item import Item, ItemKind


@dataclass(frozen=True, slots=True)
class _Linked:
    """What a choice says: the concept and the alternatives to it, how sure."""

    concept: str | None
    alternatives: tuple[str, ...]
    confidence: float


def items_of_cv(extract: Extract, text: str) -> list[Item]:
    """The items of a CV: jobs first, then skills, each kind in the order of the extract."""
    return [
        *(_job(f"job-{number}", job, text) for number, job in enumerate(extract.spells, start=1)),
        *(
            replace(_skill(f"skill-{number}", skill, text), stance=skill.stance)
            for number, skill in enumerate(extract.skills, start=1)
        ),
    ]


def items_of_advert(draft: RoleDraft, text: str) -> list[Item]:
    """The items of an advert: its job with industry and level, where it has a title, and what it asks for."""
    title = () if draft.title is None else (_title(draft, draft.title, text),)
    asked = (
        replace(_skill(f"skill-{number}", skill, text), essential=skill.essential)
        for number, skill in enumerate(draft.skills, start=1)
    )
    return [*title, *asked]


def _job(key: str, job: FoundSpell, text: str) -> Item:
    linked, industry = _linked(job.job_type), _linked(job.industry)
    return Item(
        key=key,
        kind=ItemKind.JOB,
        words=_words(job.title, text),
        spans=tuple(dict.fromkeys(_spans(job))),
        concept=linked.concept,
        alternatives=linked.alternatives,
        confidence=linked.confidence,
        industry=industry.concept,
        industries=industry.alternatives,
        start=job.start,
        end=job.end,
        lasts=job.lasts,
        level=job.level,
        on_floor=job.floor,
    )


def _spans(job: FoundSpell) -> Iterator[Span]:
    """All that a job was read from, its title first."""
    stated = (job.title, job.employer, job.dates, *(job.spans[name] for name in sorted(job.spans)))
    return (span for span in stated if span is not None)


def _skill(key: str, skill: FoundSkill | AskedSkill, text: str) -> Item:
    linked = _linked(skill.skill)
    return Item(
        key=key,
        kind=ItemKind.SKILL,
        words=_words(skill.spans[0], text),
        spans=skill.spans,
        concept=linked.concept,
        alternatives=linked.alternatives,
        confidence=linked.confidence,
    )


def _title(draft: RoleDraft, title: Span, text: str) -> Item:
    linked, industry = _linked(draft.job_type), _linked(draft.industry)
    return Item(
        key="job-1",
        kind=ItemKind.JOB,
        words=_words(title, text),
        spans=tuple(dict.fromkeys((title, *(draft.spans[name] for name in sorted(draft.spans))))),
        concept=linked.concept,
        alternatives=linked.alternatives,
        confidence=linked.confidence,
        industry=industry.concept,
        industries=industry.alternatives,
        level=draft.level,
    )


def _linked(choice: Choice | None) -> _Linked:
    if choice is None:
        return _Linked(None, (), 0.0)
    return _Linked(choice.iri, choice.alternatives, choice.confidence)


def _words(span: Span | None, text: str) -> str:
    return "" if span is None else text[span.start : span.end]
