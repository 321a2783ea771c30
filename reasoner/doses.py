"""Doses: how much spells and claims develop (``scoring.md`` §3), and the mastery that they add up to.

Worked out for many candidates at once; one candidate is many with one. What is said of a candidate depends on
nobody else, bit by bit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.histories import (
    LEVELS,
    NOTHING,
    Column,
    Histories,
    Numbers,
    histories_of,
    owners,
    stretches,
)
from skillpath.reasoner.parameters import (
    DAYS_PER_YEAR,
    LEVEL_FACTOR,
    RECENCY,
    Channel,
    Recency,
    dose_of,
    mastery,
)
from skillpath.reasoner.places import YEARS_TO_MASTER, Places
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.score import Mastered

Floats = NDArray[np.float64]
Matrix = sparse.csr_array

FACTORS: Final = np.array([LEVEL_FACTOR[level] for level in LEVELS])
"""λ by level, as histories count them."""


@dataclass(frozen=True, slots=True)
class Teaching:
    """What each node develops: where its stretch starts, nodes, how strongly; the last stretch is empty.

    ``kinds``: of all nodes. ``wanted``: the nodes of which doses are asked for; of others nothing is in it.
    """

    starts: Numbers
    node: Column
    strength: Floats
    kinds: NDArray[np.int8]
    wanted: NDArray[np.bool_]

    @classmethod
    def of(cls, network: Network, wanted: NDArray[np.bool_] | None = None) -> "Teaching":
        """What a network teaches; of some nodes only where they are named."""
        learning, starts = network.learning, network.learning.indptr.astype(np.int64)
        node, strength = learning.indices, learning.data
        if wanted is not None:
            kept = wanted[node]
            starts = np.concatenate([[0], np.cumsum(kept)])[starts]
            node, strength = node[kept], strength[kept]
        all_wanted = np.ones(len(network), dtype=bool) if wanted is None else wanted
        return cls(np.append(starts, starts[-1]), node, strength, network.node_kind, all_wanted)


@dataclass(frozen=True, slots=True)
class Doses:
    """Doses of spells, or of claims: those of the i-th are ``starts[i] … starts[i + 1]`` of nodes and doses.

    None is 0, and none has a node twice.
    """

    starts: Numbers
    node: Numbers
    dose: Floats

    def matrix(self, nodes: int) -> Matrix:
        """Spells or claims × nodes; ``nodes``: how many there are."""
        return _matrix(self.dose, self.node, self.starts, (len(self.starts) - 1, nodes))


@dataclass(frozen=True, slots=True)
class Layer(Doses):
    """What spells teach through one ``origin`` each: a node, or ``NOTHING``."""

    channel: Channel
    origin: Column


def layers(
    teaching: Teaching,
    histories: Histories,
    places: Places,
    profile: Profile,
    *,
    as_of: date,
    recency: Recency = RECENCY,
) -> list[Layer]:
    """What spells teach by a day, layer by layer, on the nodes that the teaching is of."""
    pace = FACTORS[histories.level] * recency.effective_years(*years_before(histories, as_of))
    return [
        _layer(teaching, channel, origin, profile.development[channel] * pace)
        for channel, origin in _origins(histories, places)
    ]


def claims(teaching: Teaching, histories: Histories, places: Places, profile: Profile) -> Doses:
    """What claims are worth, on the nodes that the teaching is of."""
    skill = places.skills[histories.skill]
    dose = dose_of(profile.development[Channel.CLAIM] * histories.claimed)
    counts = (skill != NOTHING) & teaching.wanted[skill] & (dose != 0)
    starts = np.concatenate([[0], np.cumsum(counts)])
    return Doses(starts, skill[counts].astype(np.int64), dose[counts])


def mastered(
    teaching: Teaching,
    histories: Histories,
    places: Places,
    profile: Profile,
    *,
    as_of: date,
    recency: Recency = RECENCY,
) -> Mastered:
    """The mastery ``a(v) = φ(Σ_e d_e(v))`` of many candidates on a day, in their order.

    The dose of a spell on a node is its best over the channels, so that none counts twice.
    """
    nodes = len(teaching.kinds)
    taught = layers(teaching, histories, places, profile, as_of=as_of, recency=recency)
    best = reduce(lambda one, other: one.maximum(other), (layer.matrix(nodes) for layer in taught))
    claimed = claims(teaching, histories, places, profile).matrix(nodes)
    summed = _items(histories) @ sparse.vstack([best, claimed], format="csr")
    summed.sort_indices()
    return Mastered(
        nodes=summed.indices.astype(np.int64),
        mastery=mastery(summed.data),
        starts=summed.indptr.astype(np.int64),
    )


def mastered_by(
    network: Network, candidates: Sequence[Candidate], profile: Profile, *, as_of: date
) -> Mastered:
    """The mastery of candidates on a day, in their order."""
    histories = histories_of(candidates)
    places = Places.of(network, histories.vocabulary)
    return mastered(Teaching.of(network), histories, places, profile, as_of=as_of)


def _items(histories: Histories) -> Matrix:
    """Which spells and, numbered after all spells, which claims are whose: candidates × items, all 1."""
    spell_starts, claim_starts = histories.spell_starts, histories.claim_starts
    spells, claims = int(spell_starts[-1]), int(claim_starts[-1])
    order = np.argsort(np.concatenate([owners(spell_starts), owners(claim_starts)]), kind="stable")
    shape = (len(histories), spells + claims)
    return _matrix(np.ones(len(order)), order, spell_starts + claim_starts, shape)


def _origins(histories: Histories, places: Places) -> Iterator[tuple[Channel, Column]]:
    """Through what each spell teaches, by channel; what a job adds in an industry is the job's."""
    added = places.jobs_in_industries.of(histories.job_type, histories.industry)
    yield Channel.JOB_TYPE, places.job_types[histories.job_type]
    yield from ((Channel.JOB_TYPE, column) for column in added)
    yield Channel.INDUSTRY, places.industries[histories.industry]
    yield Channel.FLOOR, np.where(histories.on_floor, places.floors[histories.industry], NOTHING)


def _layer(teaching: Teaching, channel: Channel, origin: Column, pace: Floats) -> Layer:
    """What spells teach through their origins at their paces ``δ_κ · λ(level) · Y_e``."""
    nothing = len(teaching.kinds)
    starts, entries = stretches(teaching.starts, np.where((origin == NOTHING) | (pace == 0), nothing, origin))
    node = teaching.node[entries].astype(np.int64)
    dose = (
        np.repeat(pace, np.diff(starts)) * teaching.strength[entries] / YEARS_TO_MASTER[teaching.kinds[node]]
    )
    return Layer(starts=starts, node=node, dose=dose, channel=channel, origin=origin)


def _matrix(data: Floats, columns: NDArray[np.integer], starts: Numbers, shape: tuple[int, int]) -> Matrix:
    matrix = sparse.csr_array((data, columns, starts), shape=shape)
    matrix.has_canonical_format = True
    return matrix


def years_before(histories: Histories, as_of: date) -> tuple[Floats, Floats]:
    """How many years before a day each spell began and ended; what lies after the day does not count."""
    day = as_of.toordinal()
    end = np.minimum(histories.end, day)
    start = np.minimum(histories.start, end)
    return (day - start) / DAYS_PER_YEAR, (day - end) / DAYS_PER_YEAR
