"""A candidate as plain data, such as JSON, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from skillpath.agency.records import fields
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.parameters import Level


def record_of(candidate: Candidate) -> dict[str, Any]:
    """Days in ISO 8601.

    >>> one = Candidate("C-1", (Spell("j", None, date(2010, 1, 1)),), (Claim("s", 0.5, "test"),))
    >>> candidate_of(record_of(one)) == one
    True
    """
    whole = fields(candidate, "spells", "claims")
    spells = [{name: _plain(value) for name, value in fields(spell).items()} for spell in candidate.spells]
    claims = [fields(claim) for claim in candidate.claims]
    return {name: _plain(value) for name, value in whole.items()} | {"spells": spells, "claims": claims}


def candidate_of(record: Mapping[str, Any]) -> Candidate:
    """The candidate of a record."""
    return Candidate(
        code=record["code"],
        spells=tuple(_spell(spell) for spell in record["spells"]),
        claims=tuple(Claim(**claim) for claim in record["claims"]),
        location=record["location"],
        available_from=_day(record["available_from"]),
        licences=tuple(record["licences"]),
    )


def _spell(spell: Mapping[str, Any]) -> Spell:
    days = {"start": date.fromisoformat(spell["start"]), "end": _day(spell["end"])}
    return Spell(**{**spell, **days, "level": Level(spell["level"])})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
