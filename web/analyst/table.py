"""The rows of an answer as they are looked at: those with some words, in some order, one page of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from skillpath.ontology.sparql.results import QueryResult
from skillpath.ontology.sparql.terms import Term
from skillpath.web.analyst.cells import Cell

ON_A_PAGE: Final = 100

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are those with the words, in order; ``total`` is how many there are with or without them.

    ``numeric`` names the columns that hold numbers and nothing else.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int
    numeric: frozenset[str]

    def page(self, number: int) -> tuple[Row, ...]:
        """The rows of a page, which count from 1."""
        return self.rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.rows) // ON_A_PAGE))


def table(
    result: QueryResult, cell: Callable[[Term | None], Cell], *, words: str = "", sort: str = ""
) -> Table:
    """An answer's rows; see :class:`skillpath.web.analyst.asked.Asked` for ``words`` and ``sort``."""
    rows = [tuple(map(cell, row)) for row in result.rows]
    wanted = [row for row in rows if holds(row, words)]
    by = sort.removeprefix("-")
    if by in result.columns:
        wanted = ordered(wanted, result.columns.index(by), down=sort.startswith("-"))
    return Table(result.columns, tuple(wanted), len(rows), _numeric(result.columns, rows))


def holds(row: Row, words: str) -> bool:
    """Whether each of some words is somewhere in a row, in what is called so or in its IRI."""
    text = "\n".join(f"{cell.text}\n{cell.iri}" for cell in row).casefold()
    return all(word in text for word in words.casefold().split())


def ordered(rows: Sequence[Row], column: int, *, down: bool) -> list[Row]:
    """Rows by a column: numbers before texts, both from the smallest; what has nothing there comes last.

    Rows that are alike there keep their order, also where it goes ``down``.
    """

    def key(row: Row) -> tuple[float, str]:
        cell = row[column]
        return (float("inf"), cell.text.casefold()) if cell.value is None else (cell.value, "")

    some = [row for row in rows if row[column].text]
    none = [row for row in rows if not row[column].text]
    return sorted(some, key=key, reverse=down) + none


def _numeric(columns: Sequence[str], rows: Sequence[Row]) -> frozenset[str]:
    filled = {name: [row[at] for row in rows if row[at].text] for at, name in enumerate(columns)}
    return frozenset(
        name for name, cells in filled.items() if cells and all(cell.value is not None for cell in cells)
    )
