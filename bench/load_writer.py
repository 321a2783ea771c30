"""Who writes to a workspace while it is read: candidates all the time, and maybe other releases."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, TypeVar

from skillpath.agency.workspace import Workspace
from skillpath.bench.load_states import Change, Changes, State
from skillpath.bench.own_process import own_process, received
from skillpath.reasoner.candidate import Candidate

T = TypeVar("T")

CODE: Final = "C-comes-and-goes"
"""The candidate who is written for the time of the benchmark: without any experience, or like the best."""

LOT: Final = 20
"""Candidates who are written at a time, as they are in the book."""

PAUSE: Final = 0.1
"""Seconds between two lots."""

STAY: Final = 2.0
"""Seconds for which the candidate who comes and goes stays in or out."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What is written: ``known`` are candidates of the book, ``best`` is what the one who comes is like.

    The ``releases`` become the current one, one after the other, in the course of the ``seconds``. The one
    who comes and goes is in the end as at the start.
    """

    folder: Path
    known: Sequence[Candidate]
    best: Candidate
    start: State
    releases: Sequence[str]
    seconds: float


@dataclass(frozen=True, slots=True)
class Written:
    """What was written in all: transactions, and the changes that pages show."""

    transactions: int
    changes: Changes


def guest(best: Candidate, *, in_top: bool) -> Candidate:
    """The candidate who comes and goes."""
    return replace(best, code=CODE) if in_top else Candidate(CODE)


@contextmanager
def writing(plan: Writing) -> Iterator[Callable[[], Written]]:
    """Writes, from a process of its own, until the function is called that says what was written."""
    with own_process(_write, plan) as connection:
        received(connection)

        def stop() -> Written:
            connection.send(None)
            written: Written = received(connection)
            return written

        yield stop


def _write(connection: "Connection[Any, Any]", plan: Writing) -> None:
    workspace = Workspace.open(plan.folder)
    chance = random.Random(0)  # noqa: S311 (whom to write next)
    transactions, in_top = 0, plan.start.in_top
    guests: list[Change[bool]] = []
    releases: list[Change[str]] = []
    connection.send(None)
    started = time.monotonic()
    apart = plan.seconds / (len(plan.releases) + 1)
    flips = [(started + apart * n, name) for n, name in enumerate(plan.releases, start=1)]
    while not connection.poll():
        workspace.book.put(chance.sample(plan.known, min(LOT, len(plan.known))))
        transactions += 1
        time.sleep(PAUSE)
        if time.monotonic() > started + STAY * (len(guests) + 1):
            in_top = not in_top
            coming = guest(plan.best, in_top=in_top)
            guests.append(_change(in_top, partial(workspace.book.put, [coming])))
        if flips and time.monotonic() > flips[0][0]:
            _, name = flips.pop(0)
            releases.append(_change(name, partial(workspace.releases.use, name)))
    connection.recv()
    workspace.book.put([guest(plan.best, in_top=plan.start.in_top)])
    connection.send(Written(transactions + len(guests), Changes(plan.start, releases, guests)))


def _change(value: T, make: Callable[[], None]) -> Change[T]:
    began = time.monotonic()
    make()
    return Change(began, time.monotonic(), value)
