from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given

from drawn import catalogues, network
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.paths import PathFinder
from skillpath.graph.relations import CUT_OFF, EdgeKind
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R


@given(catalogues())
def test_the_weights_of_the_best_path_multiply_to_the_transfer(taxonomy: Catalogue) -> None:
    net = compile_network(build_graph(taxonomy))
    matrix = net.transfer.tocoo()
    transfers = {(int(u), int(v)): t for u, v, t in zip(*matrix.coords, matrix.data, strict=True)}
    paths = PathFinder(net).best(transfers)
    assert paths.keys() == transfers.keys()
    for pair, path in paths.items():
        assert (path.source, path.target) == pair
        assert path.transfer == pytest.approx(transfers[pair], abs=1e-12)
        ends = [path.source, *(step.target for step in path.steps)]
        assert [step.source for step in path.steps] == ends[:-1]


@given(catalogues())
def test_the_first_of_some_paths_is_the_best_and_none_is_heavier_than_the_one_before(
    taxonomy: Catalogue,
) -> None:
    net = compile_network(build_graph(taxonomy))
    matrix = net.transfer.tocoo()
    finder = PathFinder(net)
    for u, v, t in list(zip(*matrix.coords, matrix.data, strict=True))[::7]:
        found = finder.some(int(u), int(v))
        weights = [path.transfer for path in found]
        assert min(weights) >= CUT_OFF - 1e-9
        for path in found:
            passed = [path.source, *(step.target for step in path.steps)]
            assert len(passed) == len(set(passed))
        assert weights[0] == pytest.approx(t, abs=1e-12)
        assert all(a >= b - 1e-12 for a, b in pairwise(weights))


def test_a_path_names_kind_weight_and_who_says_so() -> None:
    net = network(
        [("s1", R.BROADER, "s-top"), ("s-top", R.RELATED, "s2", 0.8), ("j1", R.ESSENTIAL_SKILL, "s1")]
    )
    path = PathFinder(net).best([(net.index("s1"), net.index("s2"))]).popitem()[1]
    assert [(step.kind, step.weight) for step in path.steps] == [
        (EdgeKind.BROADER, 1.0),
        (EdgeKind.RELATED, 0.8),
    ]


def test_two_ways_are_two_paths_heaviest_first() -> None:
    net = network(
        [
            ("s1", R.RELATED, "s2", 0.6),
            ("s1", R.RELATED, "s3", 0.9),
            ("s3", R.RELATED, "s2", 0.9),
        ]
    )
    paths = PathFinder(net).some(net.index("s1"), net.index("s2"))
    assert [round(path.transfer, 12) for path in paths] == [0.81, 0.6]
    assert [len(path.steps) for path in paths] == [2, 1]


def test_of_many_ways_three_are_told_or_as_many_as_are_asked_for() -> None:
    links = [
        (("s1", R.RELATED, f"s-via{n}", 0.9), (f"s-via{n}", R.RELATED, "s2", 0.8 - n / 10)) for n in range(5)
    ]
    net = network([link for pair in links for link in pair])
    finder, ends = PathFinder(net), (net.index("s1"), net.index("s2"))
    weights = [[round(path.transfer, 12) for path in finder.some(*ends, most=most)] for most in (1, 4)]
    assert weights == [[0.72], [0.72, 0.63, 0.54, 0.45]]
    assert [round(path.transfer, 12) for path in finder.some(*ends)] == [0.72, 0.63, 0.54]


def test_a_walk_up_and_back_down_to_where_it_began_is_no_other_way() -> None:
    net = network([("s1", R.BROADER, "s-top"), ("s1", R.RELATED, "s2", 0.9), ("s3", R.RELATED, "s2", 0.1)])
    (path,) = PathFinder(net).some(net.index("s1"), net.index("s2"))
    assert [step.weight for step in path.steps] == [0.9]


def test_where_nothing_carries_over_there_is_no_path() -> None:
    net = network([], alone=["s1", "s2"])
    pair = (net.index("s1"), net.index("s2"))
    finder = PathFinder(net)
    assert finder.best([pair]) == {}
    assert finder.some(*pair) == []
    assert finder.best([]) == {}


def test_a_concept_carries_to_itself_in_no_step() -> None:
    net = network([], alone=["s1"])
    path = PathFinder(net).best([(0, 0)])[0, 0]
    assert path.steps == ()
    assert path.transfer == 1.0
    assert np.array_equal(net.transfer.toarray(), [[1.0]])


@given(catalogues())
def test_the_nearest_path_is_the_best_one_where_that_is_above_the_cut_off(taxonomy: Catalogue) -> None:
    net = compile_network(build_graph(taxonomy))
    matrix = net.transfer.tocoo()
    finder = PathFinder(net)
    for u, v, t in list(zip(*matrix.coords, matrix.data, strict=True))[::7]:
        path = finder.nearest({int(u): 0.5}, int(v))
        assert path is not None
        assert (path.source, path.target) == (u, v)
        assert path.transfer == pytest.approx(t, abs=1e-12)


def test_the_nearest_path_goes_below_the_cut_off_and_minds_how_much_there_is_to_carry() -> None:
    net = network([("s1", R.RELATED, "s2", 0.1), ("s3", R.RELATED, "s2", 0.12)], alone=["s4"])
    one, goal, other, alone = (net.index(name) for name in ("s1", "s2", "s3", "s4"))
    finder = PathFinder(net)
    for mastery, nearest, transfer in ((0.5, other, 0.12), (1.0, one, 0.1)):
        path = finder.nearest({one: mastery, other: 0.5, alone: 1.0}, goal)
        assert path is not None
        assert path.source == nearest
        assert path.transfer == pytest.approx(transfer)
    assert finder.nearest({alone: 1.0}, goal) is None
    assert finder.nearest({}, goal) is None
