"""Rankings as files: CSV, JSON lines or Parquet, by the ending of the name."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, fields
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from skillpath.agency.extra import needs_extra
from skillpath.agency.rank_roles import Placed
from skillpath.errors import InputError
from skillpath.ontology.files import new_file
from skillpath.ontology.formulas import shielded

COLUMNS: Final = tuple(field.name for field in fields(Placed))

LOT: Final = 100_000
"""Rows in a row group of Parquet."""


def check_ending(path: Path) -> None:
    """Raises :class:`InputError` for a name that tells no known format, or one that needs an extra."""
    if path.suffix not in _WRITERS:
        raise InputError(f"Cannot tell the format of {path}: let its name end in {', '.join(_WRITERS)}.")
    if path.suffix == _PARQUET:
        with needs_extra("spark"):
            import pyarrow  # noqa: F401, PLC0415 (optional)


def write_ranking(path: Path, rows: Iterable[Placed]) -> int:
    """Writes rows into a file, whole or not at all, as they come; how many they were.

    Scores are written in full: read again they are the same numbers. Raises :class:`InputError` as
    :func:`check_ending` does, and where the file cannot be written.
    """
    check_ending(path)
    counted = _Counted(iter(rows))
    try:
        with new_file(path) as file:
            _WRITERS[path.suffix](file, counted)
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror or error}.") from error
    return counted.count


class _Counted:
    """Rows, counted as they pass."""

    def __init__(self, rows: Iterator[Placed]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Placed]:
        return self

    def __next__(self) -> Placed:
        row = next(self._rows)
        self.count += 1
        return row


def _write_csv(file: BinaryIO, rows: Iterable[Placed]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)  # lines as RFC 4180 has them: a cell with either part of it is quoted
    writer.writerow(COLUMNS)
    writer.writerows(
        [shielded(cell) if isinstance(cell, str) else cell for cell in astuple(row)] for row in rows
    )
    text.detach()  # flushes, and leaves the file open


def _write_json_lines(file: BinaryIO, rows: Iterable[Placed]) -> None:
    for row in rows:
        line = dict(zip(COLUMNS, astuple(row), strict=True))
        file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _write_parquet(file: BinaryIO, rows: Iterable[Placed]) -> None:
    import pyarrow as pa  # noqa: PLC0415 (optional)
    import pyarrow.parquet as pq  # noqa: PLC0415 (optional)

    types = (pa.string(), pa.int64(), pa.string(), pa.float64(), pa.float64(), pa.bool_())
    schema = pa.schema(list(zip(COLUMNS, types, strict=True)))
    left = iter(rows)
    with pq.ParquetWriter(file, schema) as writer:
        while lot := [astuple(row) for row in islice(left, LOT)]:
            columns = zip(zip(*lot, strict=True), types, strict=True)
            writer.write_table(pa.table([pa.array(column, kind) for column, kind in columns], schema=schema))


_PARQUET: Final = ".parquet"

_WRITERS: Final[Mapping[str, Callable[[BinaryIO, Iterable[Placed]], None]]] = MappingProxyType(
    {".csv": _write_csv, ".jsonl": _write_json_lines, _PARQUET: _write_parquet}
)
"""The ending of a name → how rows are written."""
