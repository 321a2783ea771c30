"""Readers of the viewer, by locust: each opens one page after the other, as fast as they come."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import util
from multiprocessing.connection import Connection
from typing import Any, Final

from skillpath.bench.load_pages import PATIENCE, Page, page_of
from skillpath.bench.own_process import own_process, received
from skillpath.errors import InputError

PACKAGE: Final = "locust"


@dataclass(frozen=True, slots=True)
class Reading:
    """What readers do: how many, for how many seconds, where, and in which share of the requests they open
    the paths of each kind. Those of ``static`` are no pages."""

    readers: int
    seconds: float
    origin: str
    paths: Mapping[str, Sequence[str]]
    shares: Mapping[str, float]
    static: str = "static"


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that was answered: seconds on the clock (:func:`time.monotonic`) when it was sent and when
    the answer was there, and what the page shows, ``None`` where it is no whole page."""

    kind: str
    path: str
    sent: float
    there: float
    page: Page | None

    @property
    def ms(self) -> float:
        """How many milliseconds it took."""
        return (self.there - self.sent) * 1000


@dataclass(frozen=True, slots=True)
class Read:
    """What came of it; ``errors``: requests that failed, by what was wrong."""

    visits: Sequence[Visit]
    errors: Mapping[str, int]


def require_tool() -> None:
    """Raises :class:`InputError` where the load tool is not installed."""
    if util.find_spec(PACKAGE) is None:
        raise InputError(f"Readers come from {PACKAGE}, which is not installed: pip install {PACKAGE}")


def read(reading: Reading) -> Read:
    """Has the readers read, from a process of their own."""
    with own_process(_read, reading) as connection:
        found: Read = received(connection)
    return found


def _read(connection: "Connection[Any, Any]", reading: Reading) -> None:
    import gevent  # noqa: PLC0415 (locust rewires the sockets of the process that imports it)
    from locust import FastHttpUser, constant, task  # noqa: PLC0415
    from locust.env import Environment  # noqa: PLC0415

    visits: list[Visit] = []
    seeds = iter(range(reading.readers))

    class Reader(FastHttpUser):
        host = reading.origin.rstrip("/")
        wait_time = constant(0)
        network_timeout = connection_timeout = float(PATIENCE)

        def on_start(self) -> None:
            self.chance = random.Random(next(seeds))  # noqa: S311 (which page comes next)

        @task
        def open(self) -> None:
            kind, path = drawn(reading, self.chance)
            sent = time.monotonic()
            with self.client.get(path, name=kind, catch_response=True) as response:
                there = time.monotonic()
                page = None if kind == reading.static else page_of(response.text or "")
                if response.status_code != 200:
                    response.failure(f"status {response.status_code}")
                    return
                visits.append(Visit(kind, path, sent, there, page))

    environment = Environment(user_classes=[Reader], stop_timeout=PATIENCE)
    runner = environment.create_local_runner()
    runner.start(reading.readers, spawn_rate=reading.readers)
    gevent.sleep(reading.seconds)
    runner.quit()
    errors = {
        f"{error.name}: {error.error}": error.occurrences for error in environment.stats.errors.values()
    }
    connection.send(Read(visits, errors))


def drawn(reading: Reading, chance: random.Random) -> tuple[str, str]:
    """The kind and the path of a request."""
    kinds = list(reading.shares)
    (kind,) = chance.choices(kinds, [reading.shares[one] for one in kinds])
    return kind, chance.choice(reading.paths[kind])
