"""What a method of ranking candidates is to the benchmark: it is asked for a role, and answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import Network
from skillpath.reasoner.histories import Histories, Numbers
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.role import Role

TOP: Final = 100
"""Candidates that every method is asked for."""

BLOCK: Final = 20_000
"""Candidates that are worked on at once where all are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of the best candidates, the best first, and their scores, each method's own.

    ``steps``: how many candidates were looked at, step by step. ``own_ms``: where the time to be told is not
    that of the whole query, this is it, in milliseconds.
    """

    rows: NDArray[np.int64]
    scores: NDArray[np.float64]
    steps: Mapping[str, int] = field(default_factory=dict)
    own_ms: float | None = None


class Method(Protocol):
    """Ready to be asked, as often as one likes."""

    def query(self, role: Role) -> Answer:
        """The best :data:`TOP` candidates for a role."""
        ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What a method is built from. ``cache`` is a folder for what is costly and outlives a run."""

    network: Network
    pool: Pool
    cache: Path


def blocks(histories: Histories, rows: Numbers | None = None) -> Iterator[tuple[Numbers, Histories]]:
    """Some candidates or all, :data:`BLOCK` at a time: their rows and their histories."""
    chosen = np.arange(len(histories)) if rows is None else rows
    for start in range(0, len(chosen), BLOCK):
        yield chosen[start : start + BLOCK], histories.take(chosen[start : start + BLOCK])
