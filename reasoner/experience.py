"""What each candidate brings, on the network, and through what: for evidence (``scoring.md`` §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import Network
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.doses import Layer, Teaching, claims, layers
from skillpath.reasoner.histories import Numbers, histories_of, owners
from skillpath.reasoner.parameters import RECENCY, Channel, Recency, mastery
from skillpath.reasoner.places import Places
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.score import Mastered

Floats = NDArray[np.float64]

CHANNELS: Final = tuple(Channel)


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


def experience(network: Network, candidate: Candidate, profile: Profile, *, as_of: date) -> Experience:
    """The doses of a candidate's spells and claims on a day."""
    (one,) = experiences(network, [candidate], profile, as_of=as_of)
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
    teaching = Teaching.of(network)
    taught = layers(teaching, history, places, profile, as_of=as_of, recency=recency)
    claimed = claims(teaching, history, places, profile)
    spell, node, layer, dose = _best(taught)
    claim = owners(claimed.starts)
    worker, claimant = owners(history.spell_starts)[spell], owners(history.claim_starts)[claim]
    first_claim = history.claim_starts[:-1] - np.diff(history.spell_starts)  # claims come after spells
    channels = np.array([CHANNELS.index(one.channel) for one in taught], dtype=np.int8)
    origins = np.array([one.origin for one in taught])
    of_claims = np.full(len(claim), CHANNELS.index(Channel.CLAIM), dtype=np.int8)
    columns = (
        np.concatenate([node, claimed.node]),
        np.concatenate([spell - history.spell_starts[worker], claim - first_claim[claimant]]),
        np.concatenate([channels[layer], of_claims]),
        np.concatenate([origins[layer, spell].astype(np.int64), claimed.node]),
        np.concatenate([dose, claimed.dose]),
    )
    owner = np.concatenate([worker, claimant])
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(1, len(candidates) + 1))
    parts = (np.split(column[order], ends)[:-1] for column in columns)
    unknown = (_unknown(network, candidate) for candidate in candidates)
    return [Experience(*part) for part in zip(*parts, unknown, strict=True)]


def _unknown(network: Network, candidate: Candidate) -> tuple[str, ...]:
    spelled = (iri for spell in candidate.spells for iri in (spell.job_type, spell.industry))
    named = (*spelled, *(claim.skill for claim in candidate.claims))
    return tuple(dict.fromkeys(iri for iri in named if iri is not None and network.find(iri) is None))


def _best(taught: Sequence[Layer]) -> tuple[Numbers, Numbers, Numbers, Floats]:
    """The best dose of each spell on each node: spells, nodes, the first layer that gives it, and doses."""
    spell = np.concatenate([owners(one.starts) for one in taught])
    node = np.concatenate([one.node for one in taught])
    dose = np.concatenate([one.dose for one in taught])
    layer = np.repeat(np.arange(len(taught)), [len(one.node) for one in taught])
    order = np.lexsort((layer, -dose, node, spell))
    spell, node = spell[order], node[order]
    first = np.flatnonzero(np.diff(spell, prepend=-1) | np.diff(node, prepend=-1))
    return spell[first], node[first], layer[order[first]], dose[order[first]]


def joined(experiences: Sequence[Experience]) -> Mastered:
    """The mastery of some candidates, in their order."""
    parts = [one.mastered for one in experiences]
    return Mastered(
        nodes=np.concatenate([np.zeros(0, dtype=np.int64), *(part.nodes for part in parts)]),
        mastery=np.concatenate([np.zeros(0), *(part.mastery for part in parts)]),
        starts=np.cumsum([0, *(len(part.nodes) for part in parts)], dtype=np.int64),
    )
