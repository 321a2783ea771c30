"""What the relation table makes of one link of each kind."""

import pytest

from drawn import network
from skillpath.graph.network import EDGE_KINDS
from skillpath.graph.relations import EdgeKind
from skillpath.ontology.catalogue import RelationKind as R


@pytest.mark.parametrize(
    ("kind", "there", "back"),
    [
        (R.RELATED, 0.5, 0.5),
        (R.CLOSE_MATCH, 0.9, 0.9),
        (R.ESSENTIAL_SKILL, 0.6, 0.4),
        (R.OPTIONAL_SKILL, 0.25, 0.25),
    ],
)
def test_how_far_one_skill_carries_to_another(kind: R, there: float, back: float) -> None:
    net = network([("s1", kind, "s2")])
    one, other = net.index("s1"), net.index("s2")
    assert (net.transfer_between(one, other), net.transfer_between(other, one)) == pytest.approx(
        (there, back)
    )


def test_a_narrower_skill_is_a_broader_one_and_not_the_other_way_round() -> None:
    """Of four job types one needs s1, and two something below s-top: ½ to the power of 1.5 leads down."""
    needs = [("j1", R.ESSENTIAL_SKILL, "s1"), ("j2", R.ESSENTIAL_SKILL, "s2")]
    others = [(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in (3, 4)]
    tree = [("s1", R.BROADER, "s-top"), ("s2", R.BROADER, "s-top")]
    net = network([*needs, *others, *tree])
    one, top = net.index("s1"), net.index("s-top")
    assert net.transfer_between(one, top) == 1.0
    assert net.transfer_between(top, one) == pytest.approx(0.5**1.5)
    kinds = {EDGE_KINDS[kind] for kind in net.edges.kind}
    assert {EdgeKind.BROADER, EdgeKind.NARROWER} <= kinds


@pytest.mark.parametrize(("weight", "carried"), [(0.1499, 0.0), (0.1501, 0.1501)])
def test_what_carries_less_than_the_cut_off_carries_nothing(weight: float, carried: float) -> None:
    net = network([("s1", R.RELATED, "s2", weight)])
    assert net.transfer_between(net.index("s1"), net.index("s2")) == pytest.approx(carried)


@pytest.mark.parametrize(("weight", "near"), [(0.849, False), (0.851, True)])
def test_what_carries_nearly_whole_both_ways_is_a_near_duplicate(weight: float, near: bool) -> None:
    net = network([("s1", R.RELATED, "s2", weight)])
    assert bool(net.near_duplicates[net.index("s1"), net.index("s2")]) == near
