"""Importing SKOS from RDF of every format."""

from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Literal, URIRef

from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.importers.intake import Imported
from skillpath.ontology.importers.rdf import FORMATS, check_origin, read_rdf

A, B, C = (URIRef(f"https://agency.example/{name}") for name in "abc")

TURTLE = """
@prefix : <https://agency.example/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
:a a esco:Skill ; skos:prefLabel "accruals"@en, "Abgrenzungen"@de .
:b a esco:Skill, skos:Concept ; skos:prefLabel "closing"@en ; skos:narrower :a .
<http://data.europa.eu/esco/occupation/1> esco:relatedEssentialSkill :b .
"""


def written(path: Path, text: str, name: str = "own.ttl") -> Path:
    file = path / name
    file.write_text(text, encoding="utf-8")
    return file


def imported(path: Path, body: str, *, kind: str | None = None) -> Imported:
    head = TURTLE.split(":a a", maxsplit=1)[0] + "@prefix sp: <https://w3id.org/skillpath/ns#> ."
    return read_rdf(written(path, head + body), kind=kind)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_format_says_the_same(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"own{suffix}"
    quads = ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)
    file.write_bytes(ox.serialize((quad.triple for quad in quads), format=FORMATS[suffix]) or b"")
    taken = read_rdf(file)
    assert set(taken.graph) == {
        (A, RDF.type, v.CLASS_SKILL),
        (A, v.PREF_LABEL, Literal("accruals", lang="en")),
        (A, v.PREF_LABEL, Literal("Abgrenzungen", lang="de")),
        (A, v.BROADER, B),
        (B, RDF.type, v.CLASS_SKILL),
        (B, RDF.type, SKOS.Concept),
        (B, v.PREF_LABEL, Literal("closing", lang="en")),
        (URIRef("http://data.europa.eu/esco/occupation/1"), v.ESSENTIAL_SKILL, B),
    }
    assert taken.counts == {"triples": 8, "concepts": 2}
    assert taken.rejected == ()


def test_the_graphs_of_a_dataset_become_one(tmp_path: Path) -> None:
    text = '<x:a> <x:p> "1" <x:g> .\n<x:a> <x:p> "2" <x:h> .\n<x:a> <x:p> "1" .\n'
    assert len(read_rdf(written(tmp_path, text, "own.nq")).graph) == 2


@pytest.mark.parametrize(
    ("kind", "cls"),
    [("skill", v.CLASS_SKILL), ("job-type", v.CLASS_JOB_TYPE), ("industry", v.CLASS_INDUSTRY)],
)
def test_plain_concepts_become_what_is_said(tmp_path: Path, kind: str, cls: URIRef) -> None:
    taken = imported(
        tmp_path,
        ':a a skos:Concept ; skos:prefLabel "a" . :b a skos:Concept, esco:Skill ; skos:prefLabel "b" .',
        kind=kind,
    )
    assert cls in set(taken.graph.objects(A, RDF.type))
    assert set(taken.graph.objects(B, RDF.type)) == {SKOS.Concept, v.CLASS_SKILL}


def test_plain_concepts_are_refused_where_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2 concepts are plain") as refused:
        imported(tmp_path, ":a a skos:Concept . :b a skos:Concept . :c a esco:Skill .")
    assert "--as" in str(refused.value)
    assert [problem.reason for problem in refused.value.problems] == [f"<{A}>", f"<{B}>"]


def test_extended_labels_are_taken_as_plain_ones(tmp_path: Path) -> None:
    taken = imported(
        tmp_path,
        "@prefix xl: <http://www.w3.org/2008/05/skos-xl#> ."
        ":a a esco:Skill ; xl:prefLabel :b ; xl:altLabel :c ."
        ':b xl:literalForm "x"@en . :c xl:literalForm "y" .',
    )
    assert taken.graph.value(A, v.PREF_LABEL) == Literal("x", lang="en")
    assert taken.graph.value(A, v.ALT_LABEL) == Literal("y")
    assert taken.rejected == ()


