"""Which paths are evidence apart from each other: where they begin, turn and cross."""

import pytest

from skillpath.graph.paths import Path, PathStep
from skillpath.graph.relations import EdgeKind
from skillpath.reasoner.evidence import RequirementEvidence
from skillpath.reasoner.independence import edges_across, independent, turning_node
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import Requirement

UP, DOWN, ACROSS = EdgeKind.BROADER, EdgeKind.NARROWER, EdgeKind.RELATED


def path(start: int, *steps: tuple[EdgeKind, int]) -> Path:
    nodes = [start, *(node for _, node in steps)]
    edges = zip(nodes, nodes[1:], steps, strict=False)
    return Path(start, nodes[-1], tuple(PathStep(u, v, kind, 0.5, "") for u, v, (kind, _) in edges))


def evidence(one: Path | None) -> RequirementEvidence:
    asked = Requirement(0 if one is None else one.target, Dimension.SKILL, True, 1.0, 0.5)
    return RequirementEvidence(asked, 1.0, 0.5, None if one is None else one.source, 1.0, 1.0, one, ())


@pytest.mark.parametrize(
    ("one", "turn", "across"),
    [
        (path(1), 1, frozenset()),
        (path(1, (UP, 2), (UP, 3)), 3, frozenset()),
        (path(1, (UP, 2), (DOWN, 3)), 2, frozenset()),
        (path(1, (DOWN, 2), (ACROSS, 3)), 1, {(2, 3)}),
        (path(1, (UP, 2), (ACROSS, 3), (DOWN, 4)), 2, {(2, 3)}),
    ],
)
def test_where_a_path_turns_and_crosses(one: Path, turn: int, across: frozenset[tuple[int, int]]) -> None:
    assert turning_node(one) == turn
    assert edges_across(one) == across


FIRST = path(1, (UP, 2), (ACROSS, 3), (DOWN, 4))


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (path(11, (UP, 12), (DOWN, 14)), True),
        (path(1, (DOWN, 14)), False),  # begins at the same skill
        (path(11, (UP, 2), (DOWN, 14)), False),  # turns at the same concept
        (path(11, (DOWN, 2), (ACROSS, 3)), False),  # crosses by the same edge
        (path(11, (DOWN, 3), (ACROSS, 2)), True),  # the same edge the other way is another one
        (None, False),
    ],
)
def test_what_is_kept_beside_a_first_path(other: Path | None, apart: bool) -> None:
    kept = independent([evidence(FIRST), evidence(other)])
    assert [one.path for one in kept] == ([FIRST, other] if apart else [FIRST])
