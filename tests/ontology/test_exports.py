"""What is exported is read back as the same statements; mappings are a table with its metadata."""

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SKOS, Graph

from skillpath.data import bundled
from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.statements import state_from
from skillpath.ontology.editing.view import View
from skillpath.ontology.exports.rdf import FORMS, json_ld, rdf_xml
from skillpath.ontology.exports.sssom import MappingSet, sssom
from skillpath.ontology.turtle import graph_of, read_triples

READ = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def node(iri: object) -> ox.NamedNode:
    return ox.NamedNode(str(iri))


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\t\n\r<&>\"'"), max_size=6
)
IRIS = st.sampled_from([v.SKILL.pay, v.SKILL["a.b"], "https://x.example/a/", "urn:x:1", v.JOB_SCHEME]).map(
    node
)
VALUES = st.one_of(
    IRIS,
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXT, st.sampled_from(["en", "de-CH"])),
    st.builds(ox.Literal, TEXT),
    st.sampled_from(["0.5", "+1.0", "x"]).map(lambda n: ox.Literal(n, datatype=node(v.DECIMAL))),
)
LINKS = st.sampled_from([RDF.type, v.PREF_LABEL, v.BROADER, v.WEIGHT, "https://x.example/says#it"]).map(node)
TRIPLES = st.frozensets(st.builds(ox.Triple, IRIS, LINKS, VALUES), max_size=8)


@pytest.mark.parametrize("form", FORMS)
@given(triples=TRIPLES)
def test_what_is_exported_is_read_back_the_same(form: str, triples: frozenset[ox.Triple]) -> None:
    text = FORMS[form](triples)
    assert {quad.triple for quad in ox.parse(input=text, format=READ[form])} == triples
    assert FORMS[form](sorted(triples, key=str, reverse=True)) == text


@pytest.mark.parametrize("form", ["rdfxml", "jsonld"])
def test_the_bundled_ontology_comes_back_the_same(form: str) -> None:
    triples = read_triples(bundled("skills.ttl"))
    text = FORMS[form](triples)
    assert {quad.triple for quad in ox.parse(input=text, format=READ[form])} == triples


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # within rdflib's reader
def test_json_ld_is_short_by_its_context_and_read_by_others() -> None:
    triples = {
        ox.Triple(node(v.SKILL.pay), node(RDF.type), node(v.CLASS_SKILL)),
        ox.Triple(node(v.SKILL.pay), node(v.PREF_LABEL), ox.Literal("pay", language="en")),
    }
    text = json_ld(triples)
    assert json.loads(text)["@graph"] == [
        {
            "@id": "skill:pay",
            "@type": ["esco:Skill"],
            "skos:prefLabel": [{"@language": "en", "@value": "pay"}],
        }
    ]
    assert set(Graph().parse(data=text, format="json-ld")) == set(graph_of(triples))


def test_what_xml_cannot_hold_is_refused_by_name() -> None:
    bell = ox.Triple(node(v.SKILL.pay), node(v.PREF_LABEL), ox.Literal("pay\x07"))
    with pytest.raises(InputError, match=r"skill/pay: 'pay\\x07' holds a character"):
        rdf_xml([bell])


def test_mappings_are_a_table_with_its_metadata() -> None:
    pay, elsewhere = node(v.SKILL.pay), node("http://x.example/skills#1")
    own = {
        ox.Triple(pay, node(v.PREF_LABEL), ox.Literal("=pay\tand\nmore", language="en")),
        ox.Triple(pay, node(v.EXACT_MATCH), node("http://data.europa.eu/esco/skill/a1")),
        ox.Triple(pay, node(v.RELATED), node(v.SKILL.tax)),
    }
    other = {ox.Triple(pay, node(SKOS.broadMatch), elsewhere)}
    view = View.of(state_from({"own": own, "other": other}))
    about = MappingSet("https://x.example/set", "release 1", "2026-11-27", "https://x.example/licence")
    assert sssom(view, about) == (
        '#curie_map:\n#  esco-skill: "http://data.europa.eu/esco/skill/"\n'
        '#  ns1: "http://x.example/skills#"\n'
        '#  semapv: "https://w3id.org/semapv/vocab/"\n'
        '#  skill: "https://w3id.org/skillpath/skill/"\n'
        '#  skos: "http://www.w3.org/2004/02/skos/core#"\n'
        '#license: "https://x.example/licence"\n#mapping_set_id: "https://x.example/set"\n'
        '#mapping_set_version: "release 1"\n#publication_date: "2026-11-27"\n'
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\n"
        "skill:pay\t'=pay and more\tskos:broadMatch\tns1:1\t\tsemapv:UnspecifiedMatching\n"
        "skill:pay\t'=pay and more\tskos:exactMatch\tesco-skill:a1\t\tsemapv:UnspecifiedMatching\n"
    )
    assert "broadMatch" not in sssom(view, about, origin="own")
