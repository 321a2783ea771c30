"""The answers that a form sends of a draft's items, and what cannot be, beside its item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from skillpath.agency.intake.answer import CLAIM_LEVELS, DEFAULT_LEVEL, REJECTED, Answer, answers_table
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.item import Item, ItemKind, items_in
from skillpath.agency.intake.review import concept_named, industry_named
from skillpath.agency.intake.text import clean_line
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.reasoner.parameters import Level

TAKE: Final = "take"
REJECT: Final = "reject"

LONGEST: Final = 300
"""Characters of a field; an IRI is shorter."""

Fields = Mapping[str, str]


@dataclass(slots=True)
class Filled:
    """What a form says: ``answers`` and ``problems`` by the keys of items, and what the draft becomes."""

    answers: dict[str, Answer] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    code: str | None = None
    title: str | None = None

    @property
    def table(self) -> dict[str, Any]:
        """The answers as a review holds them."""
        return answers_table(self.answers)


def filled(workspace: Workspace, number: int, fields: Fields) -> Filled:
    """Reads a form; an item without an answer is left out.

    Raises :class:`UnknownName` where there is no such draft.
    """
    form = Filled(code=_given(fields, "code"), title=_given(fields, "title"))
    for item in items_in(Drafts(workspace.book).content(number)):
        said = fields.get(f"{item.key}-answer")
        if said == REJECT:
            form.answers[item.key] = REJECTED
        elif said == TAKE:
            try:
                form.answers[item.key] = _answer(workspace, item, fields)
            except (SkillPathError, ValueError) as error:
                form.problems[item.key] = str(error)
    return form


def _answer(workspace: Workspace, item: Item, fields: Fields) -> Answer:
    name = _given(fields, f"{item.key}-name")
    concept = concept_named(workspace, item.kind, name) if name else _given(fields, f"{item.key}-concept")
    if item.kind is ItemKind.SKILL:
        return Answer(
            True,
            concept,
            claim_level=CLAIM_LEVELS.get(fields.get(f"{item.key}-level", ""), DEFAULT_LEVEL),
            essential=fields.get(f"{item.key}-essential", "yes") == "yes",
        )
    industry = _given(fields, f"{item.key}-industry-name")
    return Answer(
        True,
        concept,
        industry_named(workspace, industry) if industry else _given(fields, f"{item.key}-industry"),
        _day(fields, f"{item.key}-start"),
        _day(fields, f"{item.key}-end"),
        Level(fields.get(f"{item.key}-level", Level.PROFESSIONAL)),
        f"{item.key}-floor" in fields,
    )


def _given(fields: Fields, name: str) -> str | None:
    return clean_line(fields.get(name, ""), LONGEST) or None


def _day(fields: Fields, name: str) -> date | None:
    text = _given(fields, name)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a day: write year-month-day, such as 2019-04-01.") from None
