"""Employment by industry and occupation (BLS, OEWS), and the import of what industries teach from it.

Occupations are U.S. SOC codes; what they need is looked up through the crosswalk from O*NET to ESCO.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Set
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from skillpath.errors import InputError, Problem
from skillpath.ontology.catalogue import Catalogue, RelationKind
from skillpath.ontology.importers.archive import Member, open_download, single_file
from skillpath.ontology.importers.crosswalk import COLUMNS, CROSSWALK, Crosswalk, Match
from skillpath.ontology.importers.industries_graph import industry_graph
from skillpath.ontology.importers.intake import Cells, Imported, Intake, Progress, RowError, silent
from skillpath.ontology.importers.naics import CODE, ECONOMY, LEVELS, title
from skillpath.ontology.importers.staffing import Employed, Needs
from skillpath.ontology.importers.tables import open_tables

INDUSTRIES: Final = "industries"
EMPLOYMENT: Final = "industry_occupation_employment"

TABLES: Final = {
    INDUSTRIES: ("industry_code", "industry_name", "display_level"),
    EMPLOYMENT: ("industry_code", "soc_code", "employment"),
}
"""Table → columns that are read, in reading order."""

_SOC_LENGTH: Final = len("11-1011")

_COUNT: Final = re.compile(r"[0-9]{1,12}")

_PREFERENCE: Final = ("exactMatch", "closeMatch", "narrowMatch", "broadMatch")
"""Types of match, the best first: an O*NET occupation stands for its matches of the best type it has."""


@dataclass(frozen=True, slots=True)
class Employment:
    """Who works where: industry's code in the table → SOC code → number of employed.

    ``job_types``: SOC code → the IRIs of the job types of ESCO that it stands for.
    """

    employed: Mapping[str, Employed]
    job_types: Mapping[str, Set[str]]


class _Staffing:
    """The rows taken so far; employment in occupations that are not ``wanted`` is counted as left out."""

    def __init__(self, wanted: Container[str]) -> None:
        self.names: dict[str, str] = {}
        self.employed: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._wanted = wanted
        self._codes: set[str] = set()

    def take_industry(self, cells: Cells, _place: str) -> bool:
        code, name = cells["industry_code"], cells["industry_name"]
        if not CODE.fullmatch(code):
            raise RowError(f"industry_code {code!r} is not of the form 23--24 or 236000")
        if not name:
            raise RowError("industry_name is empty")
        if code in self._codes:
            raise RowError(f"industry_code {code} stands further up already")
        self._codes.add(code)
        if cells["display_level"] in LEVELS:
            self.names[code] = title(name)
            return True
        return False

    def take_employment(self, cells: Cells, _place: str) -> bool:
        code, occupation, number = cells["industry_code"], cells["soc_code"], cells["employment"]
        if code not in self._codes:
            raise RowError(f"industry_code {code!r} is not in the table {INDUSTRIES}")
        if not _COUNT.fullmatch(number):
            raise RowError(f"employment {number!r} is no whole number")
        if occupation in self.employed[code]:
            raise RowError(f"{code} and {occupation} stand further up already")
        self.employed[code][occupation] = float(number)
        return occupation in self._wanted and (code in self.names or code == ECONOMY)


def read_industries(
    source: Path, *, crosswalk: Path, catalogue: Catalogue, progress: Progress = silent
) -> Imported:
    """NAICS industries and what they teach, from a folder or zip of the two tables.

    The skills are those that the catalogue's ESCO job types need essentially; how they are chosen and
    weighed is in :mod:`.staffing`. Rows that cannot be taken are listed in the result. Raises
    :class:`InputError` with everything found wrong, and takes nothing, where a table is missing, unreadable
    or of another form, too many of its rows would be rejected, or the catalogue is without ESCO.
    """
    needs: dict[str, Mapping[str, float]] = {}

    def wanted(matches: Iterable[Match]) -> Container[str]:
        needs.update(_needs(matches, catalogue))
        return needs

    intake, staffing = _read(source, crosswalk, wanted, progress)
    graph, links = industry_graph(staffing.names, staffing.employed, needs)
    counts = intake.taken | {"skills taught": links}
    return Imported(graph, counts, intake.skipped | {"skills taught": 0}, tuple(intake.rejected))


def read_employment(source: Path, *, crosswalk: Path, progress: Progress = silent) -> Employment:
    """Who works where, from the same files; raises :class:`InputError` as :func:`read_industries` does."""
    job_types: dict[str, set[str]] = {}

    def wanted(matches: Iterable[Match]) -> Container[str]:
        job_types.update(_job_types(matches))
        return job_types

    _, staffing = _read(source, crosswalk, wanted, progress)
    return Employment(staffing.employed, job_types)


def _read(
    source: Path, crosswalk: Path, wanted: Callable[[Iterable[Match]], Container[str]], progress: Progress
) -> tuple[Intake, _Staffing]:
    """The rows of the tables; the matches of the crosswalk say in which occupations they are wanted."""
    with ExitStack() as stack:
        members, budget = open_download(stack, source)
        chosen = _choose(members) | {CROSSWALK: single_file(crosswalk)}
        required = {CROSSWALK: COLUMNS, **TABLES}
        opened = open_tables(stack, chosen, required, budget, refusal="Not tables of employment.")
        intake, matches = Intake(progress), Crosswalk()
        table = opened[CROSSWALK]
        intake.read(CROSSWALK, table.stream, table.rows, lambda cells, _: matches.take(cells))
        intake.check("a crosswalk", CROSSWALK)
        staffing = _Staffing(wanted(matches.matches))
        for name, take in ((INDUSTRIES, staffing.take_industry), (EMPLOYMENT, staffing.take_employment)):
            intake.read(name, opened[name].stream, opened[name].rows, take)
    intake.check("employment by industry", INDUSTRIES, EMPLOYMENT)
    if ECONOMY not in staffing.employed:
        reason = f"has no rows of the whole economy (industry_code {ECONOMY})"
        raise InputError("Nothing to compare industries with.", [Problem(EMPLOYMENT, None, reason)])
    return intake, staffing


def _choose(members: Iterable[Member]) -> dict[str, Member]:
    files = {member.name.casefold(): member for member in members}
    missing = [Problem(f"{name}.csv", None, "is missing") for name in TABLES if f"{name}.csv" not in files]
    if missing:
        raise InputError("Not the tables of employment by industry and occupation.", missing)
    return {name: files[f"{name}.csv"] for name in TABLES}


def _needs(matches: Iterable[Match], catalogue: Catalogue) -> Needs:
    """SOC code → skill → share of the job types it stands for that need the skill essentially."""
    skills: defaultdict[str, set[str]] = defaultdict(set)
    for relation in catalogue.relations:
        if relation.kind is RelationKind.ESSENTIAL_SKILL:
            skills[relation.subject].add(relation.object)
    needs = {
        soc: _share_of_each([skills[job] for job in sorted(jobs) if job in skills])
        for soc, jobs in _job_types(matches).items()
    }
    known = {soc: shares for soc, shares in needs.items() if shares}
    if not known:
        raise InputError("The workspace has no job types of ESCO: run `skillpath import esco` first.")
    return known


def _share_of_each(sets: list[set[str]]) -> Mapping[str, float]:
    return {one: sum(one in some for some in sets) / len(sets) for one in sorted(set().union(*sets))}


def _job_types(matches: Iterable[Match]) -> dict[str, set[str]]:
    """SOC code → the job types in ESCO that its O*NET occupations stand for."""
    found: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for match in matches:
        found[match.code][match.type].add(match.esco)
    job_types: defaultdict[str, set[str]] = defaultdict(set)
    for code, by_type in found.items():
        best = next((by_type[kind] for kind in _PREFERENCE if kind in by_type), set())
        job_types[code[:_SOC_LENGTH]] |= best
    return job_types
