"""How fast memory can be read: no method that looks at every spell is faster."""

import time
from typing import Final

import numpy as np

from skillpath.reasoner.histories import SPELL_COLUMNS, Histories

ROUNDS: Final = 15


def spell_table(histories: Histories) -> list[np.ndarray[tuple[int], np.dtype[np.uint8]]]:
    """The columns of spells in memory, as bytes."""
    columns = (np.array(getattr(histories, name)) for name in SPELL_COLUMNS)
    return [column.view(np.uint8) for column in columns]


def read_once_ms(table: list[np.ndarray[tuple[int], np.dtype[np.uint8]]]) -> float:
    """Milliseconds to read every byte once, the best of :data:`ROUNDS` times: a sum over whole words."""
    words = [column[: len(column) // 8 * 8].view(np.int64) for column in table]
    return min(_read(words) for _ in range(ROUNDS)) * 1000


def _read(words: list[np.ndarray[tuple[int], np.dtype[np.int64]]]) -> float:
    started = time.perf_counter()
    for column in words:
        column.sum()
    return time.perf_counter() - started
