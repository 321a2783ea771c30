"""Candidates from rows of strangers: what can be read is taken, what cannot is counted and named."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.sources.answer import Found, Person, State
from skillpath.errors import InputError, SkillPathError
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.parameters import Level

Row = Mapping[str, object]
"""One row: columns → values, as text or as JSON has them. Empty text and ``None`` stand for nothing."""

LONGEST: Final = 500
"""Characters of a text in a row, at most."""

NAMED: Final = 3
"""So many rows that were not understood are named; all are counted."""

LICENCE_SEPARATOR: Final = "|"


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > LONGEST:
        raise InputError(f"no text of at most {LONGEST} characters that can be shown")
    return value.strip()


def _day(value: object) -> date:
    try:
        return value if type(value) is date else date.fromisoformat(_text(value))
    except ValueError:
        raise InputError(f"“{value}” is no day such as 2026-07-31") from None


def _level(value: object) -> Level:
    try:
        return Level(_text(value))
    except ValueError:
        raise InputError(f"“{value}” is no level (known: {', '.join(Level)})") from None


def _flag(value: object) -> bool:
    found = _FLAGS.get(str(value).casefold())
    if found is None:
        raise InputError("neither true nor false")
    return found


_FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}


def _number(value: object) -> float:
    try:
        number = float(value) if isinstance(value, (str, int, float)) else math.nan
    except (ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise InputError("no number")
    return number


def _texts(value: object) -> tuple[str, ...]:
    parts = value.split(LICENCE_SEPARATOR) if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple)):
        raise InputError("no list of texts")
    return tuple(_text(part) for part in parts)


Columns = Mapping[str, Callable[[object], Any]]

FACTS: Final[Columns] = MappingProxyType(
    {"location": _text, "available_from": _day, "licences": _texts, "same_as": _text}
)
SPELL: Final[Columns] = MappingProxyType(
    {
        "job_type": _text,
        "industry": _text,
        "start": _day,
        "end": _day,
        "level": _level,
        "on_floor": _flag,
    }
)
CLAIM: Final[Columns] = MappingProxyType({"skill": _text, "level": _number, "source": _text})
"""The columns of candidates, spells and claims, each with what reads it; all rows have a ``code`` too."""


@dataclass
class _Known:
    """What is known so far of one candidate."""

    facts: dict[str, Any] = field(default_factory=dict)
    spells: dict[Spell, None] = field(default_factory=dict)
    claims: dict[Claim, None] = field(default_factory=dict)


class Gathering:
    """Takes rows one after the other, and gives the candidates that they make.

    ``day``: no spell begins after it. ``most``: so many candidates are taken, those that come first. A spell
    or a claim that comes twice for a candidate counts once.
    """

    def __init__(self, *, day: date, most: int) -> None:
        self._day, self._most = day, most
        self._known: dict[str, _Known] = {}
        self._problems: list[str] = []
        self._wrong, self._more = 0, False

    def facts(self, place: str, row: Row) -> None:
        """A candidate with what filters ask for; ``place`` says where the row stands."""
        self._take(place, row, lambda known: known.facts.update(_read(row, FACTS)))

    def spell(self, place: str, row: Row) -> None:
        """A spell of a candidate."""
        self._take(place, row, lambda known: known.spells.setdefault(self._spell(row)))

    def claim(self, place: str, row: Row) -> None:
        """A claim of a candidate."""
        self._take(place, row, lambda known: known.claims.setdefault(Claim(**_needed(row, CLAIM, "skill"))))

    def wrong(self, place: str, reason: object) -> None:
        """Something at a place was not understood."""
        self._wrong += 1
        if len(self._problems) < NAMED:
            self._problems.append(f"{place}: {str(reason).rstrip('.')}")

    def found(self) -> Found:
        """The candidates, by code, and what was left out."""
        people = [person for code in sorted(self._known) for person in self._person(code)]
        reasons = [f"it has more than {self._most} candidates"] if self._more else []
        if self._wrong:
            rest = self._wrong - len(self._problems)
            named = "; ".join([*self._problems, *([f"and {rest} more"] if rest else [])])
            rows = "row was" if self._wrong == 1 else "rows were"
            reasons.append(f"{self._wrong} {rows} not understood ({named})")
        return Found(tuple(people), State.PARTIAL if reasons else State.ALL, tuple(reasons))

    def _take(self, place: str, row: Row, take: Callable[[_Known], object]) -> None:
        try:
            code = _text(row.get("code"))
            if not code:
                raise InputError("no code")
            if code not in self._known and len(self._known) >= self._most:
                self._more = True
                return
            take(self._known.setdefault(code, _Known()))
        except SkillPathError as error:
            self.wrong(place, error)

    def _spell(self, row: Row) -> Spell:
        spell = Spell(**{"job_type": None, "industry": None, **_needed(row, SPELL, "start")})
        if spell.start > self._day:
            raise InputError(f"begins in the future, on {spell.start}")
        return spell

    def _person(self, code: str) -> list[Person]:
        known = self._known[code]
        facts = {name: value for name, value in known.facts.items() if name != "same_as"}
        try:
            candidate = Candidate(code, tuple(known.spells), tuple(known.claims), **facts)
        except SkillPathError as error:
            self.wrong(code, error)
            return []
        return [Person(candidate, known.facts.get("same_as"))]


def _needed(row: Row, columns: Columns, name: str) -> dict[str, Any]:
    found = _read(row, columns)
    if name not in found:
        raise InputError(f"no {name}")
    return found


def _read(row: Row, columns: Columns) -> dict[str, Any]:
    """What a row says, without what it leaves empty; raises :class:`InputError` with the column."""
    found = {}
    for name, reads in columns.items():
        value = row.get(name)
        if value is None or value == "":
            continue
        try:
            found[name] = reads(value)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error
    return found
