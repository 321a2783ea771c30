"""What was found in a CV: each item with its characters. Nothing of it counts as confirmed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from skillpath.agency.intake.document import Span
from skillpath.agency.intake.stance import Stance
from skillpath.reasoner.parameters import Level


@dataclass(frozen=True, slots=True)
class Choice:
    """A concept chosen for an item, how sure, 0 … 1, and what else it may be, best first (IRIs)."""

    iri: str
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSkill:
    """A skill, everywhere that it is mentioned. Only a ``STATED`` one is claimed."""

    skill: Choice
    spans: tuple[Span, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class FoundSpell:
    """A job. ``job_type`` is ``None`` where no title is known, ``start`` where no date is.

    ``floor``: hands-on work, by the job type or the words of the text. ``spans`` say where what is not a
    title, an employer or a date came from: the level, the industry, the shop floor.
    """

    title: Span | None
    job_type: Choice | None
    employer: Span | None
    industry: Choice | None
    dates: Span | None
    start: date | None
    end: date | None
    lasts: bool
    level: Level
    floor: bool
    summary: Span | None
    spans: Mapping[str, Span]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``start`` to ``end`` with no job (a gap) or with more than one (an overlap)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Extract:
    """The draft of a profile. ``unknown_titles`` are titles for which no job type is near enough."""

    language: str
    spells: tuple[FoundSpell, ...]
    skills: tuple[FoundSkill, ...]
    gaps: tuple[Stretch, ...]
    overlaps: tuple[Stretch, ...]
    unknown_titles: tuple[Span, ...]

    def as_json(self) -> dict[str, Any]:
        """The same in lists, dictionaries, numbers and texts; dates as ISO 8601."""
        document: dict[str, Any] = _plain(asdict(self))
        return document

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Extract":
        """What :meth:`as_json` wrote."""
        return cls(
            document["language"],
            tuple(_spell(spell) for spell in document["spells"]),
            tuple(
                FoundSkill(
                    _choice(s["skill"]), tuple(Span(**span) for span in s["spans"]), Stance(s["stance"])
                )
                for s in document["skills"]
            ),
            tuple(_stretch(gap) for gap in document["gaps"]),
            tuple(_stretch(overlap) for overlap in document["overlaps"]),
            tuple(Span(**span) for span in document["unknown_titles"]),
        )


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _spell(cell: Mapping[str, Any]) -> FoundSpell:
    return FoundSpell(
        _span(cell["title"]),
        _maybe_choice(cell["job_type"]),
        _span(cell["employer"]),
        _maybe_choice(cell["industry"]),
        _span(cell["dates"]),
        _date(cell["start"]),
        _date(cell["end"]),
        cell["lasts"],
        Level(cell["level"]),
        cell["floor"],
        _span(cell["summary"]),
        {name: Span(**span) for name, span in cell["spans"].items()},
    )


def _span(cell: Mapping[str, int] | None) -> Span | None:
    return None if cell is None else Span(**cell)


def _date(cell: str | None) -> date | None:
    return None if cell is None else date.fromisoformat(cell)


def _choice(cell: Mapping[str, Any]) -> Choice:
    return Choice(cell["iri"], cell["confidence"], tuple(cell["alternatives"]))


def _maybe_choice(cell: Mapping[str, Any] | None) -> Choice | None:
    return None if cell is None else _choice(cell)


def _stretch(cell: Mapping[str, str]) -> Stretch:
    return Stretch(date.fromisoformat(cell["start"]), date.fromisoformat(cell["end"]))
