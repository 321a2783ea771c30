"""Golden matches in plain words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from skillpath.agency.editing.golden_check import Verdict
from skillpath.ontology.golden.matches import GoldenMatch, Wanted
from skillpath.ontology.golden.nodes import Party, code_of

WORDS: Final[Mapping[Wanted, str]] = MappingProxyType(
    {
        Wanted.AT_LEAST: "{candidate} is at least “{than}” for {role}",
        Wanted.NOT_ABOVE: "{candidate} is not above “{than}” for {role}",
        Wanted.ABOVE: "{candidate} stands above {than} for {role}",
    }
)
"""What is asserted → how it is said."""


def asserted(match: GoldenMatch) -> str:
    """What a golden match says."""
    names = {"candidate": match.candidate, "role": match.role, "than": match.than}
    return WORDS[match.wanted].format(**{key: named(party) for key, party in names.items()})


def told(verdict: Verdict) -> str:
    """What a golden match says, and what came of it."""
    came = verdict.reason or " against ".join(f"{points:.2f} points" for points in verdict.points)
    return f"{asserted(verdict.match)}: {came}"


def named(party: Party) -> str:
    """A candidate or role of the book by its code, an invented one by its own, a job type by its IRI."""
    code = code_of(party.name) if party.described else None
    return party.name if code is None else f"{code} (invented)"
