"""Reading the files of strangers: in processes of their own, which are killed when they take too long.

A process that dies or hangs takes only its file with it. It is kept for the next file otherwise, since
starting one takes longer than reading most CVs.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from queue import LifoQueue
from threading import Timer
from typing import Any, Final, Self

from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.limits import LIMITS, Limits
from skillpath.agency.intake.outcome import Outcome, Refused, Why
from skillpath.agency.intake.package import MEGABYTE
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.wire import finding_table, outcome_of
from skillpath.errors import WorkspaceError

WORKER: Final = (sys.executable, "-P", "-m", "skillpath.agency.intake.worker")

_ENVIRONMENT: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG", "LC_ALL")
"""What a worker knows of our environment: not the address of the book."""

_ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
"""A worker may start no threads; libraries that would are told so."""

_LONGEST_ANSWER: Final = 1 << 28

STARTING: Final = 120.0
"""Seconds that a worker may take until it is ready: the labels of a large release are prepared once."""

_GONE: Final = (OSError, ValueError, KeyError, TypeError)
"""What asking a worker raises that is gone, or says what no worker says."""

_CPU: Final = getattr(signal, "SIGXCPU", None)


class _Worker:
    """One process, and the clock that kills it."""

    def __init__(self, command: Sequence[str], limits: Limits, finding: Finding | None) -> None:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment | _ONE_THREAD,
        )
        self._limits, self._finding = limits, finding
        self._late = False
        self._make_ready()

    def _make_ready(self) -> None:
        finding = None if self._finding is None else finding_table(self._finding)
        try:
            self._answer(_line({"limits": asdict(self._limits), "finding": finding}), within=STARTING)
        except _GONE as error:
            self.end()
            raise WorkspaceError(
                "No process that reads files can be made ready: is there memory enough, and is the release "
                "of the workspace whole?"
            ) from error

    def ask(self, source: Source) -> Outcome | None:
        """What comes of a file; ``None`` where the process did not live to say it."""
        try:
            outcome = outcome_of(self._answer(_request(source), source.data, within=self._limits.seconds))
            if self._finding is None or isinstance(outcome, Refused):
                return outcome
            found = [self._answer(within=self._limits.seconds) for _ in outcome.documents]
            return replace(outcome, found=tuple(found))
        except _GONE:
            return None

    def _answer(self, *parts: bytes, within: float) -> dict[str, Any]:
        """Says something, and gives the line of JSON that comes back in so many seconds."""
        clock = Timer(within, self._kill)
        clock.start()
        try:
            assert self._process.stdin is not None  # noqa: S101 (for the types: both are pipes)
            assert self._process.stdout is not None  # noqa: S101
            for part in parts:
                self._process.stdin.write(part)
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline(_LONGEST_ANSWER))
        finally:
            clock.cancel()
        if not isinstance(answer, dict):
            raise TypeError("a worker answers by a table")
        return answer

    def _kill(self) -> None:
        self._late = True
        self._process.kill()

    def end(self) -> Refused:
        """Ends the process, whatever it does; why it did not answer."""
        self._process.kill()
        self.close()
        status = -self._process.returncode
        if self._late or status == _CPU:
            return Refused(
                Why.TOO_SLOW, f"reading the file takes longer than {self._limits.seconds:g} seconds"
            )
        return Refused(Why.BROKE, "the file made its reader fail")

    def close(self) -> None:
        """Lets the process end: it does when nothing more can be asked."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


def _request(source: Source) -> bytes:
    return _line({"name": source.name, "bytes": len(source.data), "columns": dict(source.columns)})


def _line(table: Mapping[str, Any]) -> bytes:
    return json.dumps(table).encode() + b"\n"


class Sandbox:
    """Some processes that read files, at most ``jobs`` at once; to be closed after use, as by ``with``.

    ``finding`` says what they look for in what they read; ``command`` starts one of them.
    """

    def __init__(
        self,
        *,
        jobs: int = 1,
        limits: Limits = LIMITS,
        finding: Finding | None = None,
        command: Sequence[str] = WORKER,
    ) -> None:
        self.jobs, self.limits = jobs, limits
        self._start: Callable[[], _Worker] = partial(_Worker, command, limits, finding)
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(jobs):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes, each when it is done with its file."""
        for _ in range(self.jobs):
            worker = self._idle.get()
            if worker is not None:
                worker.close()

    def read(self, source: Source) -> Outcome:
        """What comes of a file: an outcome, whatever the file does. Waits for a process that is free.

        Raises :class:`WorkspaceError` where no process can be made ready.
        """
        if len(source.data) > self.limits.megabytes * MEGABYTE:
            return Refused(Why.TOO_BIG, f"the file is bigger than {self.limits.megabytes} MB")
        idle, keep = self._idle.get(), None
        try:
            worker = idle or self._start()
            outcome = worker.ask(source)
            if outcome is None:
                return worker.end()
            keep = worker
            return outcome
        finally:
            self._idle.put(keep)
