"""A gold standard on the network: pairs of job types between which people are known to move."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.bench.gold_file import GoldFile, GoldRow, read_gold_file
from skillpath.errors import InputError
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind

Node = tuple[int, ...]
"""What one side of a row names: sorted positions of job types, two names of one concept counting once."""

Pair = tuple[Node, Node]

SKIPS: Final = ("unknown", "same", "ungraded", "repeated")
"""Why a row is left out: a side that the release does not know, a pair of one node with itself, an empty
grade, a pair said before (its highest grade stays)."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Pairs of nodes, each once: ``nodes[origin[i]] → nodes[dest[i]]``, graded ``grade[i]`` (1 if ungraded).

    A pair graded 0 or less was judged and found no match: it counts in the correlation with the grade and
    is not relevant in a ranking. ``origin_group`` and ``dest_group`` number the group of each node (its own
    where the file names none). ``skipped`` counts the rows left out, by :data:`SKIPS`.
    """

    name: str
    nodes: tuple[Node, ...]
    origin: NDArray[np.int64]
    dest: NDArray[np.int64]
    grade: NDArray[np.float64]
    grade_column: str | None
    origin_group: NDArray[np.int64]
    dest_group: NDArray[np.int64]
    skipped: Mapping[str, int]

    @property
    def gains(self) -> NDArray[np.float64]:
        """What finding a pair is worth: nodes × nodes, row = origin; 0 for all that are no pairs."""
        gains = np.zeros((len(self.nodes), len(self.nodes)))
        gains[self.origin, self.dest] = np.maximum(self.grade, 0)
        return gains


def read_gold(network: Network, path: Path, *, grade: str | None = None) -> Gold:
    """A gold standard, its IRIs looked up in a release; those unknown to the release are left out.

    Raises :class:`InputError` where the file is none (see :func:`read_gold_file`) or no pair is left
    that fits.
    """
    file = read_gold_file(path, grade=grade)
    best: dict[Pair, GoldRow] = {}
    skipped = Counter(dict.fromkeys(SKIPS, 0))
    for row in file.rows:
        pair = _node(network, row.sides[0]), _node(network, row.sides[1])
        if reason := _reason(pair, row, best):
            skipped[reason] += 1
        if reason in ("", "repeated") and (pair not in best or row.grade > best[pair].grade):
            best[pair] = row
    if not best:
        raise InputError(_nothing_left(file, skipped))
    if not any(row.grade > 0 for row in best.values()):
        raise InputError(f"{file.name} grades no pair above 0 in {file.grade_column}: none is known to fit.")
    return _gold(file, best, skipped)


def _node(network: Network, iris: Iterable[str]) -> Node:
    found = {network.find(iri) for iri in iris}
    return tuple(sorted(i for i in found if i is not None and network.nodes[i].kind == ConceptKind.JOB_TYPE))


def _reason(pair: Pair, row: GoldRow, best: Mapping[Pair, GoldRow]) -> str:
    """Why a row is left out, the first reason of :data:`SKIPS` that applies; "" where none does."""
    applies = (not all(pair), pair[0] == pair[1], math.isnan(row.grade), pair in best)
    return next((reason for reason, hit in zip(SKIPS, applies, strict=True) if hit), "")


def _nothing_left(file: GoldFile, skipped: Mapping[str, int]) -> str:
    if not file.rows:
        return f"{file.name} holds no rows below its header."
    counts = ", ".join(f"{count} {reason}" for reason, count in skipped.items() if count)
    return (
        f"{file.name} has no pair that this release can score (rows left out: {counts}). For unknown "
        "occupations import their taxonomy first, such as ESCO by `skillpath import esco`."
    )


def _gold(file: GoldFile, best: Mapping[Pair, GoldRow], skipped: Mapping[str, int]) -> Gold:
    pairs = sorted(best)
    nodes = sorted({node for pair in pairs for node in pair})
    place = {node: i for i, node in enumerate(nodes)}
    origin_group, dest_group = (
        _groups(nodes, [(pair[side], best[pair].groups[side]) for pair in pairs]) for side in (0, 1)
    )
    return Gold(
        name=file.name,
        nodes=tuple(nodes),
        origin=np.array([place[origin] for origin, _ in pairs], dtype=np.int64),
        dest=np.array([place[dest] for _, dest in pairs], dtype=np.int64),
        grade=np.array([best[pair].grade for pair in pairs], dtype=np.float64),
        grade_column=file.grade_column,
        origin_group=origin_group,
        dest_group=dest_group,
        skipped=skipped,
    )


def _groups(nodes: list[Node], named: list[tuple[Node, str]]) -> NDArray[np.int64]:
    """The number of each node's group; of several the first in the alphabet."""
    groups: dict[Node, str] = {}
    for node, name in named:
        if name:
            groups[node] = min(name, groups.get(node, name))
    keys = [(0, groups[node]) if node in groups else (1, str(node)) for node in nodes]
    number = {key: i for i, key in enumerate(sorted(set(keys)))}
    return np.array([number[key] for key in keys], dtype=np.int64)
