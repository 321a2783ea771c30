"""The relation table: how each kind of link carries experience.

The one home of the tunable weights of ``scoring.md`` §1. A weight of a single link that the ontology
asserts replaces the weight of its kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skillpath.ontology.catalogue import RelationKind

BETA: Final = 1.5
"""Exponent of the taxonomy rule ``(IC(parent)/IC(child))^β``; an asymmetric Lin similarity."""

CUT_OFF: Final = 0.15
"""τ: a transfer below this is 0."""

NEAR_DUPLICATE: Final = 0.85
"""Two requirements with transfers of at least this both ways share one weight."""


FLOOR: Final = "floor"
"""Kind of the node that stands for hands-on work in an industry."""

FLOOR_SUFFIX: Final = "#floor"
"""What an industry's IRI gets appended to name its floor node."""


class Step(StrEnum):
    """The three ways to move in a walk of the shape ``up* (down | related)*``."""

    UP = "up"
    DOWN = "down"
    RELATED = "related"


class EdgeKind(StrEnum):
    """The kinds of transfer edges."""

    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"
    CLOSE_MATCH = "close match"
    ESSENTIAL_FOR = "essential for"
    NEEDS_ESSENTIAL = "needs essentially"
    OPTIONAL_FOR = "optional for"
    NEEDS_OPTIONAL = "needs optionally"
    SIMILAR_WORK = "similar work"


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """How one kind of edge is weighed.

    ``weight`` is ``None`` where a rule computes it: the taxonomy rule for NARROWER, the likeness of two job
    types for SIMILAR_WORK.
    """

    step: Step
    weight: float | None


EDGE_RULES: Final[Mapping[EdgeKind, EdgeRule]] = {
    EdgeKind.BROADER: EdgeRule(Step.UP, 1.0),
    EdgeKind.NARROWER: EdgeRule(Step.DOWN, None),
    EdgeKind.RELATED: EdgeRule(Step.RELATED, 0.5),
    EdgeKind.CLOSE_MATCH: EdgeRule(Step.RELATED, 0.9),
    EdgeKind.ESSENTIAL_FOR: EdgeRule(Step.RELATED, 0.4),
    EdgeKind.NEEDS_ESSENTIAL: EdgeRule(Step.RELATED, 0.6),
    EdgeKind.OPTIONAL_FOR: EdgeRule(Step.RELATED, 0.25),
    EdgeKind.NEEDS_OPTIONAL: EdgeRule(Step.RELATED, 0.25),
    EdgeKind.SIMILAR_WORK: EdgeRule(Step.RELATED, None),
}

FORWARD: Final[Mapping[RelationKind, EdgeKind]] = {
    RelationKind.BROADER: EdgeKind.BROADER,
    RelationKind.RELATED: EdgeKind.RELATED,
    RelationKind.CLOSE_MATCH: EdgeKind.CLOSE_MATCH,
    RelationKind.ESSENTIAL_SKILL: EdgeKind.NEEDS_ESSENTIAL,
    RelationKind.OPTIONAL_SKILL: EdgeKind.NEEDS_OPTIONAL,
}
"""Link between two concepts of one kind → edge from its subject to its object."""

INVERSE: Final[Mapping[EdgeKind, EdgeKind]] = {
    EdgeKind.BROADER: EdgeKind.NARROWER,
    EdgeKind.RELATED: EdgeKind.RELATED,
    EdgeKind.CLOSE_MATCH: EdgeKind.CLOSE_MATCH,
    EdgeKind.NEEDS_ESSENTIAL: EdgeKind.ESSENTIAL_FOR,
    EdgeKind.NEEDS_OPTIONAL: EdgeKind.OPTIONAL_FOR,
}
"""Edge → the edge the other way that the same link implies."""


@dataclass(frozen=True, slots=True)
class LearningRule:
    """How strongly (``p`` of ``scoring.md`` §3) a job type, an industry or its floor develops a skill."""

    strength: float
    on_floor: bool


LEARNING_RULES: Final[Mapping[RelationKind, LearningRule]] = {
    RelationKind.ESSENTIAL_SKILL: LearningRule(1.0, False),
    RelationKind.OPTIONAL_SKILL: LearningRule(0.5, False),
    RelationKind.TEACHES: LearningRule(0.6, False),
    RelationKind.FLOOR_TEACHES: LearningRule(0.8, True),
}
"""Link from a job type or an industry to a skill → what working there develops."""
