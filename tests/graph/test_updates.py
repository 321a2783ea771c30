"""T after an edit equals the T that is built anew, to the bit, and what moved is what differs."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from drawn import catalogues, compiled
from skillpath.graph.edge_changes import edge_changes
from skillpath.graph.network import EDGE_KINDS, EdgeTable, Network
from skillpath.graph.relations import CUT_OFF, EdgeKind
from skillpath.graph.transfer import transfer_matrix
from skillpath.graph.updates import TransferUpdate, update_transfer

Edge = tuple[int, int, EdgeKind, float]

UP, DOWN, RELATED, CLOSE = EdgeKind.BROADER, EdgeKind.NARROWER, EdgeKind.RELATED, EdgeKind.CLOSE_MATCH


def table(edges: list[Edge]) -> EdgeTable:
    return EdgeTable(
        source=np.array([edge[0] for edge in edges], dtype=np.int32),
        target=np.array([edge[1] for edge in edges], dtype=np.int32),
        weight=np.array([edge[3] for edge in edges], dtype=np.float64),
        kind=np.array([EDGE_KINDS.index(edge[2]) for edge in edges], dtype=np.int8),
        provenance=np.zeros(len(edges), dtype=np.int32),
    )


def updated(old: EdgeTable, new: EdgeTable, nodes: int) -> TransferUpdate:
    """The update, once it is seen to equal a rebuild."""
    before, after = (transfer_matrix(edges.layered(), nodes) for edges in (old, new))
    update = update_transfer(before, old, new)
    assert_same(update.transfer, after)
    was, is_now = before.toarray(), after.toarray()
    source, target = np.nonzero(was != is_now)
    assert (update.moved.source.tolist(), update.moved.target.tolist()) == (source.tolist(), target.tolist())
    assert update.moved.before.tolist() == was[source, target].tolist()
    assert update.moved.after.tolist() == is_now[source, target].tolist()
    assert update.moved.rows.tolist() == sorted(set(source.tolist()))
    assert set(source.tolist()) <= set(update.searched.tolist())
    return update


def assert_same(one: "sparse.csc_array[np.float64]", other: "sparse.csc_array[np.float64]") -> None:
    assert one.shape == other.shape
    for part in ("indptr", "indices", "data"):
        mine, its = getattr(one, part), getattr(other, part)
        assert mine.tolist() == its.tolist()
        assert mine.tobytes() == its.tobytes()
        assert mine.dtype == its.dtype


def edit(old: list[Edge], new: list[Edge], nodes: int = 6) -> tuple[TransferUpdate, list[tuple[int, int]]]:
    update = updated(table(old), table(new), nodes)
    moved = update.moved
    return update, list(zip(moved.source.tolist(), moved.target.tolist(), strict=True))


# 0 → 1 → 2 carries 0.8 · 0.5 = 0.4.
CHAIN: list[Edge] = [(0, 1, RELATED, 0.8), (1, 2, RELATED, 0.5)]


def test_a_shortcut_raises_what_it_is_shorter_for() -> None:
    update, moved = edit(CHAIN, [*CHAIN, (0, 2, CLOSE, 0.9)])
    assert moved == [(0, 2)]
    assert (update.moved.before.tolist(), update.moved.after.tolist()) == (
        [pytest.approx(0.4)],
        [pytest.approx(0.9)],
    )
    assert not (update.moved.appeared | update.moved.vanished).any()


def test_a_detour_moves_nothing_and_nothing_is_searched() -> None:
    update, moved = edit(CHAIN, [*CHAIN, (0, 2, CLOSE, 0.3)])
    assert moved == update.searched.tolist() == []
    assert len(update.edges) == 1


def test_without_the_only_path_what_it_brought_is_gone() -> None:
    update, moved = edit(CHAIN, CHAIN[:1])
    assert moved == [(0, 2), (1, 2)]
    assert update.moved.vanished.all()
    assert update.searched.tolist() == [0, 1]


def test_a_step_up_is_used_before_the_turn_alone() -> None:
    # 0 is related to 1, and 2 lies below 1: a new step up from 1 is for 1 and 2, who come from below.
    old: list[Edge] = [(0, 1, RELATED, 0.9), (2, 1, UP, 1.0)]
    update, moved = edit(old, [*old, (1, 3, UP, 1.0)])
    assert moved == [(1, 3), (2, 3)]
    assert update.moved.appeared.all()


def test_a_step_up_leads_on_upwards_even_where_its_head_is_reached_better_across() -> None:
    # 0 is related to 2 by 0.9, and from there one may not go up; by 1 one may, for half as much.
    old: list[Edge] = [(0, 2, RELATED, 0.9), (0, 1, UP, 1.0), (2, 3, UP, 1.0)]
    update, moved = edit(old, [*old, (1, 2, UP, 0.5)])
    assert moved == [(0, 3), (1, 2), (1, 3)]
    assert update.moved.after.tolist() == [0.5, 0.5, 0.5]


def test_a_step_down_is_used_by_all_that_come_from_below_or_across() -> None:
    old: list[Edge] = [(0, 1, RELATED, 0.9), (2, 1, UP, 1.0)]
    _, moved = edit(old, [*old, (1, 3, DOWN, 0.5)])
    assert moved == [(0, 3), (1, 3), (2, 3)]


def test_steps_of_weight_one_carry_on_in_full() -> None:
    old: list[Edge] = [(0, 1, UP, 1.0), (1, 2, UP, 1.0), (3, 4, DOWN, 1.0)]
    update, moved = edit(old, [*old, (2, 3, RELATED, 1.0)])
    assert moved == [(s, t) for s in (0, 1, 2) for t in (3, 4)]
    assert update.moved.after.tolist() == [1.0] * 6


def test_the_twin_of_an_edge_makes_its_removal_harmless() -> None:
    twins: list[Edge] = [(0, 1, RELATED, 0.7), (0, 1, CLOSE, 0.7), (1, 2, RELATED, 0.7)]
    update, moved = edit(twins, twins[1:])
    assert moved == []
    assert update.edges.removed.tolist() == [True]
    assert EDGE_KINDS[update.edges.kind[0]] is RELATED


def test_another_path_as_good_makes_a_removal_harmless() -> None:
    # 0.5 · 1 to the one side and 1 · 0.5 to the other: a tie to the bit.
    diamond: list[Edge] = [
        (0, 1, RELATED, 0.5),
        (1, 3, RELATED, 1.0),
        (0, 2, RELATED, 1.0),
        (2, 3, RELATED, 0.5),
    ]
    _, moved = edit(diamond, [diamond[0], *diamond[2:]])
    assert moved == [(1, 3)]


def test_paths_equal_but_for_rounding_move_by_that_rounding() -> None:
    # 0.3 · 0.6 · 0.9 and 0.9 · 0.6 · 0.3: the sums of their logarithms may differ in the last bit.
    one: list[Edge] = [(0, 1, RELATED, 0.3), (1, 2, RELATED, 0.6), (2, 5, RELATED, 0.9)]
    other: list[Edge] = [(0, 3, RELATED, 0.9), (3, 4, RELATED, 0.6), (4, 5, RELATED, 0.3)]
    for gone in (one[0], other[0]):
        updated(table([*one, *other]), table([e for e in [*one, *other] if e != gone]), 6)


def test_a_path_that_ends_at_the_cut_off_counts() -> None:
    old: list[Edge] = [(0, 1, RELATED, 0.5)]
    reached, moved = edit(old, [*old, (1, 2, RELATED, CUT_OFF / 0.5)])
    assert moved == [(0, 2), (1, 2)]
    assert reached.moved.after[0] == pytest.approx(CUT_OFF)
    below, moved = edit(old, [*old, (1, 2, RELATED, CUT_OFF / 0.5 - 1e-6)])
    assert moved == [(1, 2)]
    assert below.searched.tolist() == [1]


def test_many_edges_of_one_node_that_change_together() -> None:
    fan: list[Edge] = [(0, 1, RELATED, 0.9), *((1, n, RELATED, 0.5) for n in range(2, 30))]
    update, moved = edit(fan, [*fan[:1], *((1, n, RELATED, 0.6) for n in range(2, 30))], nodes=30)
    assert update.edges.reweighed.all()
    assert moved == [(s, t) for s in (0, 1) for t in range(2, 30)]


def test_the_same_edges_in_another_order_are_no_edit() -> None:
    update, moved = edit(CHAIN, CHAIN[::-1])
    assert moved == []
    assert len(update.edges) == len(update.searched) == 0


def test_changes_are_told_with_their_kinds() -> None:
    new: list[Edge] = [(0, 1, RELATED, 0.6), (0, 1, CLOSE, 0.9)]
    changes = edge_changes(table(CHAIN), table(new), 3)
    assert list(zip(changes.source.tolist(), changes.target.tolist(), strict=True)) == [
        (0, 1),
        (0, 1),
        (1, 2),
    ]
    assert [EDGE_KINDS[kind] for kind in changes.kind] == [RELATED, CLOSE, RELATED]
    assert changes.before.tolist() == [0.8, 0.0, 0.5]
    assert changes.after.tolist() == [0.6, 0.9, 0.0]
    assert changes.reweighed.tolist() == [True, False, False]
    assert changes.added.tolist() == [False, True, False]


def test_a_network_without_nodes_has_nothing_to_update() -> None:
    assert len(updated(table([]), table([]), 0).moved) == 0


KINDS = [UP, DOWN, RELATED, CLOSE, EdgeKind.OPTIONAL_FOR]

WEIGHTS = [1.0, 0.9, 0.6, 0.5, 0.3, CUT_OFF]
"""Few, so that walks tie and end at the cut-off."""


def drawn_weight(chance: Random) -> float:
    return chance.choice(WEIGHTS) if chance.random() < 0.7 else chance.uniform(0.01, 1.0)


def edited(edges: EdgeTable, nodes: int, chance: Random) -> EdgeTable:
    """Some edges added, some taken away, some reweighed; in any order."""
    rows = zip(edges.source.tolist(), edges.target.tolist(), edges.kind.tolist(), strict=True)
    held = dict(zip(rows, edges.weight.tolist(), strict=True))
    for _ in range(chance.randrange(4)):
        held[chance.randrange(nodes), chance.randrange(nodes), EDGE_KINDS.index(chance.choice(KINDS))] = (
            drawn_weight(chance)
        )
    for key in chance.sample(sorted(held), min(len(held), chance.randrange(4))):
        del held[key]
    for key in chance.sample(sorted(held), min(len(held), chance.randrange(4))):
        held[key] = drawn_weight(chance)
    order = chance.sample(sorted(held), len(held))
    return table([(u, v, EDGE_KINDS[kind], held[u, v, kind]) for u, v, kind in order])


def drawn_edges(nodes: int, chance: Random) -> EdgeTable:
    """Some three edges a node."""
    ends = [
        (chance.randrange(nodes), chance.randrange(nodes), chance.choice(KINDS)) for _ in range(3 * nodes)
    ]
    return table([(u, v, kind, drawn_weight(chance)) for u, v, kind in dict.fromkeys(ends)])


chances = st.integers(0, 2**32).map(Random)


@given(catalogues().map(compiled), chances)
def test_edits_of_ontologies_one_after_another(network: Network, chance: Random) -> None:
    edges = network.edges
    for _ in range(4):
        edges, before = edited(edges, len(network), chance), edges
        updated(before, edges, len(network))


@given(chances)
def test_edits_of_networks_that_are_full_of_ties(chance: Random) -> None:
    nodes = chance.randrange(2, 60)
    edges = drawn_edges(nodes, chance)
    for _ in range(6):
        edges, before = edited(edges, nodes, chance), edges
        updated(before, edges, nodes)


@given(chances)
def test_no_row_is_searched_that_reaches_no_changed_edge(chance: Random) -> None:
    nodes = 40
    edges = drawn_edges(nodes, chance)
    update = updated(edges, edited(edges, nodes, chance), nodes)
    reaching = transfer_matrix(edges.layered(), nodes)[:, update.edges.source].indices
    assert set(update.searched.tolist()) <= set(reaching.tolist())