def test_blank_nodes_are_left_out_and_counted(tmp_path: Path) -> None:
    taken = imported(
        tmp_path,
        ':a a esco:Skill ; skos:prefLabel "a" ; skos:definition "d" ; skos:note [ skos:example "e" ] .',
    )
    assert len(taken.graph) == 3
    assert [problem.reason for problem in taken.rejected] == [
        f"1 triples with a blank node: give an IRI to what stands at <{SKOS.note}>",
        f"1 triples with a blank node: give an IRI to what stands at <{SKOS.example}>",
    ]


def test_mostly_blank_nodes_refuse_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="More than half") as refused:
        imported(tmp_path, '[ a esco:Skill ; skos:prefLabel "a" ] . :b skos:altLabel "b" .')
    assert len(refused.value.problems) == 2


def test_a_concept_without_a_label_is_rejected_alone(tmp_path: Path) -> None:
    taken = imported(tmp_path, ':a a esco:Skill ; skos:prefLabel "a" . :b a esco:Skill ; skos:altLabel "b" .')
    assert set(taken.graph.subjects()) == {A}
    assert [problem.reason for problem in taken.rejected] == [f"<{B}> has no skos:prefLabel"]
    assert taken.counts["concepts"] == 1


def test_impossible_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="above 0 and at most 1"):
        imported(
            tmp_path,
            "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
            ":c rdf:subject :a ; rdf:predicate skos:related ; rdf:object :b ; sp:weight 1.5 .",
        )


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("own.ttl", "@prefix : <x:> .\n:a :b", "own.ttl:2"),
        ("own.ttl", "", "holds no triples"),
        ("own.pdf", "", "known format"),
        ("own", "", "known format"),
        ("own.xml", "<html></p>", "Not a RDF/XML file"),
        ("own.jsonld", '{"@context": "https://schema.example/c", "a": 1}', "Not a JSON-LD file"),
        ("own.ttl", "<a> <b> <c> .", "Not a Turtle file"),
        ("own.ttl", "<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .", "Quoted triples"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        read_rdf(written(tmp_path, text, name))
    assert says in str(refused.value)


@pytest.mark.parametrize("value", ["&a;&a;", "&#38;a;&#38;a;", "a" * 2000])
def test_xml_that_would_fill_the_memory_is_refused(tmp_path: Path, value: str) -> None:
    file = tmp_path / "a.rdf"
    file.write_text(f"<!DOCTYPE r [<!ENTITY a \"aaa\"> <!ENTITY b '{value}'>]><r>&b;</r>", encoding="utf-8")
    with pytest.raises(InputError, match="the XML entity 'b' is long or made of others"):
        read_rdf(file)


def test_xml_entities_for_namespaces_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.rdf"
    file.write_text(
        '<!DOCTYPE r [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>'
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">'
        '<r:Description r:about="https://agency.example/a"><s:prefLabel xml:lang="en">pay</s:prefLabel>'
        '<r:type r:resource="&skos;Concept"/></r:Description></r:RDF>',
        encoding="utf-8",
    )
    assert read_rdf(file, kind="skill").counts["concepts"] == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Cannot read .*none\.ttl"):
        read_rdf(tmp_path / "none.ttl")


@pytest.mark.parametrize("name", ["", "Esco", "a_b", "../a", "-a", "a-", "a\n", "skillpath", "ä", "a.b"])
def test_names_that_no_origin_may_have(name: str) -> None:
    with pytest.raises(InputError, match="cannot name an origin"):
        check_origin(name, "skillpath")


@pytest.mark.parametrize("name", ["a", "esco", "our-agency-2"])
def test_names_of_origins(name: str) -> None:
    check_origin(name, "skillpath")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200), suffix=st.sampled_from(sorted(FORMATS)))
def test_noise_is_read_or_refused(data: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("noise") / f"noise{suffix}"
    file.write_bytes(data)
    with suppress(InputError):
        read_rdf(file)
