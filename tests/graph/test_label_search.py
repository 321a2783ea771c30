"""Concepts found by words of their names, on a taxonomy that can be read at a glance."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.label_search import LabelSearch
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind

JOB, SKILL = ConceptKind.JOB_TYPE, ConceptKind.SKILL
CONCEPTS = [
    Concept("x:teller", JOB, {"en": "bank teller", "de": "Bankkassierer"}, ("cashier at a bank", "PAY")),
    Concept("x:payroll", SKILL, {"en": "payroll"}),
    Concept("x:clerk", JOB, {"en": "Payroll Clerk"}, ("pay desk clerk", "wages (overtime) clerk")),
    Concept("x:manager", JOB, {"en": "manager of a payroll office"}),
    Concept("x:hotel", ConceptKind.INDUSTRY, {"en": "hotels"}),
]


@pytest.fixture(scope="module")
def net() -> Network:
    return compile_network(build_graph(Catalogue({c.iri: c for c in CONCEPTS}, ())))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("pay", ["teller: PAY", "payroll", "clerk", "manager"]),  # called so, then what begins so
        ("pay cl", ["clerk"]),
        ("clerk PAY", ["clerk"]),
        ("bankkass", ["teller: Bankkassierer"]),
        ("roll", []),  # no word begins so
        ("(overtime)", ["clerk: wages (overtime) clerk"]),
        ("hotel", ["hotel: hotels"]),  # and not its shop floor
        (".*", []),
        ("", []),
    ],
)
def test_all_words_begin_a_word_of_one_name(net: Network, asked: str, found: list[str]) -> None:
    hits = LabelSearch.of(net).find(asked)
    shown = [f"{net.nodes[hit.position].iri.removeprefix('x:')}: {hit.name}" for hit in hits]
    assert len(shown) == len(found)
    assert all(one.startswith(wanted) for one, wanted in zip(shown, found, strict=True))


@given(
    st.lists(st.sampled_from(["pay", "p", "payroll", "clerk", "bank", "a", "of", "wages", "ll"]), max_size=3)
)
def test_nothing_is_missed_and_nothing_is_more(net: Network, words: list[str]) -> None:
    wanted = {
        position
        for position, node in enumerate(net.nodes)
        if words and node.kind != "floor"
        for name in (*node.labels.values(), *node.names)
        if all(re.search(rf"\b{word}", name.casefold()) for word in words)
    }
    hits = LabelSearch.of(net).find(" ".join(words))
    assert {hit.position for hit in hits} == wanted
    assert len(hits) == len(wanted)
