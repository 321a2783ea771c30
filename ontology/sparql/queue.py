"""Who is answered next: a bounded queue with a fair share for everybody.

Nobody holds all places at once, unless there is only one: whoever asks what takes long leaves a place to the
others. A free place goes to who holds the fewest, then to who has waited longest.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from skillpath.errors import TooManyQueries

AGAIN: Final = 5
"""Who finds the queue full may come again after so many seconds."""

LATELY: Final = 5.0
"""Who came within so many seconds is there."""


@dataclass(eq=False, slots=True)
class _Ticket:
    user: str
    called: bool = False


class Queue:
    """So many ``places`` at a time, and room for so many who ``wait``, of whom one user is at most half.

    >>> queue = Queue(places=1, waiting=0)
    >>> with queue.place("C"):
    ...     queue.free
    0
    """

    def __init__(self, *, places: int, waiting: int) -> None:
        self.free = places
        self._share = max(1, places - 1)
        self._most = waiting
        self._held: Counter[str] = Counter()
        self._waiting: list[_Ticket] = []
        self._turn = threading.Condition()
        self._seen: dict[str, float] = {}

    @contextmanager
    def place(self, user: str, *, patience: float = 60.0) -> Iterator[None]:
        """Holds a place; raises :class:`TooManyQueries` where the queue is full, or after so many seconds."""
        ticket = _Ticket(user)
        with self._turn:
            self._see(user)
            self._waiting.append(ticket)
            self._call()
            if not ticket.called:
                self._wait(ticket, patience)
        try:
            yield
        finally:
            with self._turn:
                self.free += 1
                self._held -= Counter((user,))
                self._call()

    def others(self, user: str) -> bool:
        """Whether anybody else came within the last :data:`LATELY` seconds."""
        since = time.monotonic() - LATELY
        with self._turn:
            return any(at >= since for one, at in self._seen.items() if one != user)

    def _see(self, user: str) -> None:
        now = time.monotonic()
        self._seen = {one: at for one, at in self._seen.items() if at >= now - LATELY} | {user: now}

    def _wait(self, ticket: _Ticket, patience: float) -> None:
        own = sum(one.user == ticket.user for one in self._waiting)
        full = len(self._waiting) > self._most or own > max(1, self._most // 2)
        if full or not self._turn.wait_for(lambda: ticket.called, patience):
            self._waiting.remove(ticket)
            reason = "are waiting" if full else f"took all places for {patience:g} s"
            raise TooManyQueries(f"Too many queries {reason}: try again in a moment.", AGAIN)

    def _call(self) -> None:
        """Gives every free place to whose turn it is."""
        while self.free:
            able = [one for one in self._waiting if self._held[one.user] < self._share]
            if not able:
                return
            ticket = min(able, key=lambda one: self._held[one.user])  # the first of equals waits longest
            self._waiting.remove(ticket)
            ticket.called = True
            self.free -= 1
            self._held[ticket.user] += 1
            self._turn.notify_all()
