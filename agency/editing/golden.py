"""The golden matches of a working copy: told, added and removed.

People of the book are named by their codes only, and nothing else of them is written. Invented candidates
and roles are described beside the match itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from skillpath.agency.candidate_record import record_of
from skillpath.agency.demonstration import read_candidates, read_roles
from skillpath.agency.editing.compiling import network_of
from skillpath.agency.editing.golden_check import Verdict, check, day_of, place_of
from skillpath.agency.editing.working_copies import change, view, working_copy
from skillpath.agency.records import fields
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.ontology.editing.change_sets import ChangeSet
from skillpath.ontology.golden.matches import GoldenMatch, GoldenSet, Wanted, adding, golden_set, removing
from skillpath.ontology.golden.nodes import Party, Record, iri_of
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.criteria import UNCHANGED
from skillpath.reasoner.filters import NO_FILTERS
from skillpath.reasoner.role import Role


@dataclass(frozen=True, slots=True)
class Invented:
    """Candidates and roles of files, by code and id: whoever is named by one of them is described."""

    candidates: Mapping[str, Candidate]
    roles: Mapping[str, Role]

    @classmethod
    def of(cls, candidates: Path | None, roles: Path | None) -> "Invented":
        """Those of files such as the demonstration agency's; raises :class:`InputError`."""
        people = [] if candidates is None else read_candidates(candidates)
        vacancies = [] if roles is None else read_roles(roles)
        return cls({one.code: one for one in people}, {one.id: one for one in vacancies})


NOTHING_INVENTED: Final = Invented({}, {})


def assertions(workspace: Workspace, name: str) -> tuple[GoldenMatch, ...]:
    """The golden matches of a working copy, by id."""
    return golden_set(view(workspace, name)).matches


def checked(workspace: Workspace, name: str) -> list[Verdict]:
    """What comes of the golden matches of a working copy as it is now, by id."""
    says = view(workspace, name)
    found = golden_set(says)
    if not found.matches:
        return []
    of_release = workspace.at_release(working_copy(workspace.book, name).release)
    return check(workspace, found, network_of(of_release, name))


def add(
    workspace: Workspace,
    name: str,
    match: GoldenMatch,
    *,
    by: str,
    why: str,
    source: str,
    invented: Invented = NOTHING_INVENTED,
) -> ChangeSet | None:
    """Adds a golden match to a working copy; parties that are ``invented`` are described with it.

    Raises as :func:`skillpath.agency.editing.working_copies.change`, :class:`UnknownName` for whom nobody
    knows, and :class:`InputError` for a word that is none, a day that is none, and what is written already.
    """
    before = view(workspace, name)
    known = golden_set(before)
    described = _Described(workspace, known, invented)
    than = described.candidate(match.than) if match.wanted is Wanted.ABOVE else match.than
    made = GoldenMatch(
        match.id,
        described.candidate(match.candidate),
        described.role(match.role),
        match.wanted,
        than,
        day_of(match).isoformat(),
        match.why,
    )
    if match.wanted is not Wanted.ABOVE:
        place_of(workspace.thresholds.thresholds, than.name)
    edit = adding(before, made, candidates=described.people, roles=described.vacancies)
    return change(workspace, name, edit, by=by, why=why, source=source)


def remove(workspace: Workspace, name: str, id: str, *, by: str, why: str) -> ChangeSet | None:  # noqa: A002
    """Removes a golden match, with whom no other one speaks of; raises :class:`UnknownName`."""
    edit = removing(view(workspace, name), id)
    return change(workspace, name, edit, by=by, why=why, source="golden matches")


class _Described:
    """Whom a new golden match names, and the records that have to be written with it."""

    def __init__(self, workspace: Workspace, known: GoldenSet, invented: Invented) -> None:
        self._workspace, self._known, self._invented = workspace, known, invented
        self.people: dict[str, Record] = {}
        self.vacancies: dict[str, Record] = {}

    def candidate(self, party: Party) -> Party:
        """Somebody of a file, or described before, or of the book."""
        iri = iri_of(party.name)
        if party.name in self._invented.candidates:
            self.people[iri] = person_record(self._invented.candidates[party.name])
        elif iri not in self._known.candidates:
            return Party(self._workspace.book.candidate(party.name).code)
        return Party(iri, described=True)

    def role(self, party: Party) -> Party:
        """The same for a role, which may be a job type too: one that asks for what that asks for."""
        iri = iri_of(party.name)
        if party.name in self._invented.roles:
            self.vacancies[iri] = role_record(self._invented.roles[party.name])
        elif self._workspace.network.find(party.name) is not None:
            return Party(party.name, described=True)
        elif iri not in self._known.roles:
            return Party(self._workspace.book.role(party.name).id)
        return Party(iri, described=True)


def person_record(candidate: Candidate) -> dict[str, Any]:
    """What is scored of a candidate: the facts that only filters read are left out."""
    record = record_of(candidate)
    return {name: record[name] for name in ("code", "spells", "claims")}


def role_record(role: Role) -> dict[str, Any]:
    """What is scored of a role; raises :class:`InputError` for one with filters or criteria of its own."""
    if role.changes != UNCHANGED or role.filters != NO_FILTERS:
        raise InputError(f"{role.id}: a role of golden matches has neither filters nor criteria of its own.")
    record = fields(role, "skills", "changes", "filters")
    return record | {"skills": [fields(one) for one in role.skills]}
