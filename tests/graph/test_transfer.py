import math
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

import reference
from drawn import catalogue, catalogues, network
from skillpath.data import bundled
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.relations import BETA, CUT_OFF
from skillpath.graph.storage import load_network, save_network
from skillpath.ontology.catalogue import Catalogue, read_catalogue
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.ontology.importers.esco import read_esco
from skillpath.ontology.turtle import read_turtle

ESCO = Path(__file__).parents[2].parent / "shared" / "data" / "esco-1.2.0-en"

TREE = [("s-pay", R.BROADER, "s-acc"), ("s-tax", R.BROADER, "s-acc"), ("s-vat", R.BROADER, "s-tax")]
NEEDS = [
    ("j1", R.ESSENTIAL_SKILL, "s-pay"),
    ("j2", R.ESSENTIAL_SKILL, "s-vat"),
    ("j3", R.ESSENTIAL_SKILL, "s-tax"),
    *((f"j{n}", R.ESSENTIAL_SKILL, "s-other") for n in range(4, 11)),
]


def carried(net: Network, u: str, v: str) -> float:
    return net.transfer_between(net.index(u), net.index(v))


def assert_agrees(graph: "nx.MultiDiGraph[str]", net: Network, sources: list[str] | None = None) -> None:
    expected = reference.transfers(graph, sources)
    rows = net.transfer.tocsr()
    for u in graph if sources is None else sources:
        row = rows[[net.index(u)], :].tocoo()
        compiled = {(u, net.nodes[v].iri): t for v, t in zip(row.coords[1], row.data, strict=True)}
        # A product within rounding of the cut-off may fall to either side of it.
        wanted = {pair: t for pair, t in expected.items() if pair[0] == u}
        doubtful = {
            p for p in compiled.keys() ^ wanted.keys() if abs({**compiled, **wanted}[p] - CUT_OFF) < 1e-8
        }
        assert compiled.keys() - doubtful == wanted.keys() - doubtful
        assert all(
            math.isclose(compiled[p], wanted[p], rel_tol=0, abs_tol=1e-12)
            for p in compiled.keys() & wanted.keys()
        )


def test_on_a_taxonomy_transfer_is_the_information_of_the_nearest_common_parent() -> None:
    net = network([*TREE, *NEEDS])
    ic = {node.iri: net.ic[i] for i, node in enumerate(net.nodes)}
    assert carried(net, "s-pay", "s-pay") == 1.0
    assert carried(net, "s-vat", "s-acc") == 1.0  # who knows VAT knows accounting
    assert carried(net, "s-tax", "s-vat") == pytest.approx((ic["s-tax"] / ic["s-vat"]) ** BETA, abs=1e-12)
    assert carried(net, "s-pay", "s-vat") == pytest.approx((ic["s-acc"] / ic["s-vat"]) ** BETA, abs=1e-12)
    assert carried(net, "s-pay", "s-other") == 0.0


def test_a_walk_goes_up_only_before_it_turns() -> None:
    # s-b is related to s-a and lies below s-top: having come across, one may not go up to s-top's siblings.
    net = network(
        [("s-a", R.RELATED, "s-b", 0.9), ("s-b", R.BROADER, "s-top"), ("j1", R.ESSENTIAL_SKILL, "s-b")]
    )
    assert carried(net, "s-a", "s-b") == pytest.approx(0.9)
    assert carried(net, "s-a", "s-top") == 0.0
    assert carried(net, "s-b", "s-top") == 1.0


def test_a_transfer_at_the_cut_off_stays_and_one_below_goes() -> None:
    net = network([("s1", R.RELATED, "s2", CUT_OFF), ("s3", R.RELATED, "s4", CUT_OFF - 1e-6)])
    assert carried(net, "s1", "s2") == pytest.approx(CUT_OFF)
    assert carried(net, "s3", "s4") == 0.0


@given(catalogues())
def test_the_compiled_matrix_equals_plain_networkx(taxonomy: Catalogue) -> None:
    graph = build_graph(taxonomy)
    assert_agrees(graph, compile_network(graph))


@given(catalogues())
def test_the_compiled_network_is_the_one_of_the_plain_model(taxonomy: Catalogue) -> None:
    net, plain = compile_network(build_graph(taxonomy)), reference.taxonomy(taxonomy)
    iris = [node.iri for node in net.nodes]
    assert {node.iri: node.kind for node in net.nodes} == plain.kind
    assert {alias: n.iri for n in net.nodes for alias in n.aliases if "#" not in alias} == plain.canonical
    assert dict(zip(iris, net.ic, strict=True)) == pytest.approx(plain.ic, abs=1e-12)
    for matrix, rows in ((net.transfer.tocsr(), plain.transfer), (net.learning, plain.learning)):
        for u in iris:
            row = matrix[[net.index(u)], :].tocoo()
            found = {iris[v]: x for v, x in zip(row.coords[1], row.data, strict=True)}
            assert found == pytest.approx(rows[u], abs=1e-12)


@given(catalogues())
def test_a_stored_network_is_the_network(
    tmp_path_factory: pytest.TempPathFactory, taxonomy: Catalogue
) -> None:
    folder = tmp_path_factory.mktemp("network")
    net = compile_network(build_graph(taxonomy))
    save_network(net, folder)
    opened = load_network(folder)
    assert opened.nodes == net.nodes
    assert opened.sources == net.sources
    assert np.array_equal(opened.transfer.toarray(), net.transfer.toarray())
    assert np.array_equal(opened.learning.toarray(), net.learning.toarray())
    assert all(
        np.array_equal(getattr(opened, name), getattr(net, name))
        for name in ("ic", "node_kind", "learning_kind", "learning_provenance")
    )
    assert np.array_equal(opened.edges.weight, net.edges.weight)


def test_the_bundled_ontology_entry_by_entry() -> None:
    graph = build_graph(read_catalogue([read_turtle(bundled("skills.ttl"))]))
    assert_agrees(graph, compile_network(graph))


@pytest.mark.skipif(not ESCO.is_dir(), reason="needs ESCO 1.2.0 in ../shared/data")
def test_full_esco_on_a_sample() -> None:
    graph = build_graph(read_catalogue([read_esco(ESCO).graph]))
    sample = sorted(graph)[:: max(1, len(graph) // 60)]
    assert_agrees(graph, compile_network(graph), sample)


def test_catalogues_that_are_equal_compile_to_equal_arrays() -> None:
    taxonomy = catalogue([*TREE, *NEEDS])
    first, second = (compile_network(build_graph(taxonomy)) for _ in range(2))
    assert first.transfer.data.tobytes() == second.transfer.data.tobytes()
    assert first.learning.indices.tobytes() == second.learning.indices.tobytes()
