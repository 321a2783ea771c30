"""How much memory a process and its children hold, looked at again and again, and whether it grows."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import numpy as np
import psutil
from scipy.stats import theilslopes

MEGABYTE: Final = 1 << 20

WARM: Final = 0.25
"""Of the looks this first share is left out: what is used for the first time is kept."""

BLOCKS: Final = 30
"""The looks after it are averaged in so many blocks: looks close to each other are no two facts."""


@dataclass(frozen=True, slots=True)
class Look:
    """Seconds of the clock (:func:`time.monotonic`) and megabytes of the server and of all its children."""

    at: float
    server: float
    children: float


@dataclass(frozen=True, slots=True)
class Slope:
    """Megabytes an hour by Theil and Sen, with both ends of the interval of 95 %."""

    value: float
    low: float
    high: float


def slope(looks: Sequence[Look]) -> Slope | None:
    """How the memory of the server grows; ``None`` where there are too few looks to say.

    >>> grown = slope([Look(at, 100 + at / 3600, 0) for at in range(0, 1200, 10)])
    >>> round(grown.value, 6), round(grown.low, 6) <= 1 <= round(grown.high, 6)
    (1.0, True)
    """
    warm = list(looks)[int(len(looks) * WARM) :]
    if len(warm) < 6:
        return None
    blocks = np.array_split(np.array([(look.at, look.server) for look in warm]), min(BLOCKS, len(warm)))
    hours, megabytes = np.array([block.mean(axis=0) for block in blocks]).T
    found = theilslopes(megabytes, hours / 3600)
    return Slope(float(found.slope), float(found.low_slope), float(found.high_slope))


@contextmanager
def looking(pid: int, *, every: float) -> Iterator[list[Look]]:
    """The looks at a process, one each so many seconds, as long as this lasts."""
    looks: list[Look] = []
    over = threading.Event()

    def look() -> None:
        while True:
            looks.append(_look(psutil.Process(pid)))
            if over.wait(every):
                return

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield looks
    finally:
        over.set()
        thread.join()


def _look(process: psutil.Process) -> Look:
    children = 0
    for child in process.children(recursive=True):
        try:
            children += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return Look(time.monotonic(), process.memory_info().rss / MEGABYTE, children / MEGABYTE)
