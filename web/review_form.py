"""The answers that a form sends of a draft's items, and what cannot be, beside its item."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from skillpath.agency.intake.adding import new_item
from skillpath.agency.intake.answer import (
    CLAIM_LEVELS,
    DEFAULT_LEVEL,
    REJECTED,
    Answer,
    answers_table,
    as_found,
)
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.item import Item, ItemKind, items_in
from skillpath.agency.intake.review import concept_named, industry_named
from skillpath.agency.intake.text import clean_line
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.reasoner.parameters import Level
from skillpath.web.fields import day

TAKE: Final = "take"
REJECT: Final = "reject"

LONGEST: Final = 300
"""Characters of a field; an IRI is shorter."""

MOST_DIGITS: Final = 9
"""Of a place in a text."""

Fields = Mapping[str, str]


@dataclass(slots=True)
class Filled:
    """What a form says: ``answers`` and ``problems`` by the keys of items, and what the draft becomes.

    ``new`` is an item that it adds by hand; what is wrong with it is among the problems by the name of the
    field. ``unread`` is what was sent of items that cannot be, as plain data.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    unread: dict[str, dict[str, Any]] = field(default_factory=dict)
    new: Item | None = None
    code: str | None = None
    title: str | None = None

    @property
    def table(self) -> dict[str, Any]:
        """The answers as a review holds them, and what was sent of the others."""
        return answers_table(self.answers) | self.unread


def filled(workspace: Workspace, number: int, fields: Fields) -> Filled:
    """Reads a form; an item without an answer is left out.

    Raises :class:`UnknownName` where there is no such draft.
    """
    form = Filled(code=_given(fields, "code"), title=_given(fields, "title"))
    content = Drafts(workspace.book).content(number)
    for item in items_in(content):
        said = fields.get(f"{item.key}-answer")
        if said == REJECT:
            form.answers[item.key] = REJECTED
        elif said == TAKE:
            try:
                form.answers[item.key] = _answer(workspace, item, fields)
            except (SkillPathError, ValueError) as error:
                form.problems[item.key] = str(error)
                form.unread[item.key] = _as_sent(item, fields)
    _add(form, workspace, content.text, fields)
    return form


def _add(form: Filled, workspace: Workspace, text: str, fields: Fields) -> None:
    """Reads the fields that add an item; where all are empty there is none."""
    words, name = fields.get("add-words", ""), _given(fields, "add-name")
    if not words.strip() and name is None:
        return
    kind = ItemKind.JOB if fields.get("add-kind") == ItemKind.JOB else ItemKind.SKILL
    at = fields.get("add-at", "")
    near = int(at) if at.isascii() and at.isdecimal() and len(at) <= MOST_DIGITS else 0
    try:
        item = new_item(kind, words, "", text=text, near=near)
    except SkillPathError as error:
        form.problems["add-words"] = str(error)
        return
    try:
        form.new = replace(item, concept=concept_named(workspace, kind, name or ""))
    except SkillPathError as error:
        needed = "Name the skill or the job type that it is."
        form.problems["add-name"] = str(error) if name else needed


def _as_sent(item: Item, fields: Fields) -> dict[str, Any]:
    """An answer as it was sent, for the form to show it again."""
    key = item.key
    return answers_table({key: as_found(item)})[key] | {
        "concept": _given(fields, f"{key}-concept"),
        "industry": _given(fields, f"{key}-industry"),
        "start": _given(fields, f"{key}-start"),
        "end": _given(fields, f"{key}-end"),
        "level": fields.get(f"{key}-level"),
        "claim_level": CLAIM_LEVELS.get(fields.get(f"{key}-level", ""), DEFAULT_LEVEL),
        "essential": fields.get(f"{key}-essential", "yes") == "yes",
        "on_floor": f"{key}-floor" in fields,
    }


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
        day(_given(fields, f"{item.key}-start")),
        day(_given(fields, f"{item.key}-end")),
        Level(fields.get(f"{item.key}-level", Level.PROFESSIONAL)),
        f"{item.key}-floor" in fields,
    )


def _given(fields: Fields, name: str) -> str | None:
    return clean_line(fields.get(name, ""), LONGEST) or None
