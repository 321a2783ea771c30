import numpy as np
import pytest
from hypothesis import given

import reference
from agreement import assert_agrees
from drawn import catalogue, catalogues, network
from shipped import shipped_catalogue
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.relations import BETA, CUT_OFF
from skillpath.graph.storage import load_network, save_network
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R

TREE = [("s-pay", R.BROADER, "s-acc"), ("s-tax", R.BROADER, "s-acc"), ("s-vat", R.BROADER, "s-tax")]
NEEDS = [
    ("j1", R.ESSENTIAL_SKILL, "s-pay"),
    ("j2", R.ESSENTIAL_SKILL, "s-vat"),
    ("j3", R.ESSENTIAL_SKILL, "s-tax"),
    *((f"j{n}", R.ESSENTIAL_SKILL, "s-other") for n in range(4, 11)),
]


def carried(net: Network, u: str, v: str) -> float:
    return net.transfer_between(net.index(u), net.index(v))


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
    assert (opened.sources, opened.authors) == (net.sources, net.authors)
    assert np.array_equal(opened.transfer.toarray(), net.transfer.toarray())
    assert np.array_equal(opened.learning.toarray(), net.learning.toarray())
    assert all(
        np.array_equal(getattr(opened, name), getattr(net, name))
        for name in ("ic", "node_kind", "learning_kind", "learning_provenance")
    )
    assert np.array_equal(opened.edges.weight, net.edges.weight)
    assert isinstance(opened.ic.base, np.memmap)  # read when looked at, not when opened


def test_the_bundled_ontology_on_a_sample() -> None:
    graph = build_graph(shipped_catalogue())
    assert_agrees(graph, compile_network(graph), sorted(graph)[::8])


def test_what_is_asked_for_twice_stays_essential_and_is_learned_as_the_stronger_says() -> None:
    net = network([("j1", R.ESSENTIAL_SKILL, "s1", 0.3), ("j1", R.OPTIONAL_SKILL, "s1", 0.8)])
    j1, s1 = net.index("j1"), net.index("s1")
    assert net.skills_of(j1) == {s1: R.ESSENTIAL_SKILL}
    assert dict(zip(*(part.tolist() for part in net.developed_by(j1)), strict=True)) == {j1: 1.0, s1: 0.8}


def test_catalogues_that_are_equal_compile_to_equal_arrays() -> None:
    taxonomy = catalogue([*TREE, *NEEDS])
    first, second = (compile_network(build_graph(taxonomy)) for _ in range(2))
    assert first.transfer.data.tobytes() == second.transfer.data.tobytes()
    assert first.learning.indices.tobytes() == second.learning.indices.tobytes()
