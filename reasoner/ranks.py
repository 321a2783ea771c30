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


def best_first(outside: Sequence[bool], scores: Sequence[float], codes: Sequence[str]) -> list[int]:
    """The order of a ranking, as places: those inside the filters first, the best first, ties by code.

    >>> best_first([True, False, False, False], [0.9, 0.1, 0.5, 0.5], ["C-1", "C-2", "C-4", "C-3"])
    [3, 2, 1, 0]
    """
    seen = ranked(np.array(scores, dtype=np.float64)).tolist()
    return sorted(range(len(codes)), key=lambda place: (outside[place], -seen[place], codes[place]))


def ranks_of(outside: Sequence[bool], scores: Sequence[float]) -> list[int]:
    """The ranks of a ranking in order, shared by those of the same score on the same side of the filters.

    >>> ranks_of([False, False, True], [0.3, 0.1 + 0.2, 0.3])
    [1, 1, 3]
    """
    seen = ranked(np.array(scores, dtype=np.float64)).tolist()
    return shared_ranks(list(zip(outside, seen, strict=True)))
