"""How long the pool of a book takes: to compile, to open, and to take a changed candidate in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import numpy as np

from skillpath.agency.address import FILE, file_url
from skillpath.agency.book import Book
from skillpath.agency.pool_files import load_pool
from skillpath.agency.pool_store import PoolStore
from skillpath.bench.own_process import own_process, peak_mb, received, timed
from skillpath.bench.synthetic_pool import candidate
from skillpath.reasoner.candidate import Candidate, Claim

ROUNDS: Final = 5
"""How often a pool is opened, and a candidate changed."""

_TOLD: Final = 5_000
"""Candidates between two messages on how far the writing is."""


@dataclass(frozen=True, slots=True)
class BookTimes:
    """Milliseconds, medians of several: ``write_ms`` is for all candidates into the database, ``compile_ms``
    from there to files, ``open_ms`` to open these, ``update_ms`` for the pool once a candidate was changed.
    ``peak_mb`` is what compiling needs."""

    write_ms: float
    compile_ms: float
    open_ms: float
    update_ms: float
    peak_mb: float


def book_times(pool: Path, folder: Path, progress: Callable[[int, int], None]) -> BookTimes:
    """Writes a pool into a book in an empty folder, and measures what a workspace would do with it.

    ``progress`` is told how many candidates are written, and of how many.
    """
    with own_process(_write, pool, folder) as connection:
        while not isinstance(told := received(connection), float):
            progress(*told)
    with own_process(_measure, folder) as connection:
        compile_ms, open_ms, update_ms, peak = received(connection)
    return BookTimes(told, compile_ms, open_ms, update_ms, peak)


def _write(connection: "Connection[Any, Any]", pool: Path, folder: Path) -> None:
    loaded = load_pool(pool)

    def people() -> Iterator[Candidate]:
        for row in range(len(loaded)):
            if row % _TOLD == 0:
                connection.send((row, len(loaded)))
            yield candidate(loaded, row)

    book = Book(file_url(folder / FILE))
    connection.send(timed(lambda: book.put(people()))[1])


def _measure(connection: "Connection[Any, Any]", folder: Path) -> None:
    book = Book(file_url(folder / FILE))

    def store() -> PoolStore:
        return PoolStore(folder / "pool", book)

    snapshot, compiling = timed(lambda: store().now())
    peak = peak_mb()
    opening = [timed(lambda: store().now())[1] for _ in range(ROUNDS)]
    opened, updating = store(), []
    opened.now()
    for row in np.linspace(0, len(snapshot) - 1, ROUNDS).astype(int).tolist():
        person = book.candidate(snapshot.compiled.code(row))
        book.put([_changed(person)])
        updating.append(timed(opened.now)[1])
    connection.send((compiling, float(np.median(opening)), float(np.median(updating)), peak))


def _changed(person: Candidate) -> Candidate:
    """With a skill less, or with one."""
    return replace(person, claims=person.claims[1:] or (Claim("https://w3id.org/skillpath/skill/typing"),))
