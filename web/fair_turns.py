"""Whose request is answered next: the addresses take turns, and none has all the threads.

Waitress answers requests in the order in which they come: who sends a hundred at once has all others wait
until the last of them is answered, or even only refused.
"""

from collections import Counter, deque
from threading import Lock
from typing import Any, Final

from waitress.task import ThreadedTaskDispatcher

FORWARDED: Final = "X_FORWARDED_FOR"
"""The header of a proxy, as waitress writes it: the last address in it is whom the proxy itself saw."""


class FairTurns(ThreadedTaskDispatcher):
    """Gives requests to ``threads`` threads, of which one address has at most half.

    ``proxy`` is the address of a proxy that is believed when it says who asks.
    """

    def __init__(self, threads: int, *, proxy: str = "") -> None:
        super().__init__()
        self._proxy = proxy
        self._turns = Turns(most=max(1, threads // 2))
        self.queue = self._turns  # type: ignore[assignment]  # it asks no more of a deque
        self.set_thread_count(threads)

    def add_task(self, channel: Any) -> None:
        """Takes a request, of a connection that waitress calls a channel."""
        turn = Turn(channel, self._turns, _client(channel, self._proxy))
        super().add_task(turn)  # type: ignore[arg-type]  # nor of a task


class Turns:
    """The requests that wait, by who asks: what a dispatcher of waitress asks of its queue.

    Who is answered ``most`` times at once waits until one of them is over; there is nothing to take out
    while only such are left.
    """

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._waiting: dict[str, deque[Turn]] = {}
        self._held: Counter[str] = Counter()
        self._lock = Lock()

    def append(self, turn: "Turn") -> None:
        """Adds one, behind the others of who asks."""
        with self._lock:
            self._waiting.setdefault(turn.client, deque()).append(turn)

    def popleft(self) -> "Turn":
        """The next; who asked for it comes last from now on."""
        with self._lock:
            client = next(filter(self._may, self._waiting))
            mine = self._waiting.pop(client)
            turn = mine.popleft()
            if mine:
                self._waiting[client] = mine
            self._held[client] += 1
            return turn

    def over(self, client: str) -> None:
        """Notes that a request is answered."""
        with self._lock:
            self._held -= Counter((client,))

    def __len__(self) -> int:
        """How many could be taken out."""
        with self._lock:
            return sum(
                min(len(mine), self._most - self._held[client]) for client, mine in self._waiting.items()
            )

    def _may(self, client: str) -> bool:
        return self._held[client] < self._most


class Turn:
    """A request of a client: what a thread of waitress calls a task."""

    def __init__(self, channel: Any, turns: Turns, client: str) -> None:
        self.client = client
        self._channel, self._turns = channel, turns

    def service(self) -> None:
        """Answers it."""
        try:
            self._channel.service()
        finally:
            self._turns.over(self.client)

    def cancel(self) -> None:
        """Gives it up."""
        self._turns.over(self.client)
        self._channel.cancel()


def _client(channel: Any, proxy: str) -> str:
    address = str(channel.addr[0]) if channel.addr else ""
    if not proxy or address != proxy or not channel.requests:
        return address
    forwarded: str = channel.requests[0].headers.get(FORWARDED, address)
    return forwarded.rpartition(",")[2].strip()
