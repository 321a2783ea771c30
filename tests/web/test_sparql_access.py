"""Who may ask the endpoint what: by cookie, by token, from pages of other sites; what the log says of it."""

import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from firms import claiming, firm, worked
from signed_in import Browser, bearer, with_accounts
from skillpath.agency.accounts.register import add_account
from skillpath.agency.accounts.rights import Right, Role, may
from skillpath.agency.audit.entries import Entry, Wanted, entries
from skillpath.agency.audit.kinds import Event
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.ontology.sparql.question import Limits
from skillpath.web.analyst.settings import listed_endpoints, listed_origins
from skillpath.web.app import create_app
from skillpath.web.asking import QUERIES, QuerySettings

SCORES = 'SELECT (sp:score("C-1", "R-1") AS ?score) {}'
BOOK = "SELECT * { GRAPH graph:candidates { ?s ?p ?o } }"
NOTEBOOK = "https://notebook.example"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = firm(tmp_path_factory.mktemp("asked") / "firm", worked("C-1", "clerk", "clinic"), claiming("C-2"))
    for role in Role:
        add_account(made.book, role, roles=[role], password=None)
    return made


@pytest.fixture(scope="module")
def app(desk: Workspace) -> Flask:
    settings = QuerySettings(origins=listed_origins(NOTEBOOK))
    return with_accounts(desk, **{QUERIES: settings})


def asked(client: FlaskClient, query: str, **headers: str) -> TestResponse:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        "/sparql", data=query, content_type="application/sparql-query", headers=named, buffered=True
    )


def logged(workspace: Workspace) -> list[Entry]:
    """The queries of the book in the log, the newest first."""
    return list(entries(workspace.book, Wanted(event=Event.QUERY), first=0, most=1000))


# Who ---------------------------------------------------------------------------------------------


def test_a_token_asks_and_so_does_a_page_of_our_own(app: Flask, desk: Workspace) -> None:
    nobody = asked(app.test_client(), "ASK {}")
    assert (nobody.status_code, nobody.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert asked(app.test_client(), "ASK {}", **bearer(desk, "editor")).status_code == 200
    wrong = asked(app.test_client(), "ASK {}", Authorization="Bearer nothing")
    assert (wrong.status_code, wrong.mimetype) == (401, "text/plain")
    own = Browser(app, desk, "editor").client
    assert asked(own, "ASK {}", Sec_Fetch_Site="same-origin", Origin="http://localhost").status_code == 200
    opened = app.test_client().get("/sparql", headers={"Sec-Fetch-Mode": "navigate"})
    assert (opened.status_code, opened.location) == (303, "/sign-in?next=/sparql")


@pytest.mark.parametrize("role", Role)
def test_scores_are_for_those_who_may_read_the_book(app: Flask, desk: Workspace, role: Role) -> None:
    answer = asked(app.test_client(), SCORES, **bearer(desk, role))
    described = app.test_client().get("/sparql", headers=bearer(desk, role)).get_data(as_text=True)
    allowed = may(Right.QUERY_BOOK, [role])
    assert answer.status_code == (200 if allowed else 400)
    assert ("sp:score" in described or "ns#score" in described) is allowed
    assert ("graph/candidates" in described) is allowed


@pytest.mark.parametrize(
    "hidden",
    [
        "BASE <https://w3id.org/skillpath/> SELECT (<ns%23score>('C-1', 'R-1') AS ?s) {}",
        "PREFIX x: <https://w3id.org/skillpath/ns#sc> SELECT (x:ore('C-1', 'R-1') AS ?s) {}",
        "PREFIX x: <https://w3id.org/skillpath/ns\\u0023> SELECT (x:score('C-1', 'R-1') AS ?s) {}",
        "SELECT (<https://w3id.org/skillpath/ns#\\u0073core>('C-1', 'R-1') AS ?s) {}",
    ],
)
def test_no_score_goes_round_the_log(app: Flask, desk: Workspace, hidden: str) -> None:
    before = len(logged(desk))
    answer = asked(app.test_client(), hidden, **bearer(desk, "analyst"))
    scored = '"value"' in answer.get_data(as_text=True)
    assert len(logged(desk)) - before == int(scored)


# The log -------------------------------------------------------------------------------------------


def test_a_query_of_the_book_is_logged_by_its_hash(app: Flask, desk: Workspace) -> None:
    for query in ("ASK {}", SCORES, BOOK):
        assert asked(app.test_client(), query, **bearer(desk, "analyst")).status_code == 200
    newest, before, *_ = logged(desk)
    assert (newest.by, newest.details["read"]) == ("analyst", ["candidates"])
    assert newest.details["query"] == hashlib.sha256(BOOK.encode()).hexdigest()
    assert before.details["read"] == ["https://w3id.org/skillpath/ns#score"]
    assert "C-1" not in json.dumps(before.details)


# Pages of other sites ------------------------------------------------------------------------------

ELSEWHERE = "https://elsewhere.example"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Origin": ELSEWHERE}, 403),
        ({"Origin": ELSEWHERE}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Origin": NOTEBOOK}, 200),
        ({"Sec_Fetch_Site": "none"}, 200),
        ({}, 200),
    ],
)
def test_a_page_of_another_site_asks_only_from_a_named_origin(
    app: Flask, desk: Workspace, headers: dict[str, str], status: int
) -> None:
    before = len(logged(desk))
    own = Browser(app, desk, "analyst").client
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for answer in (
        asked(own, SCORES, **headers),
        own.get("/sparql", query_string={"query": SCORES}, headers=named, buffered=True),
    ):
        assert answer.status_code == status
        allowed = answer.headers.get("Access-Control-Allow-Origin")
        assert allowed == (NOTEBOOK if headers.get("Origin") == NOTEBOOK else None)
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "Origin" in answer.vary
    assert len(logged(desk)) - before == (2 if status == 200 else 0)


