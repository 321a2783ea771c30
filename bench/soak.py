"""The viewer under mixed load for a long time: errors, times, and whether its memory grows."""

import json
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.workspace import Workspace
from skillpath.bench.load_book import invented_book
from skillpath.bench.load_server import running
from skillpath.bench.scores import Progress, silent
from skillpath.bench.soak_memory import Look, Slope, looking, slope
from skillpath.bench.soak_visits import Known, Visit, Visitor

EVERY: Final = 10.0
"""Seconds between two looks at the memory."""

MOST_CODES: Final = 500
"""Among so many candidates users choose."""


@dataclass(frozen=True, slots=True)
class Soak:
    """A run: how long it was, the milliseconds by kind of visit, what went wrong and how often, the looks at
    the memory, and the lines of the server's log at each level."""

    candidates: int
    users: int
    seconds: float
    ms: Mapping[str, NDArray[np.float64]]
    errors: Mapping[str, int]
    looks: Sequence[Look]
    log: Mapping[str, int]

    @property
    def slope(self) -> Slope | None:
        """How the memory of the server grows."""
        return slope(self.looks)


def measure_soak(
    folder: Path,
    *,
    minutes: float,
    users: int,
    candidates: int,
    every: float = EVERY,
    progress: Progress = silent,
) -> Soak:
    """Serves an invented book beside that of a workspace, and has it used and written to.

    Nothing of it is kept. Raises :class:`skillpath.errors.WorkspaceError` where there is no workspace.
    """
    with invented_book(folder, candidates) as made, TemporaryFile("w+", encoding="utf-8") as log:
        opened = Workspace.open(made)
        known = Known([role.id for role in opened.book.roles()], opened.book.codes()[:MOST_CODES])
        with running(made, log=log) as server, looking(server.pid, every=every) as looks:
            began = time.monotonic()
            visits = _used(server.origin, known, users, began + minutes * 60, progress)
            seconds = time.monotonic() - began
        levels = _levels(log)
    return Soak(
        candidates=candidates,
        users=users,
        seconds=seconds,
        ms={
            kind: np.array([one.ms for one in visits if one.kind == kind and not one.wrong])
            for kind in dict.fromkeys(sorted(one.kind for one in visits))
        },
        errors=Counter(f"{one.kind}: {one.wrong}" for one in visits if one.wrong),
        looks=looks,
        log=levels,
    )


def _used(origin: str, known: Known, users: int, until: float, progress: Progress) -> list[Visit]:
    """What users did, at the same time, each one thing after the other."""
    visits: list[Visit] = []

    def use(seed: int) -> None:
        user = Visitor(origin, known, seed)
        while time.monotonic() < until:
            visits.append(user.visit())
        user.close()

    threads = [threading.Thread(target=use, args=(seed,), daemon=True) for seed in range(users)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        threads[0].join(timeout=1)
        progress("seconds", min(int(time.monotonic() - began), int(until - began)), int(until - began))
        for thread in threads:
            thread.join(timeout=0.1)
    return visits


def _levels(log: IO[str]) -> Counter[str]:
    log.seek(0)
    return Counter(json.loads(line)["level"] for line in log if line.startswith("{"))
