"""The endpoint by the SPARQL 1.1 Protocol: how it is asked, in which forms it answers, what it refuses."""

import csv
import io
import json
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import hostile
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryMistake
from skillpath.ontology.formulas import unshielded
from skillpath.ontology.sparql.question import Limits
from skillpath.ontology.vocabulary import PREFIXES
from skillpath.web.analyst.pointed import pointed
from skillpath.web.app import create_app
from skillpath.web.asking import EXTENSION, QUERIES, QuerySettings

QUERY = "SELECT ?label { ?s skos:prefLabel ?label } ORDER BY ?label"
GRAPH = "CONSTRUCT WHERE { ?s skos:prefLabel ?label }"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
XML, JSON = "application/sparql-results+xml", "application/sparql-results+json"
LABELS = sorted(hostile.LABELS.values())


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Flask:
    return create_app(workspace, config={"TESTING": True})


@pytest.fixture(scope="module")
def asked(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


def labels(answer: TestResponse) -> list[str]:
    assert (answer.status_code, answer.mimetype) == (200, JSON)
    return [row["label"]["value"] for row in json.loads(answer.get_data())["results"]["bindings"]]


def get(asked: FlaskClient, query: str, accept: str = "*/*", **more: str) -> TestResponse:
    return asked.get(
        "/sparql", query_string={"query": query, **more}, headers={"Accept": accept}, buffered=True
    )


# Three ways to ask ---------------------------------------------------------------------------------


def test_all_three_ways_give_the_same(asked: FlaskClient) -> None:
    """SPARQL 1.1 Protocol, 2.1.1 to 2.1.3."""
    ways = (
        get(asked, QUERY),
        asked.post("/sparql", data={"query": QUERY}, buffered=True),
        asked.post("/sparql", data=QUERY, content_type=f"{DIRECT}; charset=utf-8", buffered=True),
        asked.post("/sparql?max-rows=100", data=f"query={quote(QUERY)}", content_type=FORM, buffered=True),
    )
    assert [labels(answer) for answer in ways] == [LABELS] * 4
    assert asked.head("/sparql", query_string={"query": "ASK {}"}, buffered=True).content_length == 26


REFUSED = (
    ("GET", "?query=ASK{}&query=ASK{}", b"", None, 400, "one query, not 2"),
    ("GET", "?query=ASK+{", b"", None, 400, "line 1, column 6: the query ends too early"),
    ("GET", "?query=ASK+{}&query=", b"", None, 400, "one query, not 2"),
    ("GET", "?query=%ff", b"", None, 400, "not text in UTF-8"),
    ("GET", "?update=CLEAR+ALL", b"", None, 400, "Nothing is changed here"),
    ("GET", "?query=LOAD+<http://x.example/>", b"", None, 400, "LOAD is an update"),
    ("GET", "?query=ASK{}&max-rows=-1", b"", None, 400, "is a number of rows"),
    ("GET", "?query=ASK{}&as_of=never", b"", None, 400, "is not a day"),
    ("GET", "?query=SELECT * FROM <urn:none> {}", b"", None, 400, "there is no graph <urn:none>"),
    ("GET", "?query=ASK{SERVICE <http://x.example/>{}}", b"", None, 400, "column 5: SERVICE would ask"),
    ("PUT", "?query=ASK{}", b"", None, 405, ""),
    ("DELETE", "", b"", None, 405, ""),
    ("POST", "", b"", FORM, 400, "one query, not 0"),
    ("POST", "", b"update=CLEAR+ALL", FORM, 400, "Nothing is changed here"),
    ("POST", "", b"CLEAR ALL", "application/sparql-update", 415, "Nothing is changed here"),
    ("POST", "", b"ASK {}", "text/plain", 415, f"Send the query as {DIRECT}"),
    ("POST", "", b"ASK {}", None, 415, f"or in a form as {FORM}"),
    ("POST", "", b"query=ASK{}", DIRECT, 400, "line 1, column 1"),
    ("POST", "", "ASK {}".encode("utf-16"), DIRECT, 400, "not text in UTF-8"),
    ("POST", "", b"ASK {}" + b" " * 100_001, DIRECT, 413, "longer than 100,000 characters"),
    ("POST", "", b"ASK {}" + b" " * (1 << 20), DIRECT, 413, ""),
)
"""Method, address, body and its type; status, and what is said. The W3C's own tests ask most of these."""


@pytest.mark.parametrize(("method", "address", "body", "kind", "status", "said"), REFUSED)
def test_what_is_no_question_is_refused_with_the_reason(
    asked: FlaskClient, method: str, address: str, body: bytes, kind: str | None, status: int, said: str
) -> None:
    answer = asked.open(f"/sparql{address}", method=method, data=body, content_type=kind)
    assert (answer.status_code, answer.mimetype) == (status, "text/plain")
    assert said in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "line", "column", "shown"),
    [
        ("SELECT *\nWHERE }", 2, 7, "WHERE }\n        ^"),
        ("ASK { \t?s", 1, 10, "ASK {  ?s\n           ^"),
        ("ASK { '契約' }", 1, 12, "ASK { '契約' }\n               ^"),
        ("x" * 100 + " y", 1, 101, "…" + "x" * 60 + " y\n" + " " * 63 + "^"),
    ],
)
def test_a_caret_stands_under_the_place(query: str, line: int, column: int, shown: str) -> None:
    said = pointed(query, QueryMistake(line, column, "no."))
    assert said == f"line {line}, column {column}: no.\n\n  {shown}"


