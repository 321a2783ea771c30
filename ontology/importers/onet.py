"""Import the O*NET database, text or Excel (https://www.onetcenter.org/database.html)."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.archive import Member, open_download, single_file
from skillpath.ontology.importers.crosswalk import COLUMNS, CROSSWALK, Crosswalk
from skillpath.ontology.importers.intake import Cells, Imported, Intake, Progress, silent
from skillpath.ontology.importers.onet_graph import OnetGraph
from skillpath.ontology.importers.onet_tables import (
    ELEMENTS,
    JOB_ZONES,
    KNOWLEDGE,
    OCCUPATIONS,
    SKILLS,
    SUFFIXES,
    TABLES,
    TECHNOLOGY,
    TITLES,
    VERSION,
)
from skillpath.ontology.importers.tables import open_tables


def read_onet(source: Path, *, crosswalk: Path | None = None, progress: Progress = silent) -> Imported:
    """O*NET from a folder or zip of its tables, with its matches to ESCO where the crosswalk is given.

    Occupations have their titles, job zone, and skills: elements by importance (with the rating as stated
    weight, scaled to 0..1), technology that is hot or in demand. Rows that cannot be taken are listed in
    the result. Raises :class:`InputError` with everything found wrong, and takes nothing, where tables are
    missing, unreadable or of another form, or too many rows of one would be rejected.
    """
    with ExitStack() as stack:
        members, budget = open_download(stack, source)
        chosen = _choose(members)
        required: dict[str, tuple[str, ...]] = dict(TABLES)
        if crosswalk is not None:
            chosen[CROSSWALK], required[CROSSWALK] = single_file(crosswalk), COLUMNS
        opened = open_tables(stack, chosen, required, budget, refusal="Not tables of the O*NET database.")
        onet, intake = OnetGraph(_version(source)), Intake(progress)
        matches = Crosswalk(onet.occupations)
        takers = {
            ELEMENTS: onet.take_element,
            OCCUPATIONS: onet.take_occupation,
            TITLES: onet.take_title,
            JOB_ZONES: onet.take_job_zone,
            SKILLS: onet.take_rating,
            KNOWLEDGE: onet.take_rating,
            TECHNOLOGY: onet.take_technology,
            CROSSWALK: matches.take,
        }
        for name, table in opened.items():
            intake.read(name, table.stream, table.rows, partial(_take, takers[name]))
    intake.check("O*NET", ELEMENTS, OCCUPATIONS, SKILLS)
    onet.finish()
    for triple in matches.triples():
        onet.graph.add(triple)
    return Imported(onet.graph, intake.taken, intake.skipped, tuple(intake.rejected))


def _take(take: Callable[[Cells], bool], cells: Cells, _place: str) -> bool:
    return take(cells)


def _version(source: Path) -> str:
    found = VERSION.search(source.resolve().name)
    return "" if found is None else ".".join(found.groups())


def _choose(members: list[Member]) -> dict[str, Member]:
    """The file of each table. Raises :class:`InputError` with those that are missing or there twice."""
    chosen: dict[str, Member] = {}
    problems: list[Problem] = []
    for table in TABLES:
        names = {f"{table}{suffix}".casefold() for suffix in SUFFIXES}
        files = [member for member in members if member.name.casefold() in names]
        if len(files) == 1:
            chosen[table] = files[0]
        else:
            reason = f"is there {len(files)} times" if files else "is missing"
            problems.append(Problem(f"{table} ({' or '.join(SUFFIXES)})", None, reason))
    if problems:
        raise InputError("Not the complete O*NET database.", problems)
    return chosen
