"""Golden matches: what an ontology must make of some candidates and roles, whatever is edited.

They are a part of a release, in a graph of their own. Nothing that scores reads it: its nodes are of no class
of the taxonomy, and its links are none of its links.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pyoxigraph as ox

from skillpath.errors import InputError, UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import State, subject
from skillpath.ontology.editing.view import View
from skillpath.ontology.golden.keys import CANDIDATE, MATCH, ROLE
from skillpath.ontology.golden.nodes import Party, Record, Said, nodes_of, read, written
from skillpath.ontology.turtle import LOCAL_NAME

ORIGIN: Final = "golden"
"""The origin of golden matches in a release."""


class Wanted(StrEnum):
    """What a golden match says of a score."""

    AT_LEAST = "at_least"
    NOT_ABOVE = "not_above"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class GoldenMatch:
    """That a candidate scores for a role ``at_least`` a word for scores, ``not_above`` one, or ``above``
    another candidate; ``than`` names it. Experience is reckoned for the day ``as_of`` (ISO 8601)."""

    id: str
    candidate: Party
    role: Party
    wanted: Wanted
    than: Party
    as_of: str
    why: str = ""

    @property
    def iri(self) -> str:
        """Its name in RDF."""
        return str(v.GOLDEN[self.id])


@dataclass(frozen=True, slots=True)
class GoldenSet:
    """All golden matches of an ontology by id; the records of invented candidates and roles by IRI."""

    matches: tuple[GoldenMatch, ...]
    candidates: Mapping[str, Record]
    roles: Mapping[str, Record]


def golden_set(view: View) -> GoldenSet:
    """What a view asserts; raises :class:`InputError` for an assertion that cannot be read."""
    said = _said(view)
    return GoldenSet(
        tuple(_match(iri, read(iri, MATCH, said)) for iri in nodes_of(MATCH, said)),
        {iri: read(iri, CANDIDATE, said) for iri in nodes_of(CANDIDATE, said)},
        {iri: read(iri, ROLE, said) for iri in nodes_of(ROLE, said)},
    )


def adding(
    view: View, match: GoldenMatch, *, candidates: Mapping[str, Record], roles: Mapping[str, Record]
) -> Edit:
    """What adds a golden match with records of the invented ones that it speaks of, by IRI.

    Raises :class:`InputError` for an id that is taken or no name, and where an invented one is there
    already and is another.
    """
    if not LOCAL_NAME.fullmatch(match.id):
        raise InputError(
            f"“{match.id}” is no name of a golden match: letters, digits, - and _, such as clerk-1."
        )
    said = _said(view)
    if match.iri in said:
        raise InputError(f"There is something called {match.id} among the golden matches already.")
    record = {
        "candidate": match.candidate,
        "role": match.role,
        "as_of": match.as_of,
        "why": match.why or None,
    }
    record |= {match.wanted: match.than if match.wanted is Wanted.ABOVE else match.than.name}
    made = _about(written(match.iri, MATCH, record))
    for iri, one in candidates.items():
        made |= _invented(said, iri, _about(written(iri, CANDIDATE, one)))
    for iri, one in roles.items():
        made |= _invented(said, iri, _about(written(iri, ROLE, one)))
    return view.effective(Edit(added=made))


def removing(view: View, id: str) -> Edit:  # noqa: A002 (as everywhere)
    """What removes a golden match, and whom no other one speaks of; raises :class:`UnknownName`."""
    found = golden_set(view)
    one = next((match for match in found.matches if match.id == id), None)
    if one is None:
        raise UnknownName(f"There is no golden match {id}.", [match.id for match in found.matches])
    kept = {party.name for match in found.matches if match is not one for party in _parties(match)}
    gone = {one.iri, *(party.name for party in _parties(one) if party.described)} - kept
    return Edit(removed=frozenset(s for s in view.part(ORIGIN) if _belongs(subject(s), gone)))


def _belongs(iri: str, owners: Set[str]) -> bool:
    return iri in owners or any(iri.startswith(f"{owner}/") for owner in owners)


def _parties(match: GoldenMatch) -> tuple[Party, ...]:
    return match.candidate, match.role, match.than


def _invented(said: Said, iri: str, made: State) -> State:
    there = said.get(iri)
    if there is not None and there != {triple for _, triple in made if subject(("", triple)) == iri}:
        raise InputError(f"<{iri}> is described otherwise already: give yours another code.")
    return made


def _match(iri: str, record: Mapping[str, Any]) -> GoldenMatch:
    asserted = [wanted for wanted in Wanted if record[wanted] is not None]
    if len(asserted) != 1:
        raise InputError(f"<{iri}> says {len(asserted)} things of a score: it must say one.")
    than = record[asserted[0]]
    return GoldenMatch(
        id=iri.removeprefix(str(v.GOLDEN)),
        candidate=record["candidate"],
        role=record["role"],
        wanted=asserted[0],
        than=than if isinstance(than, Party) else Party(than),
        as_of=record["as_of"],
        why=record["why"] or "",
    )


def _said(view: View) -> Said:
    found: defaultdict[str, set[ox.Triple]] = defaultdict(set)
    for statement in view.part(ORIGIN):
        found[subject(statement)].add(statement[1])
    return {iri: frozenset(triples) for iri, triples in found.items()}


def _about(triples: Iterable[ox.Triple]) -> State:
    return frozenset((ORIGIN, triple) for triple in triples)