# Forms ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        (QUERY, "*/*", JSON),
        (QUERY, "", JSON),
        (QUERY, f"{JSON};q=0.1, {XML}", XML),
        (QUERY, f"{JSON};q=0, */*;q=0.1", XML),
        (QUERY, "text/*", "text/csv"),
        (QUERY, "text/csv;q=0.5, text/tab-separated-values;q=0.6", "text/tab-separated-values"),
        (QUERY, "application/json", JSON),
        (QUERY, "text/html, application/xhtml+xml, application/xml;q=0.9", XML),
        (QUERY, f"text/turtle, {XML};q=0.2", XML),
        ("ASK {}", f"{XML}, text/csv", XML),
        (GRAPH, "*/*", "text/turtle"),
        (GRAPH, "application/n-triples", "application/n-triples"),
        (GRAPH, "application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        (GRAPH, 'application/ld+json;profile="http://x.example/"', "application/ld+json"),
        ("DESCRIBE skill:pay", f"{JSON}, application/ld+json;q=0.1", "application/ld+json"),
    ],
)
def test_the_answer_is_in_the_form_that_is_wanted_most(
    asked: FlaskClient, query: str, accept: str, given: str
) -> None:
    answer = get(asked, query, accept)
    assert (answer.status_code, answer.mimetype) == (200, given)
    assert answer.content_length == len(answer.get_data())
    graph = ox.RdfFormat.from_media_type(given)
    if graph is not None:
        assert list(ox.parse(answer.get_data(), format=graph))
    elif query == QUERY and given != "text/csv":
        read = ox.parse_query_results(answer.get_data(), format=ox.QueryResultsFormat.from_media_type(given))
        assert isinstance(read, ox.QuerySolutions)
        assert [row["label"].value for row in read] == LABELS


@pytest.mark.parametrize(
    ("query", "accept", "known"),
    [(QUERY, "image/png", JSON), (QUERY, "text/turtle", JSON), (GRAPH, "text/csv", "text/turtle")],
)
def test_what_is_not_written_in_what_is_accepted_is_said(
    asked: FlaskClient, query: str, accept: str, known: str
) -> None:
    answer = get(asked, query, accept)
    assert answer.status_code == 406
    assert known in answer.get_data(as_text=True)


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "turtle", "ntriples", "rdfxml"])
def test_a_cut_answer_says_so_and_is_whole_when_asked(asked: FlaskClient, form: str) -> None:
    query = QUERY if form in {"json", "xml", "csv", "tsv"} else GRAPH
    cut, whole = (get(asked, query, **{"format": form, "max-rows": most}) for most in ("2", "0"))
    assert cut.headers["SkillPath-Truncated"] == "2"
    assert "SkillPath-Truncated" not in whole.headers
    assert rows(whole, form) == len(LABELS)
    assert rows(cut, form) == 2
    assert (
        form in {"csv", "tsv"} or "cut" in cut.get_data(as_text=True) or cut.get_json(force=True)["truncated"]
    )


def rows(answer: TestResponse, form: str) -> int:
    text = answer.get_data()
    if form == "csv":
        return len(list(csv.reader(io.StringIO(text.decode(), newline="")))) - 1
    media_type = str(answer.mimetype)
    graph = ox.RdfFormat.from_media_type(media_type)
    if graph is not None:
        return len(list(ox.parse(text, format=graph)))
    read = ox.parse_query_results(text, format=ox.QueryResultsFormat.from_media_type(media_type))
    assert isinstance(read, ox.QuerySolutions)
    return len(list(read))


