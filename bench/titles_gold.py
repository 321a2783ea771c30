"""A gold standard of job titles in the files of the MELO benchmark (Retyk et al. 2024)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from skillpath.errors import InputError, Problem

QUERIES: Final = "queries.tsv"
CORPUS: Final = "corpus_elements.tsv"
ANNOTATIONS: Final = "annotations.tsv"


@dataclass(frozen=True, slots=True)
class TitlesGold:
    """Titles to link, names to link them to, and for each title the positions of the names that are right."""

    name: str
    queries: tuple[str, ...]
    corpus: tuple[str, ...]
    right: tuple[frozenset[int], ...]


def read_titles_gold(folder: Path) -> TitlesGold:
    """Reads a folder with ``queries.tsv`` and ``corpus_elements.tsv`` (key, text) and ``annotations.tsv``
    (key of a query, anything, key of an element, relevance: as trec_eval reads it), without headers.

    Raises :class:`InputError` with all that is wrong.
    """
    problems: list[Problem] = []
    queries, corpus = (_texts(folder / name, problems) for name in (QUERIES, CORPUS))
    numbers = {key: number for number, key in enumerate(corpus)}
    right: dict[str, set[int]] = {key: set() for key in queries}
    for line, cells in _rows(folder / ANNOTATIONS, 4, problems):
        query, _, element, relevance = cells
        if query not in right or element not in numbers:
            problems.append(
                Problem(ANNOTATIONS, line, f"{query} or {element} is in neither of the other files")
            )
        elif relevance != "0":
            right[query].add(numbers[element])
    if not problems and not any(right.values()):
        problems.append(Problem(ANNOTATIONS, None, "no title has a right name"))
    if problems:
        raise InputError("Not a gold standard.", problems)
    asked = [key for key in queries if right[key]]
    return TitlesGold(
        folder.name,
        tuple(queries[key] for key in asked),
        tuple(corpus.values()),
        tuple(frozenset(right[key]) for key in asked),
    )


def _texts(path: Path, problems: list[Problem]) -> dict[str, str]:
    return {key: text for _, (key, text) in _rows(path, 2, problems)}


def _rows(path: Path, columns: int, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path.name, None, f"cannot be read: {error}"))
        return []
    rows = []
    for line, row in enumerate(text.split("\n"), start=1):
        cells = row.rstrip("\r").split("\t")
        if len(cells) == columns:
            rows.append((line, cells))
        elif row.strip():
            problems.append(Problem(path.name, line, f"{len(cells)} cells, not {columns}"))
    return rows
