"""What a candidate brings, on the network: doses and mastery (``scoring.md`` §3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import KINDS, Network
from skillpath.reasoner.candidate import Candidate, Spell
from skillpath.reasoner.parameters import (
    LEVEL_FACTOR,
    MASTERY_YEARS,
    RECENCY,
    Channel,
    Recency,
    dose_of,
    mastery,
)
from skillpath.reasoner.profile import Profile

CHANNELS = tuple(Channel)
_YEARS = np.array([MASTERY_YEARS[kind] for kind in KINDS])


@dataclass(frozen=True)
class Experience:
    """The doses of one candidate: one row for each node that each spell or claim develops.

    ``item`` counts spells first, then claims; ``origin`` is the node through which it was learned (the
    job type, industry or floor of the spell; for a claim the skill itself). ``unknown`` are IRIs that the
    release lacks: they bring nothing, and are named.
    """

    node: NDArray[np.int64]
    item: NDArray[np.int64]
    channel: NDArray[np.int8]
    origin: NDArray[np.int64]
    dose: NDArray[np.float64]
    unknown: tuple[str, ...]

    @cached_property
    def nodes(self) -> NDArray[np.int64]:
        """The nodes developed, sorted, each once."""
        return np.unique(self.node)

    @cached_property
    def doses(self) -> NDArray[np.float64]:
        """D, one entry for each of :attr:`nodes`."""
        places = np.searchsorted(self.nodes, self.node)
        return np.bincount(places, self.dose, minlength=len(self.nodes)).astype(np.float64)

    @cached_property
    def mastery(self) -> NDArray[np.float64]:
        """a = φ(D), one entry for each of :attr:`nodes`."""
        return np.array([mastery(dose) for dose in self.doses], dtype=np.float64)

    def rows_of(self, node: int) -> NDArray[np.int64]:
        """The rows that develop a node."""
        return np.flatnonzero(self.node == node)


def experience(
    network: Network, candidate: Candidate, profile: Profile, *, as_of: date, recency: Recency = RECENCY
) -> Experience:
    """The doses of a candidate's spells and claims on a day.

    A spell's dose on a node is its best over the channels, so that it is never counted twice for one node.
    """
    rows: list[tuple[int, int, int, int, float]] = []
    unknown: list[str] = []
    for item, spell in enumerate(candidate.spells):
        rows += _spell_rows(
            network, item, spell, profile, recency.effective_years(*spell.years_before(as_of))
        )
        unknown += [i for i in (spell.job_type, spell.industry) if i is not None and network.find(i) is None]
    for item, claim in enumerate(candidate.claims, start=len(candidate.spells)):
        node = network.find(claim.skill)
        if node is None:
            unknown.append(claim.skill)
        else:
            dose = dose_of(profile.development[Channel.CLAIM] * claim.level)
            rows.append((node, item, CHANNELS.index(Channel.CLAIM), node, dose))
    columns = list(zip(*rows, strict=True)) or [()] * 5
    return Experience(
        node=np.array(columns[0], dtype=np.int64),
        item=np.array(columns[1], dtype=np.int64),
        channel=np.array(columns[2], dtype=np.int8),
        origin=np.array(columns[3], dtype=np.int64),
        dose=np.array(columns[4], dtype=np.float64),
        unknown=tuple(dict.fromkeys(unknown)),
    )


def _origins(network: Network, spell: Spell) -> Iterator[tuple[Channel, int]]:
    """The nodes through which a spell teaches, by channel; what a job adds in an industry is the job's."""
    job_type = None if spell.job_type is None else network.find(spell.job_type)
    industry = None if spell.industry is None else network.find(spell.industry)
    if job_type is not None:
        yield Channel.JOB_TYPE, job_type
    if job_type is not None and industry is not None:
        yield from ((Channel.JOB_TYPE, node) for node in network.jobs_in_industry(job_type, industry))
    if industry is not None:
        yield Channel.INDUSTRY, industry
    if spell.industry is not None and spell.on_floor and (floor := network.floor(spell.industry)) is not None:
        yield Channel.FLOOR, floor


def _spell_rows(
    network: Network, item: int, spell: Spell, profile: Profile, years: float
) -> list[tuple[int, int, int, int, float]]:
    best: dict[int, tuple[float, int, int]] = {}
    for channel, origin in _origins(network, spell):
        nodes, strength = network.developed_by(origin)
        pace = profile.development[channel] * LEVEL_FACTOR[spell.level] * years
        doses = pace * strength / _YEARS[network.node_kind[nodes]]
        for node, dose in zip(nodes.tolist(), doses.tolist(), strict=True):
            if dose > 0 and (node not in best or dose > best[node][0]):
                best[node] = (dose, CHANNELS.index(channel), origin)
    return [(node, item, channel, origin, dose) for node, (dose, channel, origin) in sorted(best.items())]
