"""Import ESCO from the official CSV download (https://esco.ec.europa.eu/en/use-esco/download)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Final

from rdflib import Graph

from skillpath.errors import InputError, Problem
from skillpath.ontology.importers.archive import Budget, Member, MemberStream, open_download
from skillpath.ontology.importers.csv_table import CsvTable, Row
from skillpath.ontology.importers.esco_graph import EscoGraph, RowError
from skillpath.ontology.importers.esco_tables import (
    FILE_NAME,
    LANGUAGE,
    OCCUPATIONS,
    SKILLS,
    TABLES,
    VERSION,
    ConceptTable,
    LinkTable,
)

Progress = Callable[[str, int, int], None]
"""Called with the table's name, the bytes of it read so far, and its size."""

FAIR_SHARE: Final = 0.5
"""The share of a table's rows that may be rejected; with more, the file is evidently something else."""

MAX_REJECTED: Final = 100_000
"""Rejected rows after which a table is not read further; ESCO's longest has 129,004 rows."""

EXAMPLES: Final = 10
"""Rejected rows shown for a table of which too many were."""

ROWS_PER_CALL: Final = 500
"""Rows between two calls of the progress function."""


@dataclass(frozen=True, slots=True)
class EscoImport:
    """ESCO in our vocabulary, and what became of every row.

    ``counts`` (taken) and ``skipped`` (not in force, or said before) give rows by table; ``rejected`` holds
    every other row with file, line and reason. ``version`` is as the download's name says, else empty.
    """

    graph: Graph
    counts: Mapping[str, int]
    skipped: Mapping[str, int]
    rejected: tuple[Problem, ...]
    language: str
    version: str


def _silent(table: str, done: int, total: int) -> None:
    """Show no progress."""


def read_esco(source: Path, *, language: str | None = None, progress: Progress = _silent) -> EscoImport:
    """ESCO from a folder or zip of the official CSV tables, labels in one language.

    The language is the one that the file names end in (``skills_en.csv``), or ``language``. Single rows that
    cannot be taken are listed in the result. Raises :class:`InputError` with everything found wrong, and
    takes nothing, where tables are missing, unreadable or of another form, hold no skills or occupations,
    or where more than :data:`FAIR_SHARE` or :data:`MAX_REJECTED` rows of a table would be rejected.
    """
    with ExitStack() as stack:
        members, budget = open_download(stack, source)
        chosen, spoken = _choose(source.name, members, language)
        intake = _Intake(EscoGraph(spoken), progress)
        for table, stream, rows in _open_tables(stack, chosen, budget):
            intake.read(table, stream, rows)
    intake.check()
    version = VERSION.search(source.resolve().name)
    return EscoImport(
        graph=intake.esco.graph,
        counts=dict(intake.taken),
        skipped=dict(intake.skipped),
        rejected=tuple(intake.rejected),
        language=spoken,
        version="" if version is None else version[1],
    )


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


def _open_tables(
    stack: ExitStack, chosen: Mapping[str, Member], budget: Budget
) -> list[tuple[ConceptTable | LinkTable, MemberStream, CsvTable]]:
    """All tables, their headers checked. Raises :class:`InputError` with what is wrong with any of them."""
    opened: list[tuple[ConceptTable | LinkTable, MemberStream, CsvTable]] = []
    problems: list[Problem] = []
    for table in TABLES:
        member = chosen[table.name]
        try:
            stream = stack.enter_context(MemberStream(member, budget))
            rows = CsvTable(member.name, stream)
        except InputError as error:
            problems.extend(error.problems)
            continue
        problems.extend(_missing_columns(table, rows))
        opened.append((table, stream, rows))
    if problems:
        raise InputError("Not tables of the ESCO CSV download.", problems)
    return opened


def _missing_columns(table: ConceptTable | LinkTable, rows: CsvTable) -> list[Problem]:
    there = shorten(", ".join(map(repr, rows.columns)) or "none", 400, placeholder=" …")
    return [
        Problem(rows.name, 1, f"needs one column {column!r}; the columns are: {there}")
        for column in table.required
        if rows.columns.count(column) != 1
    ]


class _Intake:
    """What became of the rows of all tables."""

    def __init__(self, esco: EscoGraph, progress: Progress) -> None:
        self.esco, self._progress = esco, progress
        self.taken: dict[str, int] = {}
        self.skipped: dict[str, int] = {}
        self.rejected: list[Problem] = []
        self._problems: dict[Problem, None] = {}

    def read(self, table: ConceptTable | LinkTable, stream: MemberStream, rows: CsvTable) -> None:
        """Take every row of a table that can be taken."""
        counted = {True: 0, False: 0}
        rejected: list[Problem] = []
        size = stream.member.size
        try:
            for number, row in enumerate(rows.rows()):
                try:
                    counted[self._take(table, rows, row)] += 1
                except RowError as error:
                    rejected.append(Problem(rows.name, row.line, str(error)))
                if number % ROWS_PER_CALL == 0:
                    self._progress(table.name, min(stream.done, size), size)
                if len(rejected) > MAX_REJECTED:
                    break
        except InputError as error:
            self._problems.update(dict.fromkeys(error.problems))
        self._progress(table.name, size, size)
        self.taken[table.name], self.skipped[table.name] = counted[True], counted[False]
        self.rejected.extend(rejected)
        self._judge(rows.name, rejected, len(rejected) + sum(counted.values()))

    def _take(self, table: ConceptTable | LinkTable, rows: CsvTable, row: Row) -> bool:
        if row.defect:
            raise RowError(row.defect)
        cells = dict(zip(rows.columns, row.cells, strict=True))
        if isinstance(table, ConceptTable):
            return self.esco.take_concept(table, cells, f"{rows.name}:{row.line}")
        return self.esco.take_link(table, cells)

    def _judge(self, file: str, rejected: list[Problem], rows: int) -> None:
        if len(rejected) > min(FAIR_SHARE * rows, MAX_REJECTED):
            reason = f"{len(rejected):,} of {rows:,} rows cannot be taken; the first of them:"
            examples = [Problem(file, None, reason), *rejected[:EXAMPLES]]
            self._problems.update(dict.fromkeys(examples))

    def check(self) -> None:
        """Finish the graph. Raises :class:`InputError` where the download is not to be taken at all."""
        for table in (OCCUPATIONS, SKILLS):
            if not self.taken[table.name]:
                self._problems[Problem(table.name, None, "not one row was taken")] = None
        if self._problems:
            raise InputError("Not to be taken as ESCO; nothing was imported.", tuple(self._problems))
        self.esco.finish()
