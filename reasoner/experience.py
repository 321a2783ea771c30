"""What candidates bring, on the network: doses and mastery (``scoring.md`` §3).

Worked out for many candidates at once; one candidate is many with one. What is said of a candidate depends on
nobody else, bit by bit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
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

CHANNELS: Final = tuple(Channel)
FACTORS: Final = np.array([LEVEL_FACTOR[level] for level in LEVELS])
"""λ by level, as histories count them."""


@dataclass(frozen=True)
class Doses:
    """What each spell and each claim of many candidates develops, and how much.

    ``layers``: what spells teach through one origin each: channel, origin (a node, or ``NOTHING``) and a
    matrix spells × nodes. ``claims``: claims × nodes. ``items``: for each candidate the spells, then the
    claims, as rows of the two matrices one upon the other; candidates × items, all 1.
    """

    layers: tuple[tuple[Channel, Column, Matrix], ...]
    claims: Matrix
    items: Matrix

    @cached_property
    def best(self) -> Matrix:
        """The dose of each spell on each node: its best over the channels, so that none counts twice."""
        matrices = [matrix for *_, matrix in self.layers]
        return reduce(lambda one, other: one.maximum(other), matrices)

    def mastered(self) -> Mastered:
        """The mastery ``a(v) = φ(Σ_e d_e(v))`` of the candidates, in their order."""
        summed = self.items @ sparse.vstack([self.best, self.claims], format="csr")
        summed.sort_indices()
        nodes, starts = summed.indices.astype(np.int64), summed.indptr.astype(np.int64)
        return Mastered(nodes=nodes, mastery=mastery(summed.data), starts=starts)


@dataclass(frozen=True)
class Experience:
    """The doses of one candidate: one row for each node that each spell or claim develops.

    ``item`` counts spells first, then claims; ``origin`` is the node through which it was learned (the
    job type, industry or floor of the spell; for a claim the skill itself). ``unknown`` are IRIs that the
    release lacks: they bring nothing, and are named.
    """

    node: Numbers
    item: Numbers
    channel: NDArray[np.int8]
    origin: Numbers
    dose: Floats
    unknown: tuple[str, ...]

    @cached_property
    def mastered(self) -> Mastered:
        """The mastery of the one candidate: the doses added up in the order of the items."""
        nodes, place = np.unique(self.node, return_inverse=True)
        summed = np.bincount(place, self.dose, minlength=len(nodes)).astype(np.float64)
        return Mastered(nodes=nodes, mastery=mastery(summed), starts=np.array([0, len(nodes)]))

    @property
    def nodes(self) -> Numbers:
        """The nodes developed, sorted, each once."""
        return self.mastered.nodes

    @property
    def mastery(self) -> Floats:
        """a = φ(D), one entry for each of :attr:`nodes`."""
        return self.mastered.mastery

    def rows_of(self, node: int) -> Numbers:
        """The rows that develop a node."""
        return np.flatnonzero(self.node == node)


def experience(
    network: Network, candidate: Candidate, profile: Profile, *, as_of: date, recency: Recency = RECENCY
) -> Experience:
    """The doses of a candidate's spells and claims on a day."""
    (one,) = experiences(network, [candidate], profile, as_of=as_of, recency=recency)
    return one


def experiences(
    network: Network,
    candidates: Sequence[Candidate],
    profile: Profile,
    *,
    as_of: date,
    recency: Recency = RECENCY,
) -> list[Experience]:
    """The doses of each candidate's spells and claims on a day, in their order."""
    history = histories_of(candidates)
    places = Places.of(network, history.vocabulary)
    found = doses(network, history, places, profile, as_of=as_of, recency=recency)
    spell, node = (part.astype(np.int64) for part in found.best.nonzero())
    claim, skill = (part.astype(np.int64) for part in found.claims.nonzero())
    worker, claimant = owners(history.spell_starts)[spell], owners(history.claim_starts)[claim]
    first_claim = history.claim_starts[:-1] - np.diff(history.spell_starts)  # claims come after spells
    layer = _first_of(found, spell, node)
    channels = np.array([CHANNELS.index(channel) for channel, *_ in found.layers], dtype=np.int8)
    origins = np.array([origin for _, origin, _ in found.layers])
    claimed = np.full(len(claim), CHANNELS.index(Channel.CLAIM), dtype=np.int8)
    columns = (
        np.concatenate([node, skill]),
        np.concatenate([spell - history.spell_starts[worker], claim - first_claim[claimant]]),
        np.concatenate([channels[layer], claimed]),
        np.concatenate([origins[layer, spell].astype(np.int64), skill]),
        np.concatenate([found.best.data, found.claims.data]),
    )
    owner = np.concatenate([worker, claimant])
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(1, len(candidates)))
    parts = (np.split(column[order], ends) for column in columns)
    unknown = (_unknown(network, candidate) for candidate in candidates)
    return [Experience(*part) for part in zip(*parts, unknown, strict=True)]


def _unknown(network: Network, candidate: Candidate) -> tuple[str, ...]:
    spelled = (iri for spell in candidate.spells for iri in (spell.job_type, spell.industry))
    named = (*spelled, *(claim.skill for claim in candidate.claims))
    return tuple(dict.fromkeys(iri for iri in named if iri is not None and network.find(iri) is None))


