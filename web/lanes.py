"""Two lanes for requests: queries are waited for in one, and never keep a page of the other waiting.

A query may take its whole time limit, and as many may wait: were they answered by the threads of the pages,
a few of them would stop the viewer.
"""

from collections.abc import Iterable
from typing import Any, Final

from waitress.task import ThreadedTaskDispatcher

SPARE: Final = 4
"""Threads that tell those for whom there is no room."""


class Lanes:
    """Gives each request of waitress to the threads of the pages, or to those of the queries.

    ``paths``: what the addresses of queries begin with; as many threads wait for queries as ``queries`` says,
    which must be all that can be answered or wait at once.
    """

    def __init__(self, *, pages: int, queries: int, paths: Iterable[str]) -> None:
        self._paths: Final = tuple(paths)
        self._pages, self._queries = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._pages.set_thread_count(pages)
        self._queries.set_thread_count(queries + SPARE)

    def add_task(self, channel: Any) -> None:
        """Has a request answered, of a connection that waitress calls a channel."""
        path = getattr(channel.requests[0], "path", "") if channel.requests else ""
        lane = self._queries if path.startswith(self._paths) else self._pages
        lane.add_task(channel)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """Ends the threads when they have finished, or after some seconds; whether anything was left."""
        left = [lane.shutdown(cancel_pending, timeout) for lane in (self._queries, self._pages)]
        return any(left)
