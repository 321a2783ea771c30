"""Where the boxes of a layered picture stand: column by column, with few crossings."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Final, TypeVar

COLUMN_GAP: Final = 250
ROW_GAP: Final = 76
"""Distances between the middles of boxes, in the picture's own units."""

SWEEPS: Final = 4
"""Times that the columns are put in order, from the left and from the right in turn."""

Key = TypeVar("Key", bound=Hashable)
Columns = dict[int, list[Key]]


def layered(column_of: Mapping[Key, int], edges: Iterable[tuple[Key, Key]]) -> dict[Key, tuple[float, float]]:
    """The place (x, y) of every box, columns centred on y = 0.

    Each column is ordered by the mean place of its neighbours (the barycentre method of Sugiyama, Tagawa
    and Toda, 1981); the order of ``column_of`` breaks ties.
    """
    columns: Columns[Key] = defaultdict(list)
    for key, column in column_of.items():
        columns[column].append(key)
    before, after = _neighbours(edges)
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        neighbours = before if rightwards else after
        for column in sorted(columns, reverse=not rightwards):
            _sort(columns, column, neighbours)
    return {
        key: (column * COLUMN_GAP, y)
        for column, keys in columns.items()
        for key, y in zip(keys, _rows(len(keys)), strict=True)
    }


def _neighbours(edges: Iterable[tuple[Key, Key]]) -> tuple[dict[Key, list[Key]], dict[Key, list[Key]]]:
    before: dict[Key, list[Key]] = defaultdict(list)
    after: dict[Key, list[Key]] = defaultdict(list)
    for source, target in edges:
        before[target].append(source)
        after[source].append(target)
    return before, after


def _rows(count: int) -> list[float]:
    return [(row - (count - 1) / 2) * ROW_GAP for row in range(count)]


def _sort(columns: Columns[Key], column: int, neighbours: Mapping[Key, list[Key]]) -> None:
    """Orders one column; a box without a neighbour on that side goes below the others."""
    height = {key: y for keys in columns.values() for key, y in zip(keys, _rows(len(keys)), strict=True)}

    def middle(key: Key) -> float:
        known = neighbours.get(key)
        return sum(height[n] for n in known) / len(known) if known else float("inf")

    columns[column].sort(key=middle)
