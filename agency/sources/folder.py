"""A folder of candidates: Parquet as ``skillpath export candidates`` writes it, or CSV of those columns."""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from skillpath.agency.best import best_of_pool
from skillpath.agency.candidate_files import candidate_files, read_candidates
from skillpath.agency.extra import needs_extra
from skillpath.agency.sources.answer import Found, Question, State
from skillpath.agency.sources.columns import Row
from skillpath.agency.sources.gathering import Gathering
from skillpath.agency.sources.source import Source
from skillpath.errors import SourceError
from skillpath.reasoner.places import Places

TABLES: Final[Mapping[str, Callable[[Gathering, str, Row], None]]] = MappingProxyType(
    {
        "candidates.csv": Gathering.facts,
        "spells.csv": Gathering.spell,
        "claims.csv": Gathering.claim,
    }
)
"""The files of a CSV folder, each with what takes its rows. Any of them may be missing, not all."""


LARGEST: Final = 256 * 1024 * 1024
"""Bytes of a CSV file, at most."""


def ask_folder(source: Source, question: Question) -> Found:
    """All candidates of CSV files, or the best of Parquet files; raises :class:`SourceError`.

    Of Parquet the best are found by the cascade that ranks the book: there may be a million.
    """
    folder = Path(source.address)
    try:
        if any((folder / name).is_file() for name in TABLES):
            return _of_csv(source, question, folder)
        return _of_parquet(source, question, folder)
    except OSError as error:
        raise SourceError(f"cannot read {error.filename or folder}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise SourceError("a CSV file is not UTF-8") from error
    except csv.Error as error:
        raise SourceError(f"a CSV file cannot be read: {error}") from error


def _of_csv(source: Source, question: Question, folder: Path) -> Found:
    gathering = Gathering(day=question.matcher.as_of, most=source.most)
    for name, take in TABLES.items():
        for place, row in _rows(folder / name):
            _ = question.left
            take(gathering, place, row)
    return gathering.found()


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    """The rows of a CSV file with their places; none where there is no file."""
    if not path.is_file():
        return
    if path.stat().st_size > LARGEST:
        raise SourceError(f"{path.name} has more than {LARGEST // 1024**2} MB: give Parquet files")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        if "code" not in (reader.fieldnames or ()):
            raise SourceError(f"{path.name} has no column “code”")
        for row in reader:
            yield f"{path.name}:{reader.line_num}", row


def _of_parquet(source: Source, question: Question, folder: Path) -> Found:
    matcher, wanted = question.matcher, min(question.top, source.most)
    pool = read_candidates(folder, day=matcher.as_of)
    _ = question.left
    places = Places.of(matcher.network, pool.histories.vocabulary)
    found = best_of_pool(matcher, pool, places, top=wanted)
    gathering = Gathering(day=matcher.as_of, most=source.most)
    for row in _records(folder, found.codes):
        code = str(row["code"])
        gathering.facts(code, row)
        for spell in row["spells"] or ():
            gathering.spell(code, {"code": code, **spell})
        for claim in row["claims"] or ():
            gathering.claim(code, {"code": code, **claim})
    given = gathering.found()
    if given.state is State.PARTIAL or wanted >= len(pool):
        return given
    return Found(given.people, State.BEST, (f"its best {wanted} of {len(pool)}",))


def _records(folder: Path, codes: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of some candidates."""
    with needs_extra("spark"):
        import pyarrow as pa  # noqa: PLC0415 (optional)
        import pyarrow.parquet as pq  # noqa: PLC0415 (optional)
    wanted = [("code", "in", list(codes))]
    try:
        return [
            row
            for path in (candidate_files(folder) if codes else ())
            for row in pq.read_table(path, filters=wanted).to_pylist()
        ]
    except pa.ArrowException as error:
        raise SourceError(f"cannot read {folder}: {error}") from error
