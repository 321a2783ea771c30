"""A process for each method of ranking, so that the memory of one is not that of another.

All hold the same pool, mapped from the same files, and answer one role at a time when they are asked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from skillpath.agency.pool_files import load_pool
from skillpath.agency.workspace import Workspace
from skillpath.bench.answers import Answer, Setting
from skillpath.bench.own_process import own_process, peak_mb, received, timed
from skillpath.reasoner.role import Role

METHODS: Final[Mapping[str, tuple[str, str]]] = {
    "cascade": ("skillpath.bench.score_methods", "Cascade"),
    "exhaustive": ("skillpath.bench.score_methods", "Exhaustive"),
    "bm25": ("skillpath.bench.word_search", "Bm25"),
    "dense": ("skillpath.bench.dense_search", "Dense"),
    "explanation": ("skillpath.bench.score_methods", "Explanation"),
    "networkx": ("skillpath.bench.plain_search", "PlainSearch"),
}
"""Method → module and class; imported in its own process only."""

CACHE: Final = "cache"
"""The folder of a workspace for what may be deleted."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a method finds what it is built from: the workspace, and the files of the pool."""

    workspace: Path
    pool: Path


@dataclass(frozen=True, slots=True)
class Built:
    """How long it took to build a method, and the most memory that its process had until then."""

    build_ms: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, how long it took, and the most memory that the process had until then."""

    answer: Answer
    ms: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Worker:
    """A method in its process, ready to be asked."""

    method: str
    built: Built
    connection: "Connection[Any, Any]"

    def ask(self, role: Role) -> Timed:
        """The answer for a role; raises what was raised in the process."""
        self.connection.send(role)
        timed: Timed = received(self.connection)
        return timed


@contextmanager
def workers(
    methods: Sequence[str], place: Place, progress: Callable[[int, int], None]
) -> Iterator[list[Worker]]:
    """The methods, built one after the other, each in its process; the processes end with the block.

    ``progress`` is told how many are built, and of how many.
    """
    with ExitStack() as stack:
        built = []
        for number, method in enumerate(methods):
            progress(number, len(methods))
            connection = stack.enter_context(own_process(_answer, method, place))
            built.append(Worker(method, received(connection), connection))
        progress(len(methods), len(methods))
        yield built


def _answer(connection: "Connection[Any, Any]", method: str, place: Place) -> None:
    """What goes on in the process: builds the method, then answers until nobody asks any more."""
    setting = Setting(
        network=Workspace.open(place.workspace).network,
        pool=load_pool(place.pool),
        cache=place.workspace / CACHE,
    )
    module, name = METHODS[method]
    asked, build_ms = timed(lambda: getattr(import_module(module), name).build(setting))
    connection.send(Built(build_ms, peak_mb()))
    while True:
        answer, ms = timed(partial(asked.query, connection.recv()))
        connection.send(Timed(answer, ms if answer.own_ms is None else answer.own_ms, peak_mb()))
