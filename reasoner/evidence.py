"""The evidence of a score: what the computation itself used, nothing recomputed beside it.

Everything that is shown, said or exported of a match is rendered from a :class:`Match`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from skillpath.graph.paths import Path
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.outside import Reason
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.role import Requirement


@dataclass(frozen=True, slots=True)
class Learning:
    """The link by which an origin develops a node: its kind, and p as ``strength``.

    ``provenance`` and ``author`` say where a stated p comes from, "" each for that of the kind.
    """

    kind: RelationKind
    strength: float
    provenance: str
    author: str


@dataclass(frozen=True, slots=True)
class Teaching:
    """What one spell or claim has taught of a node.

    ``item``, ``channel``, ``origin``, ``share`` and ``learning`` are those of a :class:`Contribution`.
    """

    item: int
    channel: Channel
    origin: int
    share: float
    learning: Learning | None


@dataclass(frozen=True, slots=True)
class Alternative:
    """A node that would meet a requirement as well, had the winning one not met it better.

    ``strength`` is what m would be; ``margin`` by how much the winner's is higher, 0 for one just as good.
    """

    node: int
    mastery: float
    transfer: float
    strength: float
    margin: float
    path: Path | None
    taught_by: tuple[Teaching, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest thing to a requirement that nothing reaches. It brings no points.

    ``transfer`` is the product of the weights of ``path``, which is below the cut-off.
    """

    node: int
    mastery: float
    transfer: float
    path: Path
    taught_by: tuple[Teaching, ...]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one spell or claim adds to the score through one requirement.

    ``item`` counts the candidate's spells first, then the claims; ``origin`` is the node that taught it
    (a job type, an industry, a floor; for a claim the skill). ``share`` is its part of the dose behind the
    winning node; ``points`` its part of the score, 0..1. ``learning`` leads from the origin to the winning
    node, ``None`` where they are one.
    """

    item: int
    channel: Channel
    origin: int
    share: float
    points: float
    learning: Learning | None = None


@dataclass(frozen=True, slots=True)
class RequirementEvidence:
    """How well one requirement is met, and by what.

    ``strength`` is m; ``source`` the winning node v*, ``None`` where nothing reaches the requirement;
    ``mastery`` is a(v*), ``transfer`` T(v*, q); ``path`` leads from v* to the requirement (``None`` where
    nothing does, and where the requirement asks for anything *but* what carries to it). ``points`` is C(q).
    ``alternatives`` lost, the best first; ``nearest`` is what comes nearest where nothing reaches it,
    ``None`` where nothing is connected to it at all.

    A ranking gathers neither paths nor links of learning nor alternatives nor the nearest thing.
    """

    requirement: Requirement
    strength: float
    points: float
    source: int | None
    mastery: float
    transfer: float
    path: Path | None
    contributions: tuple[Contribution, ...]
    alternatives: tuple[Alternative, ...] = ()
    nearest: Nearest | None = None

    @property
    def gap(self) -> float:
        """``w (1 − m)``: what the score would gain were it met in full."""
        return self.requirement.weight * (1.0 - self.strength)


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate for one role, scored and explained.

    ``score`` is 0..1 and equals the sum of all contributions' points. ``outside`` says which
    visible filters leave the candidate out, and why. ``unknown`` are IRIs of the candidate and the role that
    the release lacks.
    """

    candidate: str
    role: str
    profile: str
    as_of: date
    score: float
    evidence: tuple[RequirementEvidence, ...]
    outside: tuple[Reason, ...]
    unknown: tuple[str, ...]

    def gaps(self) -> list[RequirementEvidence]:
        """What is not met in full, the costliest first."""
        return sorted((e for e in self.evidence if e.gap > 0), key=lambda e: (-e.gap, e.requirement.node))

    def strong_points(self) -> list[RequirementEvidence]:
        """What brings points, the most first."""
        return sorted(
            (e for e in self.evidence if e.points > 0), key=lambda e: (-e.points, e.requirement.node)
        )

    def by_channel(self) -> Mapping[Channel, float]:
        """The score shared out among the channels; the parts sum to the score."""
        return {
            channel: math.fsum(
                c.points for e in self.evidence for c in e.contributions if c.channel is channel
            )
            for channel in Channel
        }

    def by_item(self) -> Mapping[int, float]:
        """The score shared out among the candidate's spells and claims, by number."""
        items = sorted({c.item for e in self.evidence for c in e.contributions})
        return {
            item: math.fsum(c.points for e in self.evidence for c in e.contributions if c.item == item)
            for item in items
        }
