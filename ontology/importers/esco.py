"""Import ESCO from the official CSV download (https://esco.ec.europa.eu/en/use-esco/download)."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.archive import Member, open_download
from skillpath.ontology.importers.esco_graph import EscoGraph
from skillpath.ontology.importers.esco_tables import (
    CONCEPT_TABLES,
    FILE_NAME,
    LANGUAGE,
    OCCUPATIONS,
    SKILLS,
    TABLES,
    VERSION,
    ConceptTable,
    LinkTable,
)
from skillpath.ontology.importers.intake import Cells, Imported, Intake, Progress, silent
from skillpath.ontology.importers.tables import open_tables


@dataclass(frozen=True, slots=True)
class EscoImport(Imported):
    """ESCO in our vocabulary, its language, and its version as the download's name says, else empty."""

    language: str
    version: str


def read_esco(source: Path, *, language: str | None = None, progress: Progress = silent) -> EscoImport:
    """ESCO from a folder or zip of the official CSV tables, labels in one language.

    The language is the one that the file names end in (``skills_en.csv``), or ``language``. Single rows that
    cannot be taken are listed in the result. Raises :class:`InputError` with everything found wrong, and
    takes nothing, where tables are missing, unreadable or of another form, hold no skills or occupations,
    or where more than too many rows of a table would be rejected (:mod:`.intake`).
    """
    esco, intake, spoken = _read(source, TABLES, language, progress)
    esco.finish()
    version = VERSION.search(source.resolve().name)
    return EscoImport(
        graph=esco.graph,
        counts=dict(intake.taken),
        skipped=dict(intake.skipped),
        rejected=tuple(intake.rejected),
        language=spoken,
        version="" if version is None else version[1],
    )


def esco_concepts(source: Path, *, language: str | None = None) -> frozenset[str]:
    """The IRIs of all concepts in force that ESCO's tables describe; arguments and errors as above."""
    esco, _, _ = _read(source, CONCEPT_TABLES, language, silent)
    return frozenset(map(str, esco.graph.subjects()))


def _read(
    source: Path, tables: Sequence[ConceptTable | LinkTable], language: str | None, progress: Progress
) -> tuple[EscoGraph, Intake, str]:
    """The rows of some tables, what became of them, and their language."""
    with ExitStack() as stack:
        members, budget = open_download(stack, source)
        chosen, spoken = _choose(source.name, members, language)
        required = {table.name: table.required for table in TABLES}
        refusal = "Not tables of the ESCO CSV download."
        opened = open_tables(stack, chosen, required, budget, refusal=refusal)
        intake, esco = Intake(progress), EscoGraph(spoken)
        for table in tables:
            part = opened[table.name]
            intake.read(table.name, part.stream, part.rows, partial(_take, esco, table))
    intake.check("ESCO", OCCUPATIONS.name, SKILLS.name)
    return esco, intake, spoken


def _take(esco: EscoGraph, table: ConceptTable | LinkTable, cells: Cells, place: str) -> bool:
    if isinstance(table, ConceptTable):
        return esco.take_concept(table, cells, place)
    return esco.take_link(table, cells)


def _choose(source: str, members: list[Member], language: str | None) -> tuple[dict[str, Member], str]:
    """The file of each table in one language, and the language."""
    found: defaultdict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in members:
        if match := FILE_NAME.fullmatch(member.name):
            found[match["table"].casefold(), (match["language"] or "").casefold()].append(member)
    names = {table.name.casefold() for table in TABLES}
    spoken = _spoken(source, sorted({tag for name, tag in found if name in names and tag}), language)
    chosen: dict[str, Member] = {}
    problems: list[Problem] = []
    for table in TABLES:
        name = table.name.casefold()
        files = found.get((name, spoken)) or found.get((name, ""), [])
        if len(files) == 1:
            chosen[table.name] = files[0]
        else:
            reason = f"is there {len(files)} times" if files else "is missing"
            problems.append(Problem(f"{table.name}{spoken and '_' + spoken}.csv", None, reason))
    if chosen and not spoken:
        problems.append(Problem(source, None, "no file name says the language: name it"))
    if problems:
        raise InputError("Not the complete ESCO CSV download in one language.", problems)
    return chosen, spoken


def _spoken(source: str, languages: list[str], asked: str | None) -> str:
    """The language asked for, else the only one there is; empty where no file name has one."""
    if asked is not None:
        if not LANGUAGE.fullmatch(asked):
            raise InputError(f"{asked!r} is not a language tag such as 'en' or 'pt-br'.")
        return asked.casefold()
    if len(languages) > 1:
        reason = f"holds {', '.join(languages)}: name the one to import"
        raise InputError("More than one language.", [Problem(source, None, reason)])
    return "".join(languages)
