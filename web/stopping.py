"""How the server ends: it takes nothing new, finishes what it has begun, and goes.

A signal only makes a note: all is done by the thread that serves, between two looks at its sockets.
"""

import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import structlog
from waitress import wasyncore

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)

LOOK: Final = 0.05
"""Seconds between two looks at what is not finished."""


class Stop:
    """Whether the server is to end."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.asked = False

    def ask(self, *_: object) -> None:
        """Has it end; may be called from anywhere, in the middle of anything."""
        self.asked = True
        self._server.trigger.pull_trigger()  # wakes it


def run(server: Any, stop: Stop, *, within: float) -> int:
    """Serves until it is to stop, then finishes what has begun within some seconds.

    ``server`` is one of waitress. Gives how many requests were cut off.
    """
    while not stop.asked:
        _look(server, timeout=server.adj.asyncore_loop_timeout)
    wasyncore.dispatcher.close(server)  # the door; who is in may stay
    left = _finished(server, until=time.monotonic() + within)
    server.task_dispatcher.shutdown(timeout=LOOK)
    server.trigger.close()
    wasyncore.close_all(server._map)
    return left


def _finished(server: Any, *, until: float) -> int:
    """Looks on until all requests that had begun are answered; how many are not when the time is over."""
    while busy := _busy(server):
        if time.monotonic() > until:
            return busy
        _look(server, timeout=LOOK)
    return 0


def _look(server: Any, *, timeout: float) -> None:
    wasyncore.loop(timeout=timeout, use_poll=server.adj.asyncore_use_poll, map=server._map, count=1)


def _busy(server: Any) -> int:
    """The connections on which a request has begun and its answer is not sent; the others are closed."""
    busy = 0
    for channel in list(server.active_channels.values()):
        if channel.requests or channel.request is not None or channel.total_outbufs_len:
            busy += 1
        else:
            channel.handle_close()
    return busy


@contextmanager
def stopped_by_signals(stop: Stop) -> Iterator[None]:
    """Meanwhile SIGTERM and Ctrl+C ask to stop. Only the main thread may do this."""
    before = {number: signal.signal(number, stop.ask) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave(left: int) -> None:
    """Says in the log that the server has ended; where something is not finished, ends the process at once.

    It would wait for files that are being read otherwise. What is half written to the book is not in it.
    """
    log = structlog.get_logger()
    (log.warning if left else log.info)("stopped", unfinished=left)
    if left:
        logging.shutdown()
        os._exit(0)
