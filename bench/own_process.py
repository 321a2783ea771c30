"""Work in a process of its own, so that its memory is not that of anything else; and how it is measured."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from skillpath.errors import InputError

THREADS: Final = 2
"""Threads that the libraries in each process may use."""

_VARIABLES: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_STATUS: Final = Path("/proc/self/status")


@contextmanager
def own_process(work: Callable[..., None], *arguments: Any) -> Iterator["Connection[Any, Any]"]:
    """Calls a function of a module in a new process, with the other end of the connection and the arguments.

    The function sends what it has to say, and ends where nobody listens any more; what it raises is sent.
    """
    context = get_context("spawn")  # a forked process would begin with the memory of this one
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(work, theirs, arguments), daemon=True)
    with _threads():
        process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def received(connection: "Connection[Any, Any]") -> Any:
    """The next thing that is sent; raises it where it was raised.

    Raises :class:`InputError` where the process is no more.
    """
    try:
        message = connection.recv()
    except EOFError:
        raise InputError(
            "A process of the benchmark ended without an answer, maybe for want of memory: "
            "try with fewer --candidates."
        ) from None
    if isinstance(message, BaseException):
        raise message
    return message


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What some work comes to, and how many milliseconds it takes."""
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


def _work(work: Callable[..., None], connection: "Connection[Any, Any]", arguments: tuple[Any, ...]) -> None:
    try:
        with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
            work(connection, *arguments)
    except Exception as error:  # noqa: BLE001 (whatever it is, the other side raises it)
        connection.send(error)


@contextmanager
def _threads() -> Iterator[None]:
    """What libraries read when a process begins."""
    before = {name: os.environ.get(name) for name in _VARIABLES}
    os.environ.update(dict.fromkeys(_VARIABLES, str(THREADS)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
