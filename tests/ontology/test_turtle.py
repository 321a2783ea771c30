from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD

from skillpath.errors import InputError
from skillpath.ontology.turtle import canonical_turtle, read_turtle
from skillpath.ontology.vocabulary import PREFIXES, SKILL

_IRIS = st.sampled_from(
    [SKILL.payroll, SKILL["a.b"], SKILL["a-"], SKILL[""], URIRef("http://x/ü?q=1#f"), URIRef("urn:x:1")]
)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_LITERALS = st.one_of(
    st.builds(Literal, _TEXT),
    st.builds(lambda text, lang: Literal(text, lang=lang), _TEXT, st.sampled_from(["en", "de", "pt-br"])),
    st.builds(lambda n: Literal(f"{n:.2f}", datatype=XSD.decimal, normalize=False), st.floats(0, 1)),
)
_GRAPHS = st.lists(st.tuples(_IRIS, _IRIS, _IRIS | _LITERALS), max_size=8)


@given(_GRAPHS)
def test_what_is_written_is_read_back_and_is_written_the_same(
    tmp_path_factory: pytest.TempPathFactory, triples: list[tuple[URIRef, URIRef, URIRef | Literal]]
) -> None:
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    file = tmp_path_factory.mktemp("turtle") / "a.ttl"
    file.write_text(canonical_turtle(graph), encoding="utf-8")
    read = read_turtle(file)
    assert set(read) == set(graph)
    assert canonical_turtle(read).encode() == file.read_bytes()


def test_one_more_relation_is_one_more_line() -> None:
    graph = Graph()
    for name in "abc":
        graph.add((SKILL[name], SKILL.related, SKILL[name + name]))
    before = canonical_turtle(graph).splitlines()
    graph.add((SKILL.b, SKILL.related, SKILL.c))
    after = canonical_turtle(graph).splitlines()
    assert [line for line in after if line not in before] == ["skill:b skill:related skill:c ."]
    assert len(after) == len(before) + 1


def test_every_prefix_is_declared() -> None:
    text = canonical_turtle(Graph())
    assert all(f"@prefix {name}: <{iri}> ." in text for name, iri in PREFIXES.items())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<http://x/a> <http://x/b> .\n<http://x/a> <http://x/b> <http://x/c> .", "a.ttl:1: "),
        ("<http://x/a> <http://x/b> 'ok' .\nnot turtle", "a.ttl:2: "),
        ("_:a <http://x/b> 'c' .", "Blank nodes"),
        ("<http://x/a> <http://x/b> [] .", "Blank nodes"),
    ],
)
def test_what_is_not_taken_is_named_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "a.ttl"
    file.write_text(text)
    with pytest.raises(InputError) as caught:
        read_turtle(file)
    assert says in str(caught.value)


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot read"):
        read_turtle(tmp_path / "none.ttl")


@given(st.binary(max_size=200))
def test_no_bytes_at_all_give_anything_but_a_graph_or_our_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("fuzz") / "a.ttl"
    file.write_bytes(content)
    with suppress(InputError):
        read_turtle(file)
