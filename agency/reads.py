"""Transactions that read a book: each of its own, or one that a thread holds open over several questions."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine


class Reads:
    """Reads of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held = threading.local()

    @contextmanager
    def still(self) -> Iterator[None]:
        """All that this thread reads meanwhile is of one state of the book, whatever is written to it."""
        with self._engine.connect() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                del self._held.connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads: that of :meth:`still`, or one of its own."""
        held: Connection | None = getattr(self._held, "connection", None)
        if held is not None:
            yield held
            return
        with self._engine.connect() as connection:
            yield connection
