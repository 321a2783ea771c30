"""Two sets of numbered weights side by side, to see where they differ; and two sets of nodes as one."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
Weights = NDArray[np.float64]
Places = NDArray[np.int32]


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


def laid_together(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], Places, Places]:
    """The IRIs of either of two sorted sets, sorted, and where in them the old and the new ones stand.

    >>> iris, before, after = laid_together(["a", "c"], ["b", "c"])
    >>> iris, before.tolist(), after.tolist()
    (['a', 'b', 'c'], [0, 2], [1, 2])
    """
    iris = sorted({*old, *new})
    place = {iri: i for i, iri in enumerate(iris)}
    return (
        iris,
        np.array([place[iri] for iri in old], dtype=np.int32),
        np.array([place[iri] for iri in new], dtype=np.int32),
    )


def _at(wanted: Keys, keys: Keys, weights: Weights) -> Weights:
    found = np.zeros(len(wanted))
    found[np.searchsorted(wanted, keys)] = weights
    return found
