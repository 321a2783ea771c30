"""The smallest set of options that reaches a score: greedy with pruning, then a proof where one is found.

To learn several skills lifts every requirement to the best of them, so the additive part of the score is
submodular: what an option adds never grows with what was learned before (Nemhauser, Wolsey and Fisher,
1978). This bounds what a set can still reach, and branch and bound proves that no smaller set does.
"""

import heapq
import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from skillpath.reasoner.options import Options
from skillpath.reasoner.score import Floats

MOST_SETS: Final = 1 << 18
"""A search ends without proof after scoring so many sets; of up to 14 options it never gets there."""

SLACK: Final = 1e-12
"""A bound is trusted to this: sums in another order differ in the last digits."""


@dataclass(frozen=True, slots=True)
class SmallestSet:
    """``places``: the options of the set. ``at_least``: no set of fewer reaches the target.

    The set is proved smallest where it has just that many.
    """

    places: tuple[int, ...]
    at_least: int

    @property
    def proved(self) -> bool:
        """Whether no smaller set reaches the target."""
        return len(self.places) == self.at_least


def smallest_set(options: Options, target: float, *, most_sets: int = MOST_SETS) -> SmallestSet:
    """The smallest set that scores at least ``target``, which all options together must reach.

    Greedy with pruning gives a set; sizes below it are searched from 0 upwards, and the first set found is
    the answer. Where the search has scored ``most_sets`` the greedy set stays, with the sizes ruled out.
    """
    found = _pruned(options, _greedy(options, target), target)
    search = _Search(options, target, most_sets)
    for size in range(len(found)):
        try:
            fewer = search.of_size(size)
        except _OutOfSets:
            return SmallestSet(found, at_least=size)
        if fewer is not None:
            return SmallestSet(fewer, at_least=size)
    return SmallestSet(found, at_least=len(found))


def _greedy(options: Options, target: float) -> tuple[int, ...]:
    """Adds what gains most, by the score and then by its additive part, until the target is reached."""
    chosen: list[int] = []
    while options.scale.scores(options.taken(chosen)[np.newaxis])[0] < target:
        left = np.setdiff1d(np.arange(len(options.nodes)), chosen)
        rows = np.maximum(options.taken(chosen), options.lifted[left])
        best = np.lexsort((left, -options.scale.additive(rows), -options.scale.scores(rows)))[0]
        chosen.append(int(left[best]))
    return tuple(chosen)


def _pruned(options: Options, places: tuple[int, ...], target: float) -> tuple[int, ...]:
    """Without what is not needed after all; what was taken last goes first."""
    for place in reversed(places):
        fewer = tuple(p for p in places if p != place)
        if options.scale.scores(options.taken(fewer)[np.newaxis])[0] >= target:
            places = fewer
    return places


class _OutOfSets(Exception):
    """The search has scored as many sets as it may."""


class _Search:
    """Branch and bound, depth first, over the options in their order."""

    def __init__(self, options: Options, target: float, most_sets: int) -> None:
        self._options = options
        self._target = target
        self._sets_left = most_sets
        self._later: Floats = np.maximum.accumulate(options.lifted[::-1], axis=0)[::-1]

    def of_size(self, size: int) -> tuple[int, ...] | None:
        """A set of just this size that reaches the target, where no smaller one does; ``None``: none does.

        Raises :class:`_OutOfSets`.
        """
        if size == 0:
            now = self._options.scale.scores(self._options.now[np.newaxis])[0]
            return () if now >= self._target else None
        return self._extended(self._options.now, start=0, size=size)

    def _extended(self, strength: Floats, *, start: int, size: int) -> tuple[int, ...] | None:
        """So many of the options from ``start`` on that reach the target on top of ``strength``."""
        rows = np.maximum(strength, self._options.lifted[start:])
        self._sets_left -= len(rows)
        if self._sets_left < 0:
            raise _OutOfSets
        if size == 1:
            scores = self._options.scale.scores(rows)
            best = int(np.argmax(scores))
            return (start + best,) if scores[best] >= self._target else None
        bounds = self._bounds(strength, rows, np.maximum(strength, self._later[start:]), size)
        for i in np.flatnonzero(bounds >= self._target - SLACK).tolist():
            found = self._extended(rows[i], start=start + i + 1, size=size - 1)
            if found is not None:
                return (start + i, *found)
        return None

    def _bounds(self, strength: Floats, rows: Floats, all_later: Floats, size: int) -> Floats:
        """For each option with enough later ones: no set of ``size``, of it and later ones, scores more.

        ``(1 − η)(additive now + its gain + the greatest later gains) + η·weakest of it and all later ones``.
        """
        scale, eta = self._options.scale, self._options.scale.profile.bottleneck
        now = float(scale.additive(strength[np.newaxis])[0])
        gains = scale.additive(rows) - now
        later = _greatest_later(gains, size - 1)
        bounds = now + gains[: len(later)] + later
        return (1.0 - eta) * bounds + (eta * scale.weakest(all_later[: len(later)]) if eta else 0.0)


def _greatest_later(gains: Floats, most: int) -> Floats:
    """For each place with so many after it, the sum of the ``most`` greatest gains after it."""
    sums: list[float] = []
    greatest = sorted(gains[len(gains) - most :].tolist())  # a heap
    for place in range(len(gains) - most - 1, -1, -1):
        sums.append(math.fsum(greatest))
        heapq.heappushpop(greatest, float(gains[place]))
    return np.array(sums[::-1])
