"""Roles that travel: compiled on one machine, to score candidates on another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from skillpath.graph.network import Network
from skillpath.graph.pruned import pruned
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Requirements, Role, transfer_columns, weigh


@dataclass(frozen=True, slots=True)
class CompiledRoles:
    """Roles under their profiles, weighed, with no more of the network than scoring for them takes."""

    network: Network
    roles: tuple[tuple[Role, Profile, Requirements], ...]
    as_of: date

    @classmethod
    def of(cls, network: Network, roles: Sequence[tuple[Role, Profile]], *, as_of: date) -> "CompiledRoles":
        """Weighs the roles; ``as_of`` is the day for which experience is reckoned."""
        weighed = tuple((role, _sendable(profile), weigh(network, role, profile)) for role, profile in roles)
        asked = {item.node for *_, requirements in weighed for item in requirements.items}
        industries = {*_named_industries(network, weighed), *network.pairs[:, 1].tolist()}
        return cls(pruned(network, np.array(sorted(asked | industries), dtype=np.int64)), weighed, as_of)

    def matchers(self) -> Iterator[Matcher]:
        """Each role, ready to score: the same scores, bit by bit, as on the whole network."""
        for role, profile, requirements in self.roles:
            columns = transfer_columns(self.network, requirements)
            yield Matcher(self.network, role, profile, self.as_of, requirements, columns)


def _named_industries(network: Network, weighed: Iterable[tuple[Role, Profile, Requirements]]) -> set[int]:
    """The industries that roles are in, or want somebody from."""
    named = (
        iri for role, *_ in weighed for iri in (role.industry, *role.filters.industries) if iri is not None
    )
    return {node for node in map(network.find, named) if node is not None}


def _sendable(profile: Profile) -> Profile:
    """The profile in plain tables: read-only views cannot be sent."""
    return replace(profile, share=dict(profile.share), development=dict(profile.development))
