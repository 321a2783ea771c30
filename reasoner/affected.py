"""Whose score for a role may differ between two networks; all others score the same there, bit by bit.

A score follows from what is asked for and with what weight, from what the spells and claims of a candidate
teach of use to that, and from how far it carries. Nodes of both networks are compared by their IRIs: where
all of this is equal, the same numbers are added and compared in the same order. Where requirements weigh
otherwise, everybody counts who learned anything of use.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.network import Network
from skillpath.graph.side_by_side import laid_together
from skillpath.reasoner.histories import NOTHING, Histories, Numbers, owners
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.places import Places
from skillpath.reasoner.role import Requirement
from skillpath.reasoner.score import Floats

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Side:
    """A network, its nodes numbered among those of both: ``number`` by position, ``NOTHING`` is the last."""

    places: Places
    number: Numbers
    nodes: int

    @property
    def network(self) -> Network:
        return self.places.network

    def learning(self) -> "sparse.csr_array[np.float64]":
        """How strongly nodes develop others, over the nodes of both."""
        row, column = sparse.coo_array(self.network.learning).coords
        cells: Any = (self.number[row], self.number[column])  # the stubs take two arrays for a vector's cells
        return sparse.csr_array((self.network.learning.data, cells), shape=(self.nodes, self.nodes))

    def kinds(self) -> Numbers:
        """The kinds of nodes, −1 for those that only the other network has."""
        found = np.full(self.nodes, -1)
        found[self.number[:-1]] = self.network.node_kind
        return found

    def columns(self, matcher: Matcher) -> Floats:
        """How far nodes carry to what is asked for; not at all those that this network lacks."""
        spread = np.zeros((self.nodes, matcher.columns.shape[1]))
        spread[self.number[:-1]] = matcher.columns
        return spread

    def requirements(self, matcher: Matcher) -> list[Requirement]:
        """What is asked for, by the numbers of both."""
        return [replace(one, node=int(self.number[one.node])) for one in matcher.requirements.items]


@dataclass(frozen=True)
class Affected:
    """Two networks, and the ``histories`` of candidates in both."""

    before: _Side
    after: _Side
    histories: Histories

    @classmethod
    def of(cls, before: Places, after: Places, histories: Histories) -> "Affected":
        """``before`` and ``after`` are the places of the vocabulary of the histories in the two networks."""
        old, new = ([node.iri for node in places.network.nodes] for places in (before, after))
        iris, *numbers = laid_together(old, new)
        was, is_now = (
            _Side(places, np.append(number, len(iris)).astype(np.int64), len(iris))
            for places, number in zip((before, after), numbers, strict=True)
        )
        return cls(was, is_now, histories)

    def rows(self, before: Matcher, after: Matcher) -> Numbers:
        """The candidates whose score may differ, for one role under one profile on one day; they ascend."""
        node = self._nodes(before, after)
        histories, flags = self.histories, np.zeros(len(self.histories), dtype=bool)
        industry = histories.industry
        learned = self._moved(node, "job_types")[histories.job_type]
        learned |= self._moved(node, "industries")[industry]
        learned |= self._moved(node, "floors")[industry] & histories.on_floor
        learned |= np.isin(self._pairs, self._moved_pairs(node))
        flags[owners(histories.spell_starts)[learned]] = True
        claimed = self._moved(node, "skills")[histories.skill]
        flags[owners(histories.claim_starts)[claimed]] = True
        return np.flatnonzero(flags)

    def _nodes(self, before: Matcher, after: Matcher) -> Flags:
        """Through which nodes a score may differ; of ``NOTHING``, the last, none does."""
        was, is_now = self.before.columns(before), self.after.columns(after)
        alike = self.before.requirements(before) == self.after.requirements(after)
        useful = _anywhere(was > 0) | _anywhere(is_now > 0)
        carries = self._of_other_kind | _anywhere(was != is_now) if alike else useful
        taught: Floats = self._teaches @ carries.astype(np.float64)
        otherwise: Floats = self._teaches_otherwise @ useful.astype(np.float64)
        return np.append(carries | (taught > 0) | (otherwise > 0), False)

    @cached_property
    def _of_other_kind(self) -> Flags:
        """Nodes that take otherwise long to master, or that one network lacks."""
        flags: Flags = self.before.kinds() != self.after.kinds()
        return flags

    @cached_property
    def _teaches(self) -> "sparse.csr_array[np.float64]":
        """Which nodes develop which, in either network."""
        return _ones(self.before.learning() + self.after.learning())

    @cached_property
    def _teaches_otherwise(self) -> "sparse.csr_array[np.float64]":
        return _ones(self.before.learning() - self.after.learning())

    def _moved(self, node: Flags, words: str) -> Flags:
        """Of concepts of the vocabulary those through which a score may differ; the last is ``NOTHING``."""
        was, is_now = (side.number[getattr(side.places, words)] for side in (self.before, self.after))
        moved: Flags = (was != is_now) | node[was] | node[is_now]
        return moved

    @cached_property
    def _pairs(self) -> Numbers:
        """Job type and industry of each spell in one number, as :class:`JobsInIndustries` counts them."""
        job_type, industry = self.histories.job_type.astype(np.int64), self.histories.industry
        count = len(self.histories.vocabulary.industries)
        stated = (job_type != NOTHING) & (industry != NOTHING)
        return np.where(stated, job_type * count + industry, NOTHING)

    def _moved_pairs(self, node: Flags) -> Numbers:
        """Job types in industries, in such numbers, to which otherwise is added than before."""
        sides = [
            (side.places.jobs_in_industries.key, side.number[side.places.jobs_in_industries.node])
            for side in (self.before, self.after)
        ]
        moved = [key[node[number]] for key, number in sides]
        was, is_now = (key * len(node) + number for key, number in sides)
        return np.concatenate([*moved, np.setxor1d(was, is_now) // len(node)])


def _anywhere(flags: Flags) -> Flags:
    """By row whether any of the flags of a table is up."""
    found: Flags = np.logical_or.reduce(flags, axis=1)
    return found


def _ones(matrix: "sparse.csr_array[np.float64]") -> "sparse.csr_array[np.float64]":
    """1 where a matrix is not 0."""
    matrix.eliminate_zeros()
    matrix.data[:] = 1.0
    return matrix