def test_a_browser_may_find_out_beforehand(app: Flask, desk: Workspace) -> None:
    asked_by = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    for origin in (NOTEBOOK, ELSEWHERE):
        answer = app.test_client().options("/sparql", headers={"Origin": origin, **asked_by})
        assert answer.status_code == 200
        told = answer.headers.get("Access-Control-Allow-Headers", "")
        assert ("Authorization" in told) is (origin == NOTEBOOK)
    usual = with_accounts(desk).test_client().options("/sparql", headers={"Origin": NOTEBOOK, **asked_by})
    assert not [name for name, _ in usual.headers if name.startswith("Access-Control")]


# Other endpoints -----------------------------------------------------------------------------------


ANSWER = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "y"}}]}}'


@contextmanager
def endpoint() -> Iterator[tuple[str, list[str]]]:
    """One that answers everything, but sends who asks for /moved on; and the paths that were asked."""
    came: list[str] = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            said = ANSWER
            self.send_response(307 if self.path == "/moved" else 200)
            self.send_header("Location", "/secret")
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", came
        server.shutdown()


def test_only_the_endpoints_that_are_named_are_asked(desk: Workspace) -> None:
    with endpoint() as (elsewhere, came):
        listed = listed_endpoints(f"{elsewhere}/sparql {elsewhere}/moved")
        settings = QuerySettings(Limits(services=listed))
        client = create_app(desk, config={QUERIES: settings}).test_client()
        for silent in ("", "SILENT "):
            answer = asked(client, f"SELECT * {{ SERVICE {silent}<{elsewhere}/sparql> {{ ?x ?y ?z }} }}")
            assert answer.get_json(force=True)["results"]["bindings"][0]["x"]["value"] == "y"
        moved = asked(client, f"SELECT * {{ SERVICE <{elsewhere}/moved> {{ ?x ?y ?z }} }}")
        assert moved.status_code == 400
        for other in (
            f"<{elsewhere}/secret>",
            f"<{elsewhere}/sparql?more>",
            "?x",
            "ex:sparql",
            f"<{elsewhere}/sp\\u0061rql>",
            f"SILENT <{elsewhere}/SPARQL>",
        ):
            query = f"PREFIX ex: <{elsewhere}/> SELECT * {{ ?x ?y ?z SERVICE {other} {{ ?x ?y ?z }} }}"
            refused = asked(client, query)
            assert (refused.status_code, "SERVICE may ask only" in refused.get_data(as_text=True)) == (
                400,
                True,
            )
        assert "BasicFederatedQuery" in client.get("/sparql").get_data(as_text=True)
    assert came == ["/sparql", "/sparql", "/moved"]


@pytest.mark.parametrize(
    "text", ["data.example", "ftp://data.example/", "https://", "https://u:p@data.example/"]
)
def test_what_is_listed_is_an_address(text: str) -> None:
    for listed in (listed_endpoints, listed_origins):
        with pytest.raises(InputError, match="is not an"):
            listed(text)
    with pytest.raises(InputError, match="is not an origin"):
        listed_origins("https://notebook.example/path")
