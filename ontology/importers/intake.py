"""What becomes of the rows of a download: taken, left out or rejected; and when it is all refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import Graph

from skillpath.errors import InputError, Problem
from skillpath.ontology.bulk import nothing_to_collect
from skillpath.ontology.importers.archive import MemberStream
from skillpath.ontology.importers.csv_table import Row
from skillpath.ontology.importers.tables import Table

Cells = Mapping[str, str]
"""One row: column → text without surrounding space."""

Take = Callable[[Cells, str], bool]
"""Takes a row that stands at a place (``file:line``); false where it is left out. Raises RowError."""

Progress = Callable[[str, int, int], None]
"""Called with a table's name, the bytes of it read so far, and its size."""

FAIR_SHARE: Final = 0.5
"""The share of a table's rows that may be rejected; with more, the file is evidently something else."""

MAX_REJECTED: Final = 100_000
"""Rejected rows after which a table is not read further; ESCO's longest has 129,004 rows."""

EXAMPLES: Final = 10
"""Rejected rows shown for a table of which too many were."""

ROWS_PER_CALL: Final = 500
"""Rows between two calls of the progress function."""


class RowError(Exception):
    """A row that cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A taxonomy in our vocabulary, and what became of every row.

    ``counts`` (taken) and ``skipped`` (not in force, or said before) give rows by table; ``rejected`` holds
    every other row with file, line and reason.
    """

    graph: Graph
    counts: Mapping[str, int]
    skipped: Mapping[str, int]
    rejected: tuple[Problem, ...]


def silent(table: str, done: int, total: int) -> None:
    """Show no progress."""


class Intake:
    """Counts the rows of all tables of a download while they are taken."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.taken: dict[str, int] = {}
        self.skipped: dict[str, int] = {}
        self.rejected: list[Problem] = []
        self._problems: dict[Problem, None] = {}

    @nothing_to_collect()
    def read(self, name: str, stream: MemberStream, table: Table, take: Take) -> None:
        """Take every row of a table that can be taken."""
        counted = {True: 0, False: 0}
        rejected: list[Problem] = []
        size = stream.member.size
        try:
            for number, row in enumerate(table.rows()):
                try:
                    counted[take(_cells(table, row), f"{table.name}:{row.line}")] += 1
                except RowError as error:
                    rejected.append(Problem(table.name, row.line, str(error)))
                if number % ROWS_PER_CALL == 0:
                    self._progress(name, min(stream.done, size), size)
                if len(rejected) > MAX_REJECTED:
                    break
        except InputError as error:
            self._problems.update(dict.fromkeys(error.problems))
        self._progress(name, size, size)
        self.taken[name], self.skipped[name] = counted[True], counted[False]
        self.rejected.extend(rejected)
        self._judge(table.name, rejected, len(rejected) + sum(counted.values()))

    def _judge(self, file: str, rejected: list[Problem], rows: int) -> None:
        if len(rejected) > min(FAIR_SHARE * rows, MAX_REJECTED):
            reason = f"{len(rejected):,} of {rows:,} rows cannot be taken; the first of them:"
            examples = [Problem(file, None, reason), *rejected[:EXAMPLES]]
            self._problems.update(dict.fromkeys(examples))

    def check(self, taxonomy: str, *needed: str) -> None:
        """Raises :class:`InputError` where the download is not to be taken at all.

        That is so where a table was refused, or where no row of one that is ``needed`` was taken.
        """
        for table in needed:
            if not self.taken[table]:
                self._problems[Problem(table, None, "not one row was taken")] = None
        if self._problems:
            summary = f"Not to be taken as {taxonomy}; nothing was imported."
            raise InputError(summary, tuple(self._problems))


def _cells(table: Table, row: Row) -> Cells:
    if row.defect:
        raise RowError(row.defect)
    return dict(zip(table.columns, row.cells, strict=True))
