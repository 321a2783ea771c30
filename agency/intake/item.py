"""One thing that was found in a document: what, where, and what else it may be."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from skillpath.agency.intake.document import Span
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
    ``denied`` says that the text speaks of it as missing or wished for. The rest is of jobs only.
    """

    key: str
    kind: ItemKind
    words: str
    spans: tuple[Span, ...]
    concept: str | None
    alternatives: tuple[str, ...] = ()
    confidence: float = 0.0
    denied: bool = False
    industry: str | None = None
    industries: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    lasts: bool = False
    level: Level = Level.PROFESSIONAL
    on_floor: bool = False
