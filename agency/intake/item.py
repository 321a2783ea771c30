"""One thing that was found in a document: what, where, and what else it may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.draft import Content
from skillpath.agency.intake.stance import Stance
from skillpath.reasoner.parameters import Level


class ItemKind(StrEnum):
    """What an item becomes: a spell or a claim; of a role its job type, or a skill that it asks for."""

    JOB = "job"
    SKILL = "skill"


@dataclass(frozen=True, slots=True)
class Item:
    """Something found. ``key`` names it within its draft: ``job-1``, ``skill-3``.

    ``words`` are those linked to the ``concept`` (an IRI, ``None`` where none fits); ``spans`` is all that it
    was read from, the words first. ``alternatives`` are further IRIs, the best first; ``confidence`` is 0…1.
    ``by_meaning`` says that a language model had a part in the order of the alternatives. ``stance`` is of
    skills of a CV, ``essential`` of those of an advert. ``by_hand`` says that a consultant added it, without
    ``spans`` where its words are not in the text. The rest is of jobs.
    """

    key: str
    kind: ItemKind
    words: str
    spans: tuple[Span, ...]
    concept: str | None
    alternatives: tuple[str, ...] = ()
    confidence: float = 0.0
    by_meaning: bool = False
    stance: Stance = Stance.STATED
    essential: bool = True
    industry: str | None = None
    industries: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    lasts: bool = False
    level: Level = Level.PROFESSIONAL
    on_floor: bool = False
    by_hand: bool = False


def items_in(content: Content) -> list[Item]:
    """The items of a draft, in their order."""
    return [item_of(table) for table in content.extract["items"]]


def item_table(item: Item) -> dict[str, Any]:
    """An item as plain data; :func:`item_of` is the way back."""
    table = {name: getattr(item, name) for name in Item.__dataclass_fields__}
    return table | {
        "kind": item.kind.value,
        "spans": [[span.start, span.end] for span in item.spans],
        "alternatives": list(item.alternatives),
        "stance": item.stance.value,
        "industries": list(item.industries),
        "start": None if item.start is None else item.start.isoformat(),
        "end": None if item.end is None else item.end.isoformat(),
        "level": item.level.value,
    }


def item_of(table: Mapping[str, Any]) -> Item:
    """The item that plain data stands for."""
    read = {
        "kind": ItemKind(table["kind"]),
        "spans": tuple(Span(start, end) for start, end in table["spans"]),
        "alternatives": tuple(table["alternatives"]),
        "stance": Stance(table["stance"]),
        "industries": tuple(table["industries"]),
        "start": None if table["start"] is None else date.fromisoformat(table["start"]),
        "end": None if table["end"] is None else date.fromisoformat(table["end"]),
        "level": Level(table["level"]),
    }
    return Item(**{**table, **read})
