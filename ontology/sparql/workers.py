"""A few processes that answer queries, and whose turn it is."""

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

from skillpath.ontology.files import clear_away
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.forms import Form
from skillpath.ontology.sparql.guard import refuse_unsafe
from skillpath.ontology.sparql.process import Process, never
from skillpath.ontology.sparql.question import NO_FUNCTIONS, USUAL, Functions, Limits, Question
from skillpath.ontology.sparql.queue import Queue

WORKERS: Final = 2
"""Processes; with at least two, nobody is alone in being answered."""

WAITING: Final = 8
"""So many queries may wait for one."""

ANSWER: Final = "skillpath-answer"
"""What the files of answers are called."""

IDLE: Final = 60.0
"""A process that was not asked for so many seconds ends: it holds stores open that may be gone from the disk,
and what it has read of the book, of which people may have been deleted."""


class Workers:
    """Answers queries over any store, some at a time. Its processes start when they are needed, and end when
    they are not."""

    def __init__(
        self,
        *,
        count: int = WORKERS,
        waiting: int = WAITING,
        idle: float = IDLE,
        folder: Path | None = None,
    ) -> None:
        """``folder`` is where answers are written; the system's for temporary files where it is not said."""
        self._queue = Queue(places=count, waiting=waiting)
        self._folder = folder
        self._idle: list[tuple[float, Process]] = []
        self._idle_seconds = idle
        self._all: set[Process] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._sweeper: threading.Thread | None = None

    @contextmanager
    def turn(self, user: str = "", gone: Callable[[], bool] = never) -> Iterator["Turn"]:
        """Waits for the turn of a user, who holds a place for as long as the context lasts.

        ``gone``: whether who asks has gone meanwhile; a query that nobody waits for is stopped.
        Raises :class:`TooManyQueries` where there is no room. Who asks for much does the work for it here,
        reading what is asked included: it costs a machine no more than the place does.
        """
        began = time.monotonic()
        with self._queue.place(user):
            yield Turn(self, began, time.monotonic(), partial(self._queue.others, user), gone)

    def answer(
        self,
        question: Question,
        store: Path,
        *,
        usual_graphs: tuple[str, ...] = (),
        user: str = "",
        limits: Limits = USUAL,
        functions: Functions = NO_FUNCTIONS,
    ) -> Answer:
        """The answer as of :meth:`Turn.answer`, when it is the user's turn."""
        with self.turn(user) as turn:
            return turn.answer(question, store, usual_graphs=usual_graphs, limits=limits, functions=functions)

    def close(self) -> None:
        """Ends all processes; what is still being answered is not."""
        self._over.set()
        with self._lock:
            processes = list(self._all)
            self._all.clear()
            self._idle.clear()
        for process in processes:
            process.end()

    def file(self) -> Path:
        """A new file for an answer, which nobody else may read."""
        suffix = f".{os.getpid()}"  # by which it is cleared away if this process dies
        handle, name = tempfile.mkstemp(prefix=f".{ANSWER}.", suffix=suffix, dir=self._folder)
        os.close(handle)
        return Path(name)

    @contextmanager
    def borrowed(self) -> Iterator[Process]:
        """A process that nobody else asks meanwhile."""
        process = self._borrow()
        try:
            yield process
        finally:
            self._give_back(process)

    def _borrow(self) -> Process:
        with self._lock:
            if self._sweeper is None:
                with suppress(PermissionError):  # what others left is theirs
                    clear_away(self._folder or Path(tempfile.gettempdir()), of=ANSWER)
                self._sweeper = threading.Thread(target=self._sweep, daemon=True)
                self._sweeper.start()
            while self._idle:
                _, process = self._idle.pop(0)  # the last may be one that only starts
                if process.alive:
                    return process
                self._all.discard(process)
            process = Process()
            self._all.add(process)
            return process

    def _give_back(self, process: Process) -> None:
        """Takes a process back; in place of one that ended, another starts at once."""
        with self._lock:
            if process not in self._all:  # closed meanwhile
                return
            if not process.get_ready():
                self._all.discard(process)
                process = Process()
                self._all.add(process)
            self._idle.append((time.monotonic(), process))

    def _sweep(self) -> None:
        """Ends, until all is over, the processes that nobody needs."""
        while not self._over.wait(self._idle_seconds / 4):
            with self._lock:
                since = time.monotonic() - self._idle_seconds
                old = [process for asked, process in self._idle if asked < since]
                self._idle = [(asked, process) for asked, process in self._idle if asked >= since]
                self._all.difference_update(old)
            for process in old:
                process.end()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Turn:
    """A place that somebody holds among those who are answered."""

    def __init__(
        self,
        workers: Workers,
        began: float,
        asked: float,
        others: Callable[[], bool],
        gone: Callable[[], bool],
    ) -> None:
        """``began``: when it was waited for; ``asked``: when it came; seconds on the clock. ``others``:
        whether anybody else asks; ``gone``: whether who asks has gone."""
        self._workers, self._began, self._asked = workers, began, asked
        self._others, self._gone = others, gone

    def answer(
        self,
        question: Question,
        store: Path,
        *,
        usual_graphs: tuple[str, ...] = (),
        limits: Limits = USUAL,
        functions: Functions = NO_FUNCTIONS,
    ) -> Answer:
        """The answer to a query over a store, which sees ``usual_graphs`` (none: all that are named) together
        as its default graph.

        Raises :class:`QueryError`: where it is wrong or refused, its children where it was stopped
        (:class:`QueryTooLong`, :class:`QueryTooLarge`, :class:`NobodyWaits`); and :class:`WorkspaceError`
        where there is no store. Whatever is raised, no file is left.
        """
        refuse_unsafe(question.text, services=limits.services)
        path = self._workers.file()
        try:
            with self._workers.borrowed() as process:
                reply = process.answer(
                    question,
                    path,
                    store=store,
                    usual_graphs=usual_graphs,
                    limits=limits,
                    functions=functions,
                    others=self._others,
                    gone=self._gone,
                )
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Answer(
            kind=reply["kind"],
            form=Form(reply["form"]),
            path=path,
            rows=reply["rows"],
            truncated=reply["truncated"],
            seconds=time.monotonic() - self._began,
            waited=self._asked - self._began,
        )