FORMULAS = 'SELECT * { VALUES ?a { "=1+1" "\\t=2" "-3" "\'=4" "fine" } }'


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_table_is_exact_for_programs_and_harmless_in_a_spreadsheet(asked: FlaskClient, form: str) -> None:
    exact = get(asked, FORMULAS, format=form).get_data(as_text=True)
    assert "'=1+1" not in exact
    saved = get(asked, FORMULAS, format=form, download="")
    opened = asked.get(
        "/sparql",
        query_string={"query": FORMULAS, "format": form},
        headers={"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"},
        buffered=True,
    )
    assert saved.headers["Content-Disposition"] == f'attachment; filename="answer.{form}"'
    text = saved.get_data(as_text=True)
    assert text == opened.get_data(as_text=True)
    assert "'=1+1" in text
    assert "''=4" in text
    first = text.splitlines()[1].strip('"')
    assert unshielded(first) == "=1+1"


# What can be asked ---------------------------------------------------------------------------------

SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    "accept", ["*/*", "application/rdf+xml", "application/ld+json", "application/n-triples"]
)
def test_without_a_query_it_describes_itself(asked: FlaskClient, accept: str) -> None:
    answer = asked.get("/sparql", headers={"Accept": accept})
    form = ox.RdfFormat.from_media_type(str(answer.mimetype))
    assert (answer.status_code, accept in {"*/*", answer.mimetype}) == (200, True)
    told = {
        (q.subject.value, q.predicate.value, q.object.value) for q in ox.parse(answer.get_data(), format=form)
    }
    here = "http://localhost/sparql"
    assert (here, f"{SD}endpoint", here) in told
    assert (here, f"{SD}extensionFunction", PREFIXES["sp"] + "score") in told
    assert len({object_ for _, predicate, object_ in told if predicate == f"{SD}resultFormat"}) == 8
    assert PREFIXES["sp"] + "graph/mappings" in {
        value for _, predicate, value in told if predicate == f"{SD}name"
    }
    assert asked.get("/sparql", headers={"Accept": accept}).get_data() == answer.get_data()


def test_a_browser_is_led_to_the_editor(asked: FlaskClient) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    answer = asked.get("/sparql", headers={"Accept": accept})
    assert (answer.status_code, answer.location) == (303, "/query")


def test_graphs_of_the_protocol_take_the_place_of_those_of_the_query(asked: FlaskClient) -> None:
    """SPARQL 1.1 Protocol, 2.1.4."""
    origin = PREFIXES["sp"] + "graph/hostile"
    nothing = PREFIXES["sp"] + "graph/nothing"
    count = "SELECT (COUNT(*) AS ?label) { ?s skos:prefLabel ?l }"
    assert labels(get(asked, count)) == [str(len(LABELS))]
    assert labels(get(asked, count, **{"default-graph-uri": origin})) == [str(len(LABELS))]
    assert labels(get(asked, count, **{"named-graph-uri": origin})) == ["0"]
    of_query = count.replace("{", f"FROM <{origin}> {{", 1)
    assert labels(get(asked, of_query)) == [str(len(LABELS))]
    within = "SELECT ?label { GRAPH ?g { ?s skos:prefLabel ?label } } ORDER BY ?label"
    assert labels(get(asked, within, **{"named-graph-uri": origin})) == LABELS
    assert nothing not in get(asked, count).get_data(as_text=True)


# Limits --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hurried(workspace: Workspace) -> FlaskClient:
    limits = Limits(0.5, 200)
    app = create_app(workspace, config={"TESTING": True, QUERIES: QuerySettings(limits, rows=3)})
    return app.test_client(use_cookies=False)


CROSS = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(12))


@pytest.mark.parametrize(
    "query", [f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}", f"SELECT * {{ {CROSS} }} ORDER BY ?a1"]
)
def test_a_stopped_query_gives_no_half_answer(hurried: FlaskClient, query: str) -> None:
    answer = get(hurried, query)
    assert (answer.status_code, answer.mimetype) == (503, "text/plain")
    assert "Retry-After" not in answer.headers  # it would be stopped again
    assert get(hurried, "ASK {}").get_json(force=True) == {"head": {}, "boolean": True}
    assert get(hurried, QUERY).headers["SkillPath-Truncated"] == "3"


def test_who_finds_no_room_is_told_when_to_come_again(workspace: Workspace) -> None:
    settings = QuerySettings(workers=1, waiting=0)
    app = create_app(workspace, config={"TESTING": True, QUERIES: settings})
    asked = app.test_client()
    with app.extensions[EXTENSION]._workers.turn("somebody else"):
        busy = get(asked, "ASK {}")
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert get(asked, "ASK {}").status_code == 200
