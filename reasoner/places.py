"""Where the concepts that histories name are in a network, and what is learned through them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import KINDS, Network
from skillpath.reasoner.histories import NOTHING, Column, Numbers, Vocabulary, owners, stretches
from skillpath.reasoner.parameters import MASTERY_YEARS, Channel

Floats = NDArray[np.float64]

YEARS_TO_MASTER: Final = np.array([MASTERY_YEARS[kind] for kind in KINDS])
"""H by kind of node, as ``Network.node_kind`` counts them."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What spells teach through each origin of a vocabulary: rows of ``origin``, ``node`` and ``pace``.

    Origins are numbered as in :class:`skillpath.reasoner.terms.Layout`: job types, industries, floors. A pace
    is a place in ``strength`` (p/H) and ``channel``.
    """

    origin: Numbers
    node: Numbers
    pace: Numbers
    strength: Floats
    channel: tuple[Channel, ...]


@dataclass(frozen=True, slots=True)
class JobsInIndustries:
    """What jobs add in industries: a ``node`` for each ``key``, job type and industry by number; keys ascend.

    Of several for one key, those of earlier pairs of the network come first.
    """

    industries: int
    key: Numbers
    node: Numbers

    def of(self, job_type: Column, industry: Column) -> Iterator[Column]:
        """Spell by spell the first node, then the second, and so on; ``NOTHING`` where there is none."""
        wanted = job_type.astype(np.int64) * self.industries + industry
        stated = (job_type != NOTHING) & (industry != NOTHING)
        first, after = (np.searchsorted(self.key, wanted, side) for side in ("left", "right"))
        most = int((after - first)[stated].max(initial=0))
        for place in range(most):
            there = stated & (first + place < after)
            column = np.full(len(job_type), NOTHING, dtype=np.int32)
            column[there] = self.node[first[there] + place]
            yield column


@dataclass(frozen=True)
class Places:
    """The positions in a network of the concepts of a vocabulary, and of the floors of its industries.

    One more entry than concepts: the last is :data:`NOTHING`, so that ``NOTHING`` leads to itself.
    """

    network: Network
    job_types: Column
    industries: Column
    floors: Column
    skills: Column

    @classmethod
    def of(cls, network: Network, vocabulary: Vocabulary) -> "Places":
        """Looks every concept up."""

        def positions(found: Iterable[int | None]) -> Column:
            return np.array([*(NOTHING if p is None else p for p in found), NOTHING], dtype=np.int32)

        return cls(
            network=network,
            job_types=positions(map(network.find, vocabulary.job_types)),
            industries=positions(map(network.find, vocabulary.industries)),
            floors=positions(map(network.floor, vocabulary.industries)),
            skills=positions(map(network.find, vocabulary.skills)),
        )

    @cached_property
    def jobs_in_industries(self) -> JobsInIndustries:
        """What jobs add in an industry, or in one within it."""
        count = len(self.industries) - 1
        pairs = self.network.pairs[np.isin(self.network.pairs[:, 0], self.job_types)].tolist()
        keys = [self._numbers(job, place, count) for job, place, _ in pairs]
        key = np.concatenate([np.zeros(0, dtype=np.int64), *keys])
        node = np.repeat(np.array([node for *_, node in pairs], dtype=np.int64), [len(k) for k in keys])
        order = np.argsort(key, kind="stable")
        return JobsInIndustries(count, key[order], node[order])

    def _numbers(self, job: int, place: int, count: int) -> Numbers:
        sources, transfer = self.network.transfers_to(place)
        within = np.isin(self.industries[:-1], sources[transfer == 1.0])  # the industry, or one in it
        jobs = np.flatnonzero(self.job_types == job)
        return np.add.outer(jobs * count, np.flatnonzero(within)).ravel()

    @cached_property
    def lessons(self) -> Lessons:
        """What spells teach; a job type is taken to teach all that it teaches in any industry."""
        learning = self.network.learning
        job_types, industries = self.job_types[:-1], self.industries[:-1]
        first = len(job_types) + len(industries)
        parts = [
            (Channel.JOB_TYPE, *known(job_types)),
            *((Channel.JOB_TYPE, *_in_industry(job_types, pair)) for pair in self.network.pairs.tolist()),
            (Channel.INDUSTRY, *known(industries, first=len(job_types))),
            (Channel.FLOOR, *known(self.floors[:-1], first=first)),
        ]
        number = np.concatenate([numbers for _, numbers, _ in parts])
        teacher = np.concatenate([nodes for *_, nodes in parts])
        channels = tuple(dict.fromkeys(channel for channel, *_ in parts))
        channel = np.repeat([channels.index(c) for c, *_ in parts], [len(n) for _, n, _ in parts])
        sizes, entries = stretches(learning.indptr.astype(np.int64), teacher)
        row = owners(sizes)
        node = learning.indices[entries].astype(np.int64)
        strength = learning.data[entries] / YEARS_TO_MASTER[self.network.node_kind[node]]
        paces, pace = np.unique(np.stack([channel[row], strength]), axis=1, return_inverse=True)
        return Lessons(
            origin=number[row],
            node=node,
            pace=pace.ravel(),
            strength=paces[1],
            channel=tuple(channels[int(place)] for place in paces[0]),
        )


def known(positions: Column, *, first: int = 0) -> tuple[Numbers, Numbers]:
    """The concepts that the network has: numbers, counted from ``first``, and positions."""
    numbers = np.flatnonzero(positions != NOTHING)
    return numbers + first, positions[numbers].astype(np.int64)


def _in_industry(job_types: Column, pair: tuple[int, int, int]) -> tuple[Numbers, Numbers]:
    job, _, node = pair
    numbers = np.flatnonzero(job_types == job)
    return numbers, np.full(len(numbers), node, dtype=np.int64)
