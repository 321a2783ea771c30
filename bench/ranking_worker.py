"""A process for each method of ranking, so that the memory of one is not that of another.

All hold the same pool, mapped from the same files, and answer one role at a time when they are asked.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from skillpath.agency.pool_files import load_pool
from skillpath.agency.workspace import Workspace
from skillpath.bench.answers import Answer, Setting
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

THREADS: Final = 2
"""Threads that the libraries of each method may use."""

_THREAD_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_STATUS: Final = Path("/proc/self/status")


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
        timed: Timed = _received(self.connection)
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
            connection = stack.enter_context(_process(method, place))
            built.append(Worker(method, _received(connection), connection))
        progress(len(methods), len(methods))
        yield built


@contextmanager
def _process(method: str, place: Place) -> Iterator["Connection[Any, Any]"]:
    context = get_context("spawn")  # a forked process would begin with the memory of this one
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(method, place, theirs), daemon=True)
    with _threads():
        process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


@contextmanager
def _threads() -> Iterator[None]:
    """What libraries read when a process begins."""
    before = {name: os.environ.get(name) for name in _THREAD_VARIABLES}
    os.environ.update(dict.fromkeys(_THREAD_VARIABLES, str(THREADS)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _received(connection: "Connection[Any, Any]") -> Any:
    message = connection.recv()
    if isinstance(message, BaseException):
        raise message
    return message


def _serve(method: str, place: Place, connection: "Connection[Any, Any]") -> None:
    """What goes on in the process: builds the method, then answers until nobody asks any more."""
    try:
        with suppress(EOFError, KeyboardInterrupt):
            _answer(method, place, connection)
    except Exception as error:  # noqa: BLE001 (whatever it is, the other side raises it)
        connection.send(error)


def _answer(method: str, place: Place, connection: "Connection[Any, Any]") -> None:
    setting = Setting(
        network=Workspace.open(place.workspace).network,
        pool=load_pool(place.pool),
        cache=place.workspace / CACHE,
    )
    module, name = METHODS[method]
    asked, build_ms = _timed(lambda: getattr(import_module(module), name).build(setting))
    connection.send(Built(build_ms, peak_mb()))
    while True:
        role = connection.recv()
        answer, ms = _timed(lambda role=role: asked.query(role))
        connection.send(Timed(answer, ms if answer.own_ms is None else answer.own_ms, peak_mb()))


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = work()
    return result, (time.perf_counter() - started) * 1000


def peak_mb() -> float:
    """The most memory that this process had so far, mapped files that it read included, in 2^20 bytes."""
    if _STATUS.exists():  # what getrusage says of a new process includes the one that began it
        peak = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    import resource  # noqa: PLC0415 (not on every system)

    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / (1 << 20)
