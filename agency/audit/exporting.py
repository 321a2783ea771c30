"""The log for others: for the person it is about, for an authority, for an auditor."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from skillpath.agency.audit.chain import Happening, canonical
from skillpath.agency.audit.entries import Entry, Wanted, count, entries
from skillpath.agency.audit.kinds import Event
from skillpath.agency.book import Book
from skillpath.errors import InputError
from skillpath.ontology.files import new_file
from skillpath.ontology.formulas import shielded

COLUMNS: Final = tuple(Entry.__dataclass_fields__)


def document_of(one: Entry) -> dict[str, Any]:
    """A row of the log as plain data."""
    return asdict(one) | {"event": str(one.event), "details": dict(one.details)}


def export(book: Book, path: Path, wanted: Wanted, *, by: str) -> int:
    """Writes the rows that are wanted into a file, the earliest first; how many they were.

    JSON lines or CSV, by the ending of the name. The export is itself a row of the log, after those.
    Raises :class:`InputError` for another ending, and where the file cannot be written.
    """
    writer = _WRITERS.get(path.suffix)
    if writer is None:
        raise InputError(f"Cannot tell the format of {path}: let its name end in {', '.join(_WRITERS)}.")
    found = entries(book, wanted, most=count(book, wanted))[::-1]
    try:
        with new_file(path) as file:
            writer(file, found)
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror or error}.") from error
    book.log(Happening(Event.EXPORT, by, details={"what": "log", "rows": len(found)}))
    return len(found)


def _write_csv(file: BinaryIO, rows: Iterable[Entry]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)  # lines as RFC 4180 has them: a cell with either part of it is quoted
    writer.writerow(COLUMNS)
    for row in rows:
        cells = document_of(row) | {"details": canonical(dict(row.details))}
        writer.writerow([_cell(cells[column]) for column in COLUMNS])
    text.detach()  # flushes, and leaves the file open


def _cell(value: Any) -> Any:
    return shielded(value) if isinstance(value, str) else value


def _write_json_lines(file: BinaryIO, rows: Iterable[Entry]) -> None:
    for row in rows:
        file.write(json.dumps(document_of(row), ensure_ascii=False).encode() + b"\n")


_WRITERS: Final[Mapping[str, Any]] = MappingProxyType({".jsonl": _write_json_lines, ".csv": _write_csv})
"""The ending of a name → how rows are written."""
