"""What is in the graphs, counted and browsed: every number is what its own SPARQL says; filters narrow."""

import html
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from signed_in import Browser, with_accounts
from skillpath.agency.accounts.register import add_account
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryError
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.written import written
from skillpath.web.analyst.things import Held, Things, held_of, rows, told
from skillpath.web.app import create_app
from skillpath.web.asking import ask
from workspaces import Bundled

SKILL = "http://data.europa.eu/esco/model#Skill"
SP = "https://w3id.org/skillpath/ns#"


@pytest.fixture(scope="module")
def workspace(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("dataset") / "workspace")


@pytest.fixture(scope="module")
def app(workspace: Workspace) -> Flask:
    return create_app(workspace)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def page(client: FlaskClient, path: str, **query: str) -> str:
    answer = client.get(f"{path}?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return answer.text


def queries(text: str) -> list[str]:
    """The queries that the page shows, as they are opened in the editor."""
    found = re.findall(r'href="(/query\?[^"]+)"', text)
    return [parse_qs(urlsplit(html.unescape(one)).query)["query"][0] for one in found]


def test_every_graph_is_there_with_classes_counted_by_the_query_shown(
    client: FlaskClient, app: Flask
) -> None:
    text = page(client, "/dataset")
    for graph, (kind, many) in {
        "candidates": ("sp:Candidate", "60"),
        "roles": ("sp:Role", "12"),
        "mappings": ("sp:Mapping", "1,359"),
    }.items():
        part = text[text.index(f"graph:{graph}</span>") :]
        assert re.search(rf">{kind}</bdi></th>\s*<td[^>]*>{many}</td>", part.split("</table>")[0])
    with app.test_request_context(), ask(Question(queries(text)[0])) as answer:
        (first, *_) = answer.read().rows
    assert (str(first[0]), str(first[1])) == (SKILL, "893")


def test_properties_come_with_counts_and_an_example(client: FlaskClient) -> None:
    text = page(client, "/dataset", graph="candidates", kind=f"{SP}Claim")
    assert re.search(r">sp:skill</bdi></th>\s*<td[^>]*>43</td>\s*<td[^>]*>\d+</td>\s*<td[^>]*><a", text)


def test_facets_narrow_and_are_taken_back(client: FlaskClient) -> None:
    text = page(client, "/browse", graph="", kind=SKILL)
    assert ">893 things<" in text
    address, many = re.search(
        r'<a href="([^"]+)"><bdi>knowledge</bdi> <span class="quiet">(\d+)<', text
    ).groups()  # type: ignore[union-attr]
    narrowed = client.get(html.unescape(address)).text
    assert f">{many} things<" in narrowed
    assert "esco:skillType</bdi>: <bdi>knowledge</bdi>" in narrowed
    back = re.search(r'<div class="chosen"><ul[^>]*>\s*<li><a href="([^"]+)"', narrowed)
    assert back
    assert ">893 things<" in client.get(html.unescape(back[1])).text


def test_rows_are_sorted_paged_and_lead_to_their_pages(client: FlaskClient) -> None:
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    first = page(client, "/browse", graph="", sort=label, kind=SKILL)
    names = [
        html.unescape(one) for one in re.findall(r'data-label="Thing"><a [^>]*><bdi[^>]*>([^<]+)<', first)
    ]
    assert len(names) == 25
    assert names == sorted(names)
    down = page(client, "/browse", graph="", sort=f"-{label}", page="36", kind=SKILL)
    assert names[0] in down
    assert "/concepts?iri=" in first
    assert client.get(f"/browse?page=37&{urlencode({'kind': SKILL})}").status_code == 404


@pytest.mark.parametrize(
    "query", [{"kind": "no iri"}, {"kind": "urn:x> } #"}, {"kind": "urn:x", "where": "urn:p"}]
)
def test_what_cannot_be_asked_is_refused(client: FlaskClient, query: dict[str, str]) -> None:
    assert client.get(f"/browse?{urlencode(query)}").status_code == 400
    assert client.get("/browse?graph=nonsense").status_code == 404


@pytest.mark.parametrize(
    "value",
    [
        Term('a "b" \\ | c\n', "literal"),
        Term("pay", "literal", "en-GB"),
        Term("0.5", "literal", "", "http://www.w3.org/2001/XMLSchema#double"),
        Term("urn:a|b", "iri"),
    ],
)
def test_a_filter_survives_its_address_and_finds_what_it_says(value: Term, app: Flask) -> None:
    held = Held("urn:p", value)
    assert held_of([told(held)]) == (held,)
    if value.value == "urn:a|b":
        with pytest.raises(QueryError, match="no address"):
            written(value)
        return
    text = written(Term(value.value, "literal"))
    asked = f"ASK {{ VALUES ?v {{ {written(value)} }} FILTER (STR(?v) = {text}) }}"
    with app.test_request_context(), ask(Question(asked)) as answer:
        assert answer.read().boolean
    with app.test_request_context(), ask(Question(rows(Things("", SKILL, (held,))))) as answer:
        assert answer.read().rows == ()


def test_an_editor_sees_nothing_of_the_book(workspace: Workspace) -> None:
    add_account(workspace.book, "ed", roles=["editor"], password=None)
    browser = Browser(with_accounts(workspace), workspace, "ed")
    text = browser.get("/dataset").text
    assert "graph:mappings" in text
    assert "graph:candidates" not in text
    assert browser.get("/dataset?graph=candidates").status_code == 404
