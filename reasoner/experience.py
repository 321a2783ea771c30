"""What candidates bring, on the network: doses and mastery (``scoring.md`` §3).

Worked out for many candidates at once; one candidate is many with one. A dose depends on nothing but its
own candidate, bit by bit, whoever else is asked about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import KINDS, Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.histories import (
    LEVELS,
    NOTHING,
    Histories,
    Numbers,
    Places,
    histories_of,
    stretches,
)
from skillpath.reasoner.parameters import (
    DAYS_PER_YEAR,
    LEVEL_FACTOR,
    MASTERY_YEARS,
    RECENCY,
    Channel,
    Recency,
    dose_of,
    mastery,
)
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.score import Pool

Floats = NDArray[np.float64]

CHANNELS: Final = tuple(Channel)
_YEARS: Final = np.array([MASTERY_YEARS[kind] for kind in KINDS])
_FACTORS: Final = np.array([LEVEL_FACTOR[level] for level in LEVELS])


@dataclass(frozen=True, slots=True)
class Doses:
    """One row for each node that each spell or claim of each candidate develops.

    Rows are sorted by candidate (``owner``), ``item`` (a candidate's spells first, then the claims) and node.
    ``origin`` is the node through which it was learned: the job type, industry or floor of the spell; for a
    claim the skill itself.
    """

    owner: Numbers
    item: Numbers
    node: Numbers
    channel: NDArray[np.int8]
    origin: Numbers
    dose: Floats

    def pool(self, candidates: int, nodes: int) -> Pool:
        """The mastery ``a(v) = φ(Σ_e d_e(v))`` of so many candidates in a network of so many nodes."""
        keys, place = np.unique(self.owner * nodes + self.node, return_inverse=True)
        summed = np.bincount(place, self.dose, minlength=len(keys)).astype(np.float64)
        starts = np.searchsorted(keys, np.arange(candidates + 1) * nodes)
        return Pool(nodes=keys % nodes, mastery=mastery(summed), starts=starts)


@dataclass(frozen=True)
class Experience:
    """The doses of one candidate, as the columns of :class:`Doses`.

    ``unknown`` are IRIs that the release lacks: they bring nothing, and are named.
    """

    node: Numbers
    item: Numbers
    channel: NDArray[np.int8]
    origin: Numbers
    dose: Floats
    unknown: tuple[str, ...]

    @cached_property
    def pool(self) -> Pool:
        """The mastery of the one candidate."""
        owner = np.zeros(len(self.node), dtype=np.int64)
        doses = Doses(owner, self.item, self.node, self.channel, self.origin, self.dose)
        return doses.pool(1, int(self.node.max(initial=0)) + 1)

    @property
    def nodes(self) -> Numbers:
        """The nodes developed, sorted, each once."""
        return self.pool.nodes

    @property
    def mastery(self) -> Floats:
        """a = φ(D), one entry for each of :attr:`nodes`."""
        return self.pool.mastery

    def rows_of(self, node: int) -> Numbers:
        """The rows that develop a node."""
        return np.flatnonzero(self.node == node)


def experience(
    network: Network, candidate: Candidate, profile: Profile, *, as_of: date, recency: Recency = RECENCY
) -> Experience:
    """The doses of a candidate's spells and claims on a day."""
    history = histories_of([candidate])
    places = Places.of(network, history.vocabulary)
    found = doses(network, history, places, profile, as_of=as_of, recency=recency)
    spelled = (iri for spell in candidate.spells for iri in (spell.job_type, spell.industry))
    named = (*spelled, *(claim.skill for claim in candidate.claims))
    return Experience(
        node=found.node,
        item=found.item,
        channel=found.channel,
        origin=found.origin,
        dose=found.dose,
        unknown=tuple(dict.fromkeys(i for i in named if i is not None and network.find(i) is None)),
    )


def pool_of(experiences: Sequence[Experience]) -> Pool:
    """The mastery of some candidates, in their order."""
    pools = [one.pool for one in experiences]
    return Pool(
        nodes=np.concatenate([np.zeros(0, dtype=np.int64), *(pool.nodes for pool in pools)]),
        mastery=np.concatenate([np.zeros(0), *(pool.mastery for pool in pools)]),
        starts=np.cumsum([0, *(len(pool.nodes) for pool in pools)], dtype=np.int64),
    )


def pool_of_candidates(
    network: Network, candidates: Sequence[Candidate], profile: Profile, *, as_of: date
) -> Pool:
    """The mastery of candidates on a day, in their order."""
    histories = histories_of(candidates)
    places = Places.of(network, histories.vocabulary)
    return doses(network, histories, places, profile, as_of=as_of).pool(len(candidates), len(network))


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
    """The doses of many candidates on a day; ``only``: on these nodes of the network, all others left out.

    A spell's dose on a node is its best over the channels, so that it is never counted twice for one node.
    """
    pace = _pace(histories, profile, as_of, recency)
    owner = np.repeat(np.arange(len(histories)), np.diff(histories.spell_starts))
    spell, node, channel, origin, dose = _best(
        *_taught(network, list(_origins(network, histories, places)), pace, only), nodes=len(network)
    )
    claimant = np.repeat(np.arange(len(histories)), np.diff(histories.claim_starts))
    skill = places.skills[histories.skill].astype(np.int64)
    counts = (skill != NOTHING) if only is None else (skill != NOTHING) & only[skill]
    claim = np.flatnonzero(counts)
    spells = np.diff(histories.spell_starts)[claimant[claim]]
    columns = (
        (owner[spell], claimant[claim]),
        (
            spell - histories.spell_starts[owner[spell]],
            claim - histories.claim_starts[claimant[claim]] + spells,
        ),
        (node, skill[claim]),
        (channel, np.full(len(claim), CHANNELS.index(Channel.CLAIM), dtype=np.int8)),
        (origin, skill[claim]),
        (dose, dose_of(profile.development[Channel.CLAIM] * histories.claimed[claim])),
    )
    joined = [np.concatenate(parts) for parts in columns]
    order = np.argsort(joined[0], kind="stable")
    return Doses(*(column[order] for column in joined))


def _origins(
    network: Network, histories: Histories, places: Places
) -> Iterator[tuple[Channel, Numbers, Numbers]]:
    """Through what each spell teaches: channel, spells, nodes; what a job adds in an industry is its own."""
    job_type = places.job_types[histories.job_type]
    industry = places.industries[histories.industry]
    floor = np.where(histories.on_floor, places.floors[histories.industry], NOTHING)
    yield Channel.JOB_TYPE, *_known(job_type)
    for job, place, node in network.pairs.tolist():
        at = np.flatnonzero(job_type == job)
        within = at[np.isin(industry[at], _all_within(network, place))]
        yield Channel.JOB_TYPE, within, np.full(len(within), node, dtype=np.int64)
    yield Channel.INDUSTRY, *_known(industry)
    yield Channel.FLOOR, *_known(floor)


def _known(positions: NDArray[np.int32]) -> tuple[Numbers, Numbers]:
    spells = np.flatnonzero(positions != NOTHING)
    return spells, positions[spells].astype(np.int64)


def _all_within(network: Network, place: int) -> Numbers:
    """An industry and those in it: experience in them is whole experience in it (T = 1)."""
    sources, transfer = network.transfers_to(place)
    return sources[transfer == 1.0].astype(np.int64)


_Rows = tuple[Numbers, Numbers, NDArray[np.int8], Numbers, Floats]
"""Spell, node, channel, origin, dose."""


def _taught(
    network: Network,
    origins: Sequence[tuple[Channel, Numbers, Numbers]],
    pace: Floats,
    only: NDArray[np.bool_] | None,
) -> _Rows:
    """What spells teach through each of their origins, channel by channel; ``pace``: channels × spells."""
    spell = np.concatenate([spells for _, spells, _ in origins])
    origin = np.concatenate([nodes for _, _, nodes in origins])
    channel = np.repeat([CHANNELS.index(c) for c, _, _ in origins], [len(s) for _, s, _ in origins])
    starts, nodes, strength = _lessons(network, only)
    sizes, entries = stretches(starts, origin)
    row = np.repeat(np.arange(len(origin)), np.diff(sizes))
    node = nodes[entries]
    dose = pace[channel, spell][row] * strength[entries] / _YEARS[network.node_kind[node]]
    some = np.flatnonzero(dose > 0)
    row = row[some]
    return spell[row], node[some], channel[row].astype(np.int8), origin[row], dose[some]


def _pace(histories: Histories, profile: Profile, as_of: date, recency: Recency) -> Floats:
    """``δ_κ · λ(level) · Y_e``: channels × spells."""
    development = np.array([profile.development[channel] for channel in CHANNELS])
    years = recency.effective_years(*_years_before(histories, as_of))
    return development[:, np.newaxis] * _FACTORS[histories.level] * years


def _years_before(histories: Histories, as_of: date) -> tuple[Floats, Floats]:
    """How many years before a day each spell began and ended; what lies after the day does not count."""
    day = as_of.toordinal()
    end = np.minimum(histories.end, day)
    start = np.minimum(histories.start, end)
    return (day - start) / DAYS_PER_YEAR, (day - end) / DAYS_PER_YEAR


def _lessons(network: Network, only: NDArray[np.bool_] | None) -> tuple[Numbers, Numbers, Floats]:
    """What each node develops: where its stretch starts, nodes, how strongly."""
    learning = network.learning
    if only is None:
        return learning.indptr, learning.indices.astype(np.int64), learning.data
    kept = only[learning.indices]
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(kept)])[learning.indptr]
    return starts, learning.indices[kept].astype(np.int64), learning.data[kept]


def _best(
    spell: Numbers, node: Numbers, channel: NDArray[np.int8], origin: Numbers, dose: Floats, *, nodes: int
) -> _Rows:
    """For each spell and node the strongest dose, of equal ones the first; sorted by spell and node."""
    if not len(spell):
        return spell, node, channel, origin, dose
    key = spell * nodes + node
    order = np.argsort(key, kind="stable")
    key, ordered = key[order], dose[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    group = np.repeat(np.arange(len(first)), np.diff([*first, len(key)]))
    strongest = np.flatnonzero(ordered == np.maximum.reduceat(ordered, first)[group])
    _, winners = np.unique(group[strongest], return_index=True)
    chosen = order[strongest[winners]]
    return spell[chosen], node[chosen], channel[chosen], origin[chosen], dose[chosen]
