"""What a candidate could learn for a role: the skills of the release that would raise a requirement.

To have learned a skill means here to master it in full (a = 1, ``scoring.md`` §3), as after long work with
it: an experience with one more row of a full dose (:func:`learned`), which the scorer takes as any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from skillpath.graph.network import KINDS, Network
from skillpath.ontology.catalogue import ConceptKind
from skillpath.reasoner.experience import CHANNELS, Experience
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import FULL_DOSE, Channel
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Requirements
from skillpath.reasoner.score import Floats, Mastered, contributions, strengths, total


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores of strengths, candidates × requirements: ``S = (1 − η)·additive + η·weakest``."""

    requirements: Requirements
    profile: Profile

    def scores(self, strength: Floats) -> Floats:
        """S."""
        return total(contributions(strength, self.requirements, self.profile))

    def additive(self, strength: Floats) -> Floats:
        """S without the bottleneck (η = 0)."""
        return replace(self, profile=replace(self.profile, bottleneck=0.0)).scores(strength)

    def weakest(self, strength: Floats) -> Floats:
        """S by the bottleneck alone (η = 1); as :meth:`additive` where no requirement is essential."""
        return replace(self, profile=replace(self.profile, bottleneck=1.0)).scores(strength)


@dataclass(frozen=True)
class Options:
    """Skills worth learning, the most valuable first.

    ``nodes``: their positions. ``now``: the strengths that the candidate has. ``lifted``: options ×
    requirements, the strengths once the option is learned. ``required``: which are asked for themselves.
    ``considered``: how many skills would raise a requirement at all. With equal scores the higher additive
    one is first, then what is asked for itself, then the smaller IRI.
    """

    scale: Scale
    nodes: NDArray[np.int64]
    now: Floats
    lifted: Floats
    required: NDArray[np.bool_]
    considered: int

    def taken(self, places: Sequence[int]) -> Floats:
        """The strengths once these are learned: the best of all, requirement by requirement."""
        best: Floats = np.maximum(self.now, self.lifted[list(places)].max(axis=0, initial=0.0))
        return best

    def only(self, places: NDArray[np.int64]) -> "Options":
        """Some of them, in the order given."""
        return replace(
            self, nodes=self.nodes[places], lifted=self.lifted[places], required=self.required[places]
        )

    @cached_property
    def undominated(self) -> "Options":
        """Without those that another one makes needless: it lifts every requirement at least as high.

        A set of skills with a dominated one scores no less with its dominator instead, so the smallest set
        is found among the undominated.
        """
        kept: list[int] = []
        for place, row in enumerate(self.lifted):
            lifts = np.flatnonzero(row > self.now)  # elsewhere every option is as good
            others = self.lifted[np.ix_(np.array(kept, dtype=np.int64), lifts)]
            if not (others >= row[lifts]).all(axis=1).any():
                kept.append(place)
        return self.only(np.array(kept, dtype=np.int64))


def options(matcher: Matcher, known: Experience) -> Options:
    """All skills from which experience carries to a requirement that the candidate does not meet in full.

    Headings are no skills to learn, unless the role asks for one.
    """
    levels, columns = matcher.requirements.levels, matcher.columns
    scale = Scale(matcher.requirements, matcher.profile)
    now = strengths(known.mastered, columns, levels)[0]
    nodes = _learnable(matcher.network, matcher.requirements, columns)
    masters = Mastered(nodes, np.ones(len(nodes)), np.arange(len(nodes) + 1))
    lifted = np.maximum(now, strengths(masters, columns, levels))
    helps = np.flatnonzero((lifted > now).any(axis=1))
    nodes, lifted = nodes[helps], lifted[helps]
    required = np.isin(nodes, [item.node for item in matcher.requirements.items])
    found = Options(scale, nodes, now, lifted, required, considered=len(nodes))
    iris = [matcher.network.nodes[node].iri for node in nodes]
    order = np.lexsort((iris, ~required, -scale.additive(lifted), -scale.scores(lifted)))
    return found.only(order) if len(nodes) else found


def _learnable(network: Network, requirements: Requirements, columns: Floats) -> NDArray[np.int64]:
    asked = {item.node for item in requirements.items}
    skills = columns.any(axis=1) & (network.node_kind == KINDS.index(ConceptKind.SKILL))
    return np.array(
        [i for i in np.flatnonzero(skills) if i in asked or not network.nodes[i].group], dtype=np.int64
    )


def learned(known: Experience, nodes: Sequence[int]) -> Experience:
    """The experience of the same candidate who has also mastered some nodes in full."""
    added = np.array(nodes, dtype=np.int64)
    items = known.item.max(initial=-1) + 1 + np.arange(len(added))
    return Experience(
        node=np.concatenate([known.node, added]),
        item=np.concatenate([known.item, items]),
        channel=np.concatenate(
            [known.channel, np.full(len(added), CHANNELS.index(Channel.CLAIM), dtype=np.int8)]
        ),
        origin=np.concatenate([known.origin, added]),
        dose=np.concatenate([known.dose, np.full(len(added), FULL_DOSE)]),
        unknown=known.unknown,
    )
