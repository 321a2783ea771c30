"""Which of some numbered things hold a word: the inverted index of all that is looked up here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Postings:
    """``items[start[n]:start[n + 1]]`` are the things of the key that ``number`` says is the nth."""

    number: Mapping[str, int]
    start: Integers
    items: Integers

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> "Postings":
        """Of keys and things, the things of a key in the order in which they come.

        >>> held = Postings.of([("tax", 0), ("pay", 1), ("tax", 2)])
        >>> held.get("tax"), held.get("mail")
        ([0, 2], [])
        """
        number: dict[str, int] = {}
        keys, items = [], []
        for key, item in pairs:
            keys.append(number.setdefault(key, len(number)))
            items.append(item)
        order = np.argsort(np.array(keys, dtype=np.int32), kind="stable")
        often = np.bincount(keys, minlength=len(number)) if keys else np.zeros(0, dtype=np.int64)
        start = np.concatenate([[0], np.cumsum(often)]).astype(np.int32)
        return cls(number, start, np.array(items, dtype=np.int32)[order])

    def get(self, key: str) -> list[int]:
        """The things of a key, none for one that is not known."""
        number = self.number.get(key)
        return [] if number is None else self.of_number(number).tolist()

    def of_number(self, number: int) -> Integers:
        """The things of the nth key."""
        return self.items[self.start[number] : self.start[number + 1]]
