"""Two sets of numbered weights side by side, to see where they differ."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
Weights = NDArray[np.float64]


class Differences(NamedTuple):
    """Where two sets differ: the numbers, ascending, and the weights, 0 where a set has no such number."""

    keys: Keys
    before: Weights
    after: Weights


def differences(old: tuple[Keys, Weights], new: tuple[Keys, Weights]) -> Differences:
    """Of two sets of numbers, each ascending and from 0 on, with a weight above 0 each; to the bit.

    >>> old = np.array([1, 4, 7]), np.array([0.5, 0.5, 0.5])
    >>> new = np.array([1, 4, 9]), np.array([0.5, 0.25, 0.5])
    >>> [part.tolist() for part in differences(old, new)]
    [[4, 7, 9], [0.5, 0.5, 0.0], [0.25, 0.0, 0.5]]
    """
    both = np.sort(np.concatenate([old[0], new[0]]), kind="stable")  # merges the two: they are sorted
    keys = both[np.diff(both, prepend=-1) > 0]
    before, after = _at(keys, *old), _at(keys, *new)
    differs = before != after
    return Differences(keys[differs], before[differs], after[differs])


def _at(wanted: Keys, keys: Keys, weights: Weights) -> Weights:
    found = np.zeros(len(wanted))
    found[np.searchsorted(wanted, keys)] = weights
    return found
