"""Candidates from rows of strangers: what can be read is taken, what cannot is counted and named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from skillpath.agency.sources.answer import Found, Person, State
from skillpath.agency.sources.columns import CLAIM, FACTS, SPELL, Row, read_row, text
from skillpath.errors import InputError, SkillPathError
from skillpath.reasoner.candidate import Candidate, Claim, Spell

NAMED: Final = 3
"""So many rows that were not understood are named; all are counted."""


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
        self._take(place, row, lambda: read_row(row, FACTS), lambda known: known.facts.update)

    def spell(self, place: str, row: Row) -> None:
        """A spell of a candidate."""
        self._take(place, row, lambda: self._spell(row), lambda known: known.spells.setdefault)

    def claim(self, place: str, row: Row) -> None:
        """A claim of a candidate."""
        self._take(
            place,
            row,
            lambda: Claim(**read_row(row, CLAIM, needed="skill")),
            lambda known: known.claims.setdefault,
        )

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

    def _take(
        self, place: str, row: Row, read: Callable[[], Any], put: Callable[[_Known], Callable[[Any], object]]
    ) -> None:
        """Reads a row, and puts what it says to what is known of its candidate."""
        try:
            code, said = text(row.get("code")), read()
            if not code:
                raise InputError("no code")
        except SkillPathError as error:
            self.wrong(place, error)
            return
        if code not in self._known and len(self._known) >= self._most:
            self._more = True
            return
        put(self._known.setdefault(code, _Known()))(said)

    def _spell(self, row: Row) -> Spell:
        spell = Spell(**{"job_type": None, "industry": None, **read_row(row, SPELL, needed="start")})
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