def _first_of(found: Doses, spell: Numbers, node: Numbers) -> Numbers:
    """The first layer that gives each of the best doses."""
    gives = [np.asarray(matrix[spell, node]) == found.best.data for *_, matrix in found.layers]
    first: Numbers = np.argmax(gives, axis=0)
    return first


def joined(experiences: Sequence[Experience]) -> Mastered:
    """The mastery of some candidates, in their order."""
    parts = [one.mastered for one in experiences]
    return Mastered(
        nodes=np.concatenate([np.zeros(0, dtype=np.int64), *(part.nodes for part in parts)]),
        mastery=np.concatenate([np.zeros(0), *(part.mastery for part in parts)]),
        starts=np.cumsum([0, *(len(part.nodes) for part in parts)], dtype=np.int64),
    )


def mastered_by(
    network: Network, candidates: Sequence[Candidate], profile: Profile, *, as_of: date
) -> Mastered:
    """The mastery of candidates on a day, in their order."""
    histories = histories_of(candidates)
    places = Places.of(network, histories.vocabulary)
    return doses(network, histories, places, profile, as_of=as_of).mastered()


def doses(
    network: Network,
    histories: Histories,
    places: Places,
    profile: Profile,
    *,
    as_of: date,
    recency: Recency = RECENCY,
    only: NDArray[np.bool_] | None = None,
) -> Doses:
    """The doses of many candidates on a day; ``only``: on these nodes of the network, all others left out."""
    pace = FACTORS[histories.level] * recency.effective_years(*years_before(histories, as_of))
    lessons = _lessons(network, only)
    layers = [
        (channel, origin, _taught(lessons, origin, profile.development[channel] * pace))
        for channel, origin in _origins(network, histories, places)
    ]
    skill = places.skills[histories.skill]
    skill = skill if only is None else np.where(only[skill], skill, NOTHING)
    claimed = dose_of(profile.development[Channel.CLAIM] * histories.claimed)
    known = skill != NOTHING
    starts = np.concatenate([[0], np.cumsum(known)])
    claims = _matrix(claimed[known], skill[known], starts, (len(skill), len(network)))
    return Doses(tuple(layers), claims, _items(histories))


def _items(histories: Histories) -> Matrix:
    spell_starts, claim_starts = histories.spell_starts, histories.claim_starts
    spells, claims = int(spell_starts[-1]), int(claim_starts[-1])
    order = np.argsort(np.concatenate([owners(spell_starts), owners(claim_starts)]), kind="stable")
    shape = (len(histories), spells + claims)
    return _matrix(np.ones(len(order)), order, spell_starts + claim_starts, shape)


def _origins(network: Network, histories: Histories, places: Places) -> Iterator[tuple[Channel, Column]]:
    """Through what each spell teaches, by channel; what a job adds in an industry is the job's."""
    job_type = places.job_types[histories.job_type]
    industry = places.industries[histories.industry]
    yield Channel.JOB_TYPE, job_type
    yield from ((Channel.JOB_TYPE, column) for column in _jobs_in_industries(network, job_type, industry))
    yield Channel.INDUSTRY, industry
    yield Channel.FLOOR, np.where(histories.on_floor, places.floors[histories.industry], NOTHING)


def _jobs_in_industries(network: Network, job_type: Column, industry: Column) -> list[Column]:
    """What the job type of each spell adds in its industry: a second column where a spell has a second."""
    columns: list[Column] = []
    paired = network.pairs[np.isin(network.pairs[:, 0], job_type)]
    for job, place, node in paired.tolist():
        at = np.flatnonzero(job_type == job)
        sources, transfer = network.transfers_to(place)
        at = at[np.isin(industry[at], sources[transfer == 1.0])]  # the industry itself, or one in it
        free = next((column for column in columns if (column[at] == NOTHING).all()), None)
        if free is None:
            free = np.full(len(job_type), NOTHING, dtype=np.int32)
            columns.append(free)
        free[at] = node
    return columns


@dataclass(frozen=True, slots=True)
class _Lessons:
    """What each node develops: where its stretch starts, nodes, how strongly; the last stretch is empty."""

    starts: Numbers
    node: Column
    strength: Floats
    kinds: NDArray[np.int8]


def _lessons(network: Network, only: NDArray[np.bool_] | None) -> _Lessons:
    learning, starts = network.learning, network.learning.indptr.astype(np.int64)
    node, strength = learning.indices, learning.data
    if only is not None:
        kept = only[node]
        starts = np.concatenate([[0], np.cumsum(kept)])[starts]
        node, strength = node[kept], strength[kept]
    return _Lessons(np.append(starts, starts[-1]), node, strength, network.node_kind)


def _taught(lessons: _Lessons, origin: Column, pace: Floats) -> Matrix:
    """What spells teach through their origins at their paces ``δ_κ · λ(level) · Y_e``: spells × nodes."""
    nodes = len(lessons.kinds)
    starts, entries = stretches(lessons.starts, np.where(origin == NOTHING, nodes, origin))
    node = lessons.node[entries]
    dose = np.repeat(pace, np.diff(starts)) * lessons.strength[entries] / YEARS_TO_MASTER[lessons.kinds[node]]
    matrix = _matrix(dose, node, starts, (len(origin), nodes))
    if not pace.all():
        matrix.eliminate_zeros()
    return matrix


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
