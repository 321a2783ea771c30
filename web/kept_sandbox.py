"""The processes that read uploads, kept for the next upload: making them ready takes seconds."""

import threading
import weakref
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Final

from flask import Flask, current_app

from skillpath.agency.intake.sandbox import Sandbox

EXTENSION: Final = "skillpath-sandbox"

IDLE: Final = 300.0
"""Seconds after the last upload in which the processes end."""


class KeptSandbox:
    """One sandbox for uploads, which take turns; another one is made where something else is asked for."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._kept: tuple[Hashable, Sandbox] | None = None
        self._clock: threading.Timer | None = None

    @contextmanager
    def lent(self, key: Hashable, make: Callable[[], Sandbox]) -> Iterator[Sandbox]:
        """The sandbox that was made for a key, made first where there is none."""
        with self._turn:
            self._stop_clock()
            if self._kept is None or self._kept[0] != key:
                self._end()
                self._kept = key, make()
            try:
                yield self._kept[1]
            finally:
                self._start_clock()

    def close(self) -> None:
        """Ends the processes; the next upload makes new ones."""
        with self._turn:
            self._stop_clock()
            self._end()

    def _start_clock(self) -> None:
        self._clock = threading.Timer(IDLE, self.close)
        self._clock.daemon = True
        self._clock.start()

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _end(self) -> None:
        if self._kept is not None:
            self._kept[1].close()
            self._kept = None


def keep_sandbox(app: Flask) -> None:
    """Has an application keep a sandbox as long as it lives."""
    kept = KeptSandbox()
    app.extensions[EXTENSION] = kept
    weakref.finalize(app, kept.close)


def kept_sandbox() -> KeptSandbox:
    """That of the running application."""
    kept: KeptSandbox = current_app.extensions[EXTENSION]
    return kept
