"""Reading the files of strangers: in processes of their own, which are killed when they take too long.

A process that dies or hangs takes only its file with it. It is kept for the next file otherwise, since
starting one takes longer than reading most CVs.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from queue import LifoQueue
from threading import Timer
from typing import Final, Self

from skillpath.agency.intake.limits import LIMITS, Limits
from skillpath.agency.intake.outcome import Outcome, Refused, Why
from skillpath.agency.intake.package import MEGABYTE
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.wire import outcome_of

WORKER: Final = (sys.executable, "-P", "-m", "skillpath.agency.intake.worker")

_ENVIRONMENT: Final = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LANG", "LC_ALL")
"""What a worker knows of our environment: not the address of the book."""

_LONGEST_ANSWER: Final = 1 << 28

_CPU: Final = getattr(signal, "SIGXCPU", None)


class _Worker:
    """One process, and the clock that kills it."""

    def __init__(self, command: Sequence[str]) -> None:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._late = False

    def ask(self, source: Source, limits: Limits) -> Outcome | None:
        """What comes of a file; ``None`` where the process did not live to say it."""
        clock = Timer(limits.seconds, self._kill)
        clock.start()
        try:
            return self._answer(_request(source, limits), source.data)
        except (OSError, ValueError, KeyError, TypeError):  # gone, or it says what no worker says
            return None
        finally:
            clock.cancel()

    def _answer(self, request: bytes, data: bytes) -> Outcome | None:
        assert self._process.stdin is not None  # noqa: S101 (for the types: both are pipes)
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(request)
        self._process.stdin.write(data)
        self._process.stdin.flush()
        line = self._process.stdout.readline(_LONGEST_ANSWER)
        return outcome_of(json.loads(line)) if line else None

    def _kill(self) -> None:
        self._late = True
        self._process.kill()

    def end(self, limits: Limits) -> Refused:
        """Ends the process, whatever it does; why it did not answer."""
        self._process.kill()
        self.close()
        status = -self._process.returncode
        if self._late or status == _CPU:
            return Refused(Why.TOO_SLOW, f"reading the file takes longer than {limits.seconds:g} seconds")
        return Refused(Why.BROKE, "the file made its reader fail")

    def close(self) -> None:
        """Lets the process end: it does when nothing more can be asked."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()


def _request(source: Source, limits: Limits) -> bytes:
    table = {
        "name": source.name,
        "bytes": len(source.data),
        "columns": dict(source.columns),
        "limits": asdict(limits),
    }
    return json.dumps(table).encode() + b"\n"


class Sandbox:
    """Some processes that read files, at most ``jobs`` at once; to be used in a ``with`` statement.

    ``command`` starts one of them.
    """

    def __init__(self, *, jobs: int = 1, limits: Limits = LIMITS, command: Sequence[str] = WORKER) -> None:
        self.jobs, self.limits, self._command = jobs, limits, command
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(jobs):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for _ in range(self.jobs):
            worker = self._idle.get()
            if worker is not None:
                worker.close()

    def read(self, source: Source) -> Outcome:
        """What comes of a file: an outcome, whatever the file does. Waits for a process that is free."""
        if len(source.data) > self.limits.megabytes * MEGABYTE:
            return Refused(Why.TOO_BIG, f"the file is bigger than {self.limits.megabytes} MB")
        idle, keep = self._idle.get(), None
        try:
            worker = idle or _Worker(self._command)
            outcome = worker.ask(source, self.limits)
            if outcome is None:
                return worker.end(self.limits)
            keep = worker
            return outcome
        finally:
            self._idle.put(keep)
