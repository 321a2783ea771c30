"""What a consultant says of an item: rejected, or taken as it is or corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.item import Item, ItemKind
from skillpath.agency.intake.stance import Stance
from skillpath.errors import InputError
from skillpath.reasoner.parameters import Level

CLAIM_LEVELS: Final[Mapping[str, float]] = MappingProxyType({"some": 0.4, "good": 0.7, "very good": 1.0})
"""How well somebody has a skill, in words → the level of the claim."""

DEFAULT_LEVEL: Final = CLAIM_LEVELS["good"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one item. Of a skill only ``concept`` and ``claim_level`` count, of a job the others.

    ``end`` is ``None`` while a job lasts. ``essential`` is of the skills of a role.
    """

    taken: bool
    concept: str | None = None
    industry: str | None = None
    start: date | None = None
    end: date | None = None
    level: Level = Level.PROFESSIONAL
    on_floor: bool = False
    claim_level: float = DEFAULT_LEVEL
    essential: bool = True


REJECTED: Final = Answer(taken=False)


def as_found(item: Item) -> Answer:
    """The answer that takes an item as it was found."""
    return Answer(
        taken=True,
        concept=item.concept,
        industry=item.industry,
        start=item.start,
        end=item.end,
        level=item.level,
        on_floor=item.on_floor,
        essential=item.essential,
    )


def answers_table(answers: Mapping[str, Answer]) -> dict[str, dict[str, Any]]:
    """Answers as plain data, by the keys of their items; :func:`answers_of` is the way back."""
    return {key: _table(answer) for key, answer in answers.items()}


def answers_of(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Answer]:
    """The answers that plain data stands for."""
    return {key: _answer(one) for key, one in table.items()}


def _table(answer: Answer) -> dict[str, Any]:
    table = {name: getattr(answer, name) for name in Answer.__dataclass_fields__}
    days = {name: None if table[name] is None else table[name].isoformat() for name in ("start", "end")}
    return table | days | {"level": answer.level.value}


def _answer(table: Mapping[str, Any]) -> Answer:
    days = {
        name: None if table[name] is None else date.fromisoformat(table[name]) for name in ("start", "end")
    }
    return Answer(**{**table, **days, "level": Level(table["level"])})


def chosen(
    items: Sequence[Item],
    purpose: Purpose,
    *,
    everything: bool = False,
    accept: Sequence[str] = (),
    reject: Sequence[str] = (),
    before: Mapping[str, Answer] = MappingProxyType({}),
) -> dict[str, Answer]:
    """Answers by keys: what is accepted as it was found, or rejected; else what was said ``before``.

    ``everything`` accepts all that is not rejected and can be taken: that is linked to a concept, dated
    where it is a job, and neither negated nor only intended in the text. Raises :class:`InputError` for keys
    that there are not.
    """
    known = {item.key: item for item in items}
    unknown = [key for key in (*accept, *reject) if key not in known]
    if unknown:
        raise InputError(f"There is no item {', '.join(unknown)} in the draft; there are {', '.join(known)}.")
    answers = dict(before)
    if everything:
        answers = {item.key: as_found(item) for item in items if can_be_taken(item, purpose)} | answers
    answers |= {key: as_found(known[key]) for key in accept}
    return answers | dict.fromkeys(reject, REJECTED)


def can_be_taken(item: Item, purpose: Purpose) -> bool:
    """Whether an item says all that is needed to take it as it is; the job of a role needs no day."""
    if item.kind is ItemKind.SKILL:
        return item.concept is not None and item.stance is Stance.STATED
    known = item.concept is not None or item.industry is not None
    return known and (purpose is Purpose.ROLE or item.start is not None)


def corrected(item: Item, **changes: Any) -> Answer:
    """The answer that takes an item with some fields of it changed."""
    return replace(as_found(item), **changes)
