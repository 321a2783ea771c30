"""How sure the numbers are that a score rests on: draws of plausible other ones.

A number in (0, 1] is drawn by a log-normal factor on −log: a weight of 1 stays 1, none leaves the range.
Other numbers get the factor themselves. Edges without a source of their own have the weight of their kind,
so that they err together; an edge with a stated source errs alone, and less.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.random import Generator

from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.transfer import Floats
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import IMPORTANCE, Importance

EDGE_SPREAD: Final[Mapping[EdgeKind, float]] = {
    EdgeKind.BROADER: 0.0,
    EdgeKind.NARROWER: 0.25,
    EdgeKind.RELATED: 0.35,
    EdgeKind.CLOSE_MATCH: 0.35,
    EdgeKind.ESSENTIAL_FOR: 0.35,
    EdgeKind.NEEDS_ESSENTIAL: 0.35,
    EdgeKind.OPTIONAL_FOR: 0.35,
    EdgeKind.NEEDS_OPTIONAL: 0.35,
    EdgeKind.SIMILAR_WORK: 0.25,
}
"""Spread of an edge's −log weight by kind: more where an editor set one number for the whole kind, less
where a rule computes each from the release, none for what a broader concept means."""

STATED_SPREAD: Final = 0.15
"""The same for an edge whose weight has a source of its own."""

SHARE_SPREAD: Final = 0.25
"""Spread of β, how the score is shared out among the dimensions, before they are made to sum to 1."""

CHANNEL_SPREAD: Final = 0.25
"""Spread of −log δ, how much a channel counts."""

IMPORTANCE_SPREAD: Final = 0.25
"""Spread of the power of information content, and of −log of what an optional skill counts."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Draws plausible numbers; ``scale`` multiplies every spread (0: every draw is what is believed)."""

    scale: float = 1.0

    def costs(self, random: Generator, network: Network, costs: Floats) -> Floats:
        """−log weights of all edges, given those that are believed."""
        spread = np.array([EDGE_SPREAD[kind] for kind in EDGE_KINDS])
        together = np.exp(self.scale * random.standard_normal(len(spread)) * spread)
        factors = together[network.edges.kind]
        (stated,) = np.nonzero(network.edges.provenance != network.sources.index(""))
        factors[stated] = np.exp(self.scale * random.standard_normal(len(stated)) * STATED_SPREAD)
        drawn: Floats = costs * factors
        return drawn

    def development(self, random: Generator, profile: Profile) -> Profile:
        """A profile with other δ."""
        return replace(
            profile,
            development=MappingProxyType(
                {
                    channel: profile.development[channel] ** self._factor(random, CHANNEL_SPREAD)
                    for channel in Channel
                }
            ),
        )

    def shares(self, random: Generator, profile: Profile) -> Profile:
        """A profile with other β; a dimension without a share gets none."""
        return replace(
            profile,
            share=MappingProxyType(
                {
                    dimension: profile.share[dimension] * self._factor(random, SHARE_SPREAD)
                    for dimension in Dimension
                }
            ),
        )

    def importance(self, random: Generator) -> Importance:
        """Other weights of optional skills and of information content."""
        return Importance(
            optional=IMPORTANCE.optional ** self._factor(random, IMPORTANCE_SPREAD),
            power=IMPORTANCE.power * self._factor(random, IMPORTANCE_SPREAD),
        )

    def _factor(self, random: Generator, spread: float) -> float:
        return float(np.exp(self.scale * spread * random.standard_normal()))
