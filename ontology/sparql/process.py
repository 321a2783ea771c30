"""A worker process from the outside: asked, waited for, and killed when its time is over."""

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final, cast

from skillpath.errors import (
    NobodyWaits,
    QueryError,
    QueryMistake,
    QueryTooLarge,
    QueryTooLong,
    WorkspaceError,
)
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.question import Functions, Limits, Question

_COMMAND: Final = ("-P", "-m", "skillpath.ontology.sparql.worker")

START: Final = 60.0
"""Seconds that a process may take to start, and to import what a query calls."""

SHORT: Final = 0.2
"""A query that takes more seconds has the processor after the others, once anybody else asks; and it is
looked whether who asked still waits."""

BEHIND: Final = 15
"""Its priority then, as of :command:`nice`."""


def never() -> bool:
    """That something is so which never is."""
    return False


class Process:
    """A process that answers queries one after the other, until one of them ends it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, *_COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._replies = cast("IO[bytes]", self._process.stdout)
        self._ready = self._is_behind = False
        self._imported: set[str] = set()

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def get_ready(self) -> bool:
        """Whether it can be asked again as at first; only some users may take back that others go first."""
        if self._is_behind and self.alive:
            try:
                os.setpriority(os.PRIO_PROCESS, self._process.pid, os.getpriority(os.PRIO_PROCESS, 0))
            except PermissionError:
                self.end()
        self._is_behind = False
        return self.alive

    def answer(
        self,
        question: Question,
        into: Path,
        *,
        store: Path,
        usual_graphs: tuple[str, ...],
        limits: Limits,
        functions: Functions,
        others: Callable[[], bool] = never,
        gone: Callable[[], bool] = never,
    ) -> Mapping[str, Any]:
        """Has the answer written into a file; its kind, form, number of rows and whether it was cut.

        ``others``: whether anybody else asks too; what takes long lets them go first. ``gone``: whether
        nobody waits for the answer any more, which ends the query.

        Raises :class:`QueryError` and its children, and :class:`WorkspaceError` where there is no store.
        """
        request = {
            "query": question.text,
            "default_graphs": question.default_graphs,
            "named_graphs": question.named_graphs,
            "max_rows": question.max_rows,
            "forms": question.forms,
            "base": question.base,
            "file": str(into),
            "store": str(store),
            "usual_graphs": usual_graphs,
            "prefixes": dict(QUERY_PREFIXES),
            "seconds": limits.seconds,
            "megabytes": limits.megabytes,
            "functions": functions,
        }
        line = self._asked(request, limits, others, gone)
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise _error(reply, store, limits)
        return reply

    def end(self) -> None:
        """Kills it."""
        self._process.kill()
        for pipe in (self._requests, self._replies):
            with suppress(OSError):
                pipe.close()
        self._process.wait()

    def _asked(
        self,
        request: Mapping[str, Any],
        limits: Limits,
        others: Callable[[], bool],
        gone: Callable[[], bool],
    ) -> bytes:
        """The line with which it replies; kills it when its time is over, or nobody waits."""
        try:
            self._wait_until_ready(request["functions"].module)
            self._send(request)
            reply = self._reply(limits.seconds, others, gone)
        except BrokenPipeError:
            reply = b""
        except TimeoutError:
            self.end()
            raise too_long(limits) from None
        except NobodyWaits:
            self.end()
            raise
        if not reply.endswith(b"\n"):
            raise self._died(limits)
        return reply

    def _reply(self, seconds: float, others: Callable[[], bool], gone: Callable[[], bool]) -> bytes:
        """Waits for the reply, and looks from time to time whether others ask, and who asked still waits."""
        while seconds > SHORT:
            try:
                return _line(self._replies, SHORT)
            except TimeoutError:
                seconds -= SHORT
            if gone():
                raise NobodyWaits("Stopped: who asked has gone.")
            if not self._is_behind and others():
                os.setpriority(os.PRIO_PROCESS, self._process.pid, BEHIND)
                self._is_behind = True
        return _line(self._replies, seconds)

    def _wait_until_ready(self, module: str) -> None:
        """Waits for its start, and until a module is imported: neither is part of a query's time."""
        if not self._ready:
            _line(self._replies, START)
            self._ready = True
        if module and module not in self._imported:
            self._send({"module": module})
            _line(self._replies, START)
            self._imported.add(module)

    def _send(self, request: Mapping[str, Any]) -> None:
        self._requests.write(json.dumps(request).encode() + b"\n")
        self._requests.flush()

    def _died(self, limits: Limits) -> QueryError:
        status = self._process.wait()
        self.end()
        return too_long(limits) if status == -signal.SIGXCPU else too_large(limits)


def _line(pipe: IO[bytes], seconds: float) -> bytes:
    """A line of a pipe, or what came before its end; raises :class:`TimeoutError`."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        if not selector.select(seconds):
            raise TimeoutError
    return pipe.readline()  # a reply is written at once


def _error(reply: Mapping[str, Any], store: Path, limits: Limits) -> QueryError | WorkspaceError:
    said = reply.get("said", ())
    match reply["error"]:
        case "QueryMistake":
            return QueryMistake(*said)
        case "memory":
            return too_large(limits)
        case "length":
            return QueryTooLarge("The answer is too long: ask for fewer or shorter values.")
        case "store":
            return WorkspaceError(f"The store of the release at {store} cannot be opened: {said[0]}")
    return QueryError(*said)


def too_long(limits: Limits) -> QueryTooLong:
    """That a query was stopped."""
    return QueryTooLong(
        f"The query was stopped after {limits.seconds:g} s, its time limit: connect all patterns by shared "
        "variables, ask for less, or allow more time."
    )


def too_large(limits: Limits) -> QueryTooLarge:
    """That a query ended its process."""
    return QueryTooLarge(
        f"The query needs more than its {limits.megabytes:,} MB of memory, or is nested too deeply: ask for "
        "less, or in several queries."
    )
