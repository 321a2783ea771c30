"""Rows about what is shown: written in a thread of their own, so that no page waits for who else writes."""

import threading
from collections.abc import Callable
from typing import Final

import structlog

from skillpath.agency.audit.chain import Happening
from skillpath.agency.database_errors import BookBusy
from skillpath.errors import WorkspaceError

PATIENCE: Final = 0.1
"""Seconds that a page waits for its row. Where somebody writes for longer, the row follows after that."""


class Views:
    """Takes rows of many threads, and writes those that wait together, in one transaction.

    A row is on the disk before the page is shown, but where the book is being written to for longer than
    :data:`PATIENCE`: until then pages are shown without waiting, and their rows follow in order.
    """

    def __init__(self, write: Callable[..., object]) -> None:
        self._write = write
        self._turn = threading.Condition()
        self._queue: list[Happening] = []
        self._added = self._done = 0
        self._running = self._behind = False
        self._failed: WorkspaceError | None = None

    def add(self, *happenings: Happening) -> None:
        """Logs what is shown; raises :class:`WorkspaceError` where the log cannot be written at all."""
        with self._turn:
            self._queue.extend(happenings)
            self._added += len(happenings)
            mine = self._added
            self._failed = None
            if not self._running:
                self._running = True
                threading.Thread(target=self._drain, name="log of what is shown").start()
            if self._behind:
                return
            written = self._turn.wait_for(lambda: self._done >= mine or self._failed is not None, PATIENCE)
            self._behind = not written
            if self._failed is not None:
                raise self._failed

    def wait(self) -> None:
        """Until all that was added is written, or cannot be."""
        with self._turn:
            self._turn.wait_for(lambda: not self._running)

    def _drain(self) -> None:
        while batch := self._next():
            try:
                self._write(*batch)
            except BookBusy:
                self._put_back(batch)
            except WorkspaceError as error:
                structlog.get_logger().error("log not written", error=str(error), rows=len(batch))
                self._give_up(batch, error)
                return
            else:
                with self._turn:
                    self._done += len(batch)
                    self._behind = False
                    self._turn.notify_all()

    def _next(self) -> list[Happening]:
        with self._turn:
            batch, self._queue = self._queue, []
            if not batch:
                self._running = False
                self._turn.notify_all()
            return batch

    def _put_back(self, batch: list[Happening]) -> None:
        with self._turn:
            self._queue = batch + self._queue

    def _give_up(self, batch: list[Happening], error: WorkspaceError) -> None:
        with self._turn:
            self._queue = batch + self._queue
            self._running, self._failed = False, error
            self._turn.notify_all()
