"""Which of the paths of a match are evidence apart from each other.

Two paths are independent where they begin at different mastered nodes, turn at different nodes and are led
across by different edges: no single doubtful claim, and no single broad concept, carries both.
"""

from collections.abc import Iterable

from skillpath.graph.paths import Path, PathStep
from skillpath.graph.relations import EDGE_RULES, Step
from skillpath.reasoner.evidence import RequirementEvidence


def turning_node(path: Path) -> int:
    """Where a path stops going up; its start where it never does."""
    return next((step.source for step in path.steps if not _is(step, Step.UP)), path.target)


def edges_across(path: Path) -> frozenset[tuple[int, int]]:
    """The edges, by their ends, that lead neither up nor down."""
    return frozenset((step.source, step.target) for step in path.steps if _is(step, Step.RELATED))


def independent(evidence: Iterable[RequirementEvidence]) -> list[RequirementEvidence]:
    """Those that are independent of all that are kept before them; what has no path is left out."""
    kept: list[RequirementEvidence] = []
    for one in evidence:
        if one.path is not None and all(_apart(one.path, other.path) for other in kept if other.path):
            kept.append(one)
    return kept


def _apart(one: Path, other: Path) -> bool:
    return (
        one.source != other.source
        and turning_node(one) != turning_node(other)
        and not edges_across(one) & edges_across(other)
    )


def _is(step: PathStep, kind: Step) -> bool:
    return EDGE_RULES[step.kind].step is kind
