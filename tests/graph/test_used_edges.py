from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from drawn import Link, catalogue, catalogues, network
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.relations import CUT_OFF, FORWARD, INVERSE, EdgeKind
from skillpath.graph.used_edges import used_edges
from skillpath.ontology.catalogue import Catalogue, Relation
from skillpath.ontology.catalogue import RelationKind as R

ACROSS = (R.RELATED, R.CLOSE_MATCH, R.ESSENTIAL_SKILL, R.OPTIONAL_SKILL)
KINDS = {edge for kind in ACROSS for edge in (FORWARD[kind], INVERSE[FORWARD[kind]])}


def used(links: list[Link], kind: EdgeKind = EdgeKind.RELATED) -> set[tuple[str, str]]:
    net = network(links)
    return {(net.nodes[u].iri, net.nodes[v].iri) for u, v, _ in used_edges(net, {kind}, quiet)}


def quiet(_done: int, _total: int) -> None:
    pass


def both(one: str, other: str) -> set[tuple[str, str]]:
    return {(one, other), (other, one)}


def test_a_link_that_nothing_replaces_is_used() -> None:
    assert used([("s1", R.RELATED, "s2")]) == both("s1", "s2")


@pytest.mark.parametrize(("weight", "is_used"), [(0.80, False), (0.81, False), (0.82, True)])
def test_a_link_is_used_where_it_is_stronger_than_the_way_round(weight: float, is_used: bool) -> None:
    way_round: list[Link] = [("s1", R.RELATED, "s3", 0.9), ("s3", R.RELATED, "s2", 0.9)]
    found = used([*way_round, ("s1", R.RELATED, "s2", weight)])
    assert (both("s1", "s2") <= found) == is_used
    assert both("s1", "s3") | both("s2", "s3") <= found


def test_a_heavier_link_between_the_same_two_takes_the_use_away() -> None:
    links: list[Link] = [("s1", R.RELATED, "s2"), ("s1", R.CLOSE_MATCH, "s2")]
    assert used(links) == set()
    assert used(links, EdgeKind.CLOSE_MATCH) == both("s1", "s2")


def test_two_ways_that_are_equally_strong_do_not_need_each_other() -> None:
    links: list[Link] = [("s1", R.RELATED, "s2"), ("s1", R.CLOSE_MATCH, "s2", 0.5)]
    assert used(links) == used(links, EdgeKind.CLOSE_MATCH) == set()


def test_a_link_within_a_group_is_used_by_those_who_come_from_elsewhere() -> None:
    # s1 reaches s2 whole through s-top, s9 only by the link: having come across, one may not go up.
    tree: list[Link] = [
        *((name, R.BROADER, "s-top") for name in ("s1", "s2")),
        ("j1", R.ESSENTIAL_SKILL, "s1"),
        ("j2", R.ESSENTIAL_SKILL, "s-other"),
        ("s1", R.RELATED, "s2"),
    ]
    assert used(tree) == set()
    assert used([*tree, ("s9", R.RELATED, "s1", 0.9)]) == {("s1", "s2"), *both("s9", "s1")}


def test_a_circle_at_no_cost_is_no_other_way() -> None:
    links: list[Link] = [("s1", R.RELATED, "s2"), ("s2", R.RELATED, "s3", 1.0)]
    assert used(links) == both("s1", "s2") | both("s2", "s3")


def test_a_link_below_the_cut_off_is_not_used() -> None:
    assert used([("s1", R.RELATED, "s2", CUT_OFF - 0.01)]) == set()


@given(catalogues())
def test_to_remove_a_link_lowers_a_transfer_exactly_where_it_is_used(taxonomy: Catalogue) -> None:
    graph = build_graph(taxonomy)
    net = compile_network(graph)
    found = used_edges(net, KINDS, quiet)
    for edges in {edges_of(net, r) for r in taxonomy.relations} - {frozenset()}:
        kept = tuple(r for r in taxonomy.relations if edges_of(net, r) != edges)
        without = compile_network(build_graph(replace(taxonomy, relations=kept))).transfer.toarray()
        same = np.allclose(net.transfer.toarray(), without, rtol=0, atol=1e-11)
        assert same == edges.isdisjoint(found)


def edges_of(net: Network, relation: Relation) -> frozenset[tuple[int, int, EdgeKind]]:
    """What a link across adds between two skills; nothing for other links."""
    ends = net.index(relation.subject), net.index(relation.object)
    if relation.kind not in ACROSS or relation.subject[0] != "s" or ends[0] == ends[1]:
        return frozenset()
    forward = FORWARD[relation.kind]
    return frozenset({(*ends, forward), (*ends[::-1], INVERSE[forward])})


def test_progress_tells_every_edge() -> None:
    told: list[tuple[int, int]] = []
    net = compile_network(build_graph(catalogue([("s1", R.RELATED, "s2"), ("s2", R.RELATED, "s3")])))
    used_edges(net, {EdgeKind.RELATED}, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
