"""Ranks: candidates with the same score share one."""

from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

TIE_DECIMALS: Final = 9
"""Scores that are the same to so many decimals are a tie: what differs beyond is rounding."""


def ranked(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as ranks see them.

    >>> ranked(np.array([0.1 + 0.2, 0.3])).tolist()
    [0.3, 0.3]
    """
    seen: NDArray[np.float64] = np.round(scores, TIE_DECIMALS)
    return seen


def shared_ranks(keys: Sequence[Hashable]) -> list[int]:
    """The ranks of things in order: one more than how many stand before the first with the same key.

    >>> shared_ranks([0.9, 0.5, 0.5, 0.1])
    [1, 2, 2, 4]
    """
    ranks: list[int] = []
    for place, key in enumerate(keys):
        tied = place > 0 and key == keys[place - 1]
        ranks.append(ranks[-1] if tied else place + 1)
    return ranks
