"""Where the boxes of a layered picture stand: column by column, with few crossings."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, TypeVar

COLUMN_GAP: Final = 240
ROW_GAP: Final = 88
"""Distances between the middles of boxes, in the picture's own units."""

SWEEPS: Final = 5
"""Times that the columns are put in order, from the left and from the right in turn; last from the left."""

Key = TypeVar("Key", bound=Hashable)
Neighbours = Mapping[Key, Sequence[Key]]


def layered(column_of: Mapping[Key, int], edges: Iterable[tuple[Key, Key]]) -> dict[Key, tuple[float, float]]:
    """The place (x, y) of every box, y growing downwards.

    Each column is ordered by the mean height of its neighbours (the barycentre method of Sugiyama, Tagawa
    and Toda, 1981); the order of ``column_of`` breaks ties. Boxes that something leads to are centred on
    y = 0; the others of their column stand below them.
    """
    before, after = _neighbours(edges)
    columns: dict[int, list[Key]] = defaultdict(list)
    for key, column in column_of.items():
        columns[column].append(key)
    height = {key: y for keys in columns.values() for key, y in _rows(keys, before)}
    for sweep in range(SWEEPS):
        rightwards = sweep % 2 == 0
        for column in sorted(columns, reverse=not rightwards):
            columns[column] = _sorted(columns[column], before if rightwards else after, height)
            height.update(_rows(columns[column], before))
    return {key: (column * COLUMN_GAP, height[key]) for key, column in column_of.items()}


def _neighbours(edges: Iterable[tuple[Key, Key]]) -> tuple[Neighbours[Key], Neighbours[Key]]:
    before: dict[Key, list[Key]] = defaultdict(list)
    after: dict[Key, list[Key]] = defaultdict(list)
    for source, target in edges:
        before[target].append(source)
        after[source].append(target)
    return before, after


def _rows(keys: Sequence[Key], before: Neighbours[Key]) -> Iterable[tuple[Key, float]]:
    """The boxes of a column, in order, with their heights."""
    reached = sum(key in before for key in keys) or len(keys)
    return ((key, (row - (reached - 1) / 2) * ROW_GAP) for row, key in enumerate(keys))


def _sorted(keys: Sequence[Key], neighbours: Neighbours[Key], height: Mapping[Key, float]) -> list[Key]:
    """One column in order; a box without a neighbour on that side goes below the others."""

    def middle(key: Key) -> float:
        known = neighbours.get(key, ())
        return sum(height[n] for n in known) / len(known) if known else float("inf")

    return sorted(keys, key=middle)
