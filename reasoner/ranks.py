"""Ranks: candidates with the same score share one."""

from collections.abc import Hashable, Sequence
from typing import Final

TIE_DECIMALS: Final = 9
"""Scores that are the same to so many decimals are a tie: what differs beyond is rounding."""


def ranked_score(score: float) -> float:
    """A score as ranks see it."""
    return round(float(score), TIE_DECIMALS)


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
