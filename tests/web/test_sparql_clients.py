"""Programs that speak the protocol ask the endpoint as it is: SPARQLWrapper, rdflib's store, curl."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    URLENCODED,
    XML,
    SPARQLWrapper,
)

import hostile
from skillpath.agency.workspace import Workspace
from skillpath.ontology.vocabulary import SKILL
from viewers import serving

QUERY = "SELECT ?label { ?s skos:prefLabel ?label } ORDER BY ?label"
GRAPH = "CONSTRUCT WHERE { ?s skos:prefLabel ?label }"


@pytest.fixture(scope="module")
def address(workspace: Workspace) -> Iterator[str]:
    with serving(workspace) as origin:
        yield f"{origin}/sparql"


@pytest.mark.parametrize(("method", "sent"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_rows(address: str, method: str, sent: str, form: str) -> None:
    client = SPARQLWrapper(address, returnFormat=form)
    client.setMethod(method)
    client.setRequestMethod(sent)
    client.setQuery(QUERY)
    found: Any = client.query().convert()
    if form == JSON:
        labels = [row["label"]["value"] for row in found["results"]["bindings"]]
    elif form == XML:
        labels = [node.firstChild.data for node in found.getElementsByTagName("literal")]
    else:
        labels = [line for line in found.decode().splitlines()[1:] if line]
        assert len(labels) == len(hostile.LABELS)
        return
    assert labels == sorted(hostile.LABELS.values())


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # by SPARQLWrapper
@pytest.mark.parametrize("form", [RDFXML, N3, JSONLD])
def test_sparqlwrapper_reads_graphs(address: str, form: str) -> None:
    client = SPARQLWrapper(address, returnFormat=form)
    client.setQuery(GRAPH)
    found: Any = client.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert len(graph) == len(hostile.LABELS)


def test_rdflib_takes_it_for_a_store(address: str) -> None:
    for method, form in (("GET", "xml"), ("POST", "json"), ("POST_FORM", "xml"), ("POST", "csv")):
        graph = Graph(SPARQLStore(address, method=method, returnFormat=form))
        assert len(set(graph.subjects(SKOS.prefLabel))) == len(hostile.LABELS)
        assert len(list(graph.query("SELECT ?s { ?s skos:prefLabel ?o }"))) == len(hostile.LABELS)
        if form != "csv":
            pay = next(graph.objects(URIRef(hostile.iri(SKILL.pay)), SKOS.prefLabel))
            assert str(pay) == hostile.LABELS[SKILL.pay]


def curl(*arguments: str) -> str:
    program = shutil.which("curl")
    assert program is not None
    return subprocess.run(
        [program, "--silent", "--show-error", *arguments], capture_output=True, text=True, check=True
    ).stdout


def test_curl_asks_in_all_ways(address: str) -> None:
    ways = (
        ("--get", "--data-urlencode", f"query={QUERY}"),
        ("--data-urlencode", f"query={QUERY}"),
        ("--header", "Content-Type: application/sparql-query", "--data", QUERY),
    )
    answers = [json.loads(curl(*way, address)) for way in ways]
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]["results"]["bindings"]) == len(hostile.LABELS)
    said = curl("--include", "--get", "--data-urlencode", "query=ASK {", address)
    assert said.startswith("HTTP/1.1 400 ")
    assert said.endswith("  ASK {\n       ^\n")
    assert curl(address).startswith("@prefix dct:")
