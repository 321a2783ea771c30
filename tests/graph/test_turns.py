from itertools import pairwise

import numpy as np
from hypothesis import given

from drawn import SKILLS, catalogue, catalogues
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.paths import PathFinder
from skillpath.graph.relations import EdgeKind
from skillpath.graph.turns import Turns, count_turns
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R

# One of two job types asks for something below s-top, so all below it is as informative, and carries whole.
TREE = [
    *((f"s-{group}{n}", R.BROADER, f"s-{group}") for group in "ab" for n in (1, 2)),
    *((f"s-{group}", R.BROADER, "s-top") for group in "ab"),
    ("j1", R.ESSENTIAL_SKILL, "s-a1"),
    ("j2", R.ESSENTIAL_SKILL, "s-other"),
]
LEAVES = ("s-a1", "s-a2", "s-b1", "s-b2")


def turns(taxonomy: Catalogue, ends: tuple[str, ...]) -> tuple[int, dict[str, int]]:
    net = compile_network(build_graph(taxonomy))
    found = counted(net, ends)
    return found.paths, {net.nodes[i].iri: int(found.at[i]) for i in np.flatnonzero(found.at)}


def counted(net: Network, ends: tuple[str, ...] | list[str]) -> Turns:
    positions = np.array([net.index(name) for name in ends], dtype=np.int32)
    return count_turns(net, positions, lambda _done, _total: None)


def test_between_two_groups_of_a_tree_paths_turn_at_the_top_and_pass_the_groups() -> None:
    assert turns(catalogue(TREE), LEAVES) == (8, {"s-top": 8})  # two by two, both ways


def test_siblings_are_of_one_group_and_so_are_parent_and_child() -> None:
    assert turns(catalogue(TREE), ("s-a1", "s-a2", "s-a")) == (0, {})


def test_from_grandparent_to_grandchild_nothing_turns() -> None:
    assert turns(catalogue(TREE), ("s-top", "s-a1")) == (2, {})


def test_a_path_that_is_led_across_turns_where_it_enters_and_where_it_leaves() -> None:
    bridge = [link for link in TREE if link[2] != "s-top"] + [("s-a", R.RELATED, "s-b", 0.9)]
    assert turns(catalogue(bridge), LEAVES) == (8, {"s-a": 8, "s-b": 8})


def test_a_skill_that_many_are_related_to_is_where_their_paths_turn() -> None:
    star = [("s-hub", R.RELATED, f"s{n}", 0.9) for n in range(3)]
    assert turns(catalogue(star), ("s0", "s1", "s2")) == (6, {"s-hub": 6})


def test_the_heavier_of_two_edges_between_two_nodes_says_how_a_path_leads() -> None:
    # s-a1 is also related to s-a, more lightly than it is included in it: paths from s-b1 still only go down.
    assert turns(catalogue([*TREE, ("s-a", R.RELATED, "s-a1", 0.5)]), LEAVES) == (8, {"s-top": 8})


@given(catalogues())
def test_the_turns_are_those_of_the_paths_that_explanations_show(taxonomy: Catalogue) -> None:
    net = compile_network(build_graph(taxonomy))
    ends = sorted({net.index(name) for name in SKILLS})
    above = {
        end: {end, *net.edges.target[(net.edges.source == end) & (net.edges.kind == BROADER)].tolist()}
        for end in ends
    }
    pairs = [(u, v) for u in ends for v in ends if not above[u] & above[v]]
    paths = PathFinder(net).best(pairs).values()
    expected = np.zeros(len(net), dtype=int)
    for path in paths:
        for one, other in pairwise(path.steps):
            if (one.kind, other.kind) not in STRAIGHT:
                expected[one.target] += 1
    found = counted(net, [net.nodes[end].iri for end in ends])
    assert found.paths == len(paths)
    assert found.at.tolist() == expected.tolist()


BROADER = EDGE_KINDS.index(EdgeKind.BROADER)
STRAIGHT = {(EdgeKind.BROADER,) * 2, (EdgeKind.NARROWER,) * 2}


def test_progress_tells_the_starts_that_are_done() -> None:
    told: list[tuple[int, int]] = []
    net = compile_network(build_graph(catalogue(TREE)))
    ends = np.array([net.index(name) for name in LEAVES], dtype=np.int32)
    count_turns(net, ends, lambda done, whole: told.append((done, whole)))
    assert told == [(4, 4)]
