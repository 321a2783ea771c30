"""SPARQL endpoints as sources, and servers that mean no good: each a clear outcome within its limits."""

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from firms import BROAD_ROLE, DAY, Respond, answering, firm, iri, reply
from skillpath.agency.matching import matcher_for
from skillpath.agency.sources import fetching
from skillpath.agency.sources.answer import Answer, Question, State
from skillpath.agency.sources.asking import ask_all
from skillpath.agency.sources.endpoint import RESULTS
from skillpath.agency.sources.source import Kind, Source
from skillpath.agency.workspace import Workspace
from skillpath.errors import SourceError
from skillpath.ontology.vocabulary import JOB, SKILL
from skillpath.reasoner.candidate import Candidate, Claim, Spell

DOCUMENT = Path(__file__).parents[2] / "docs" / "sources.md"

MAPPING = "SELECT ?code ?jobType WHERE { ?code a ?jobType }"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return firm(tmp_path_factory.mktemp("http") / "workspace")


@pytest.fixture(scope="module")
def never() -> Iterator[threading.Event]:
    """What a server waits for that hangs."""
    event = threading.Event()
    yield event
    event.set()


def asked(
    workspace: Workspace,
    address: str,
    *,
    kind: Kind = Kind.SPARQL,
    mapping: str = MAPPING,
    seconds: float = 20,
) -> Answer:
    query = mapping if kind is Kind.SPARQL else None
    source = Source("shared", kind, address, query, seconds=seconds, most=10)
    (answer,) = ask_all([source], matcher_for(workspace, BROAD_ROLE, None, DAY), top=5)
    return answer


def results(*rows: dict[str, str]) -> bytes:
    bindings = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {}, "results": {"bindings": bindings}}).encode()


def test_the_mapping_query_makes_candidates_of_rows(workspace: Workspace) -> None:
    questions = []
    spell = {"code": "A", "jobType": iri("clerk"), "industry": iri("clinic"), "start": "2020-01-01"}
    body = results(
        {**spell, "skill": iri("pay"), "licence": "ADR"},
        {**spell, "skill": iri("tax"), "licence": "forklift", "skillLevel": "0.5", "onFloor": "false"},
        {"code": "B", "location": "DE", "availableFrom": "2026-12-01T00:00:00Z", "sameAs": "key"},
        {"code": "B", "start": "soon"},
        {"jobType": iri("clerk")},
    )

    def respond(handler: BaseHTTPRequestHandler) -> None:
        questions.append(parse_qs(handler.question.decode()))  # type: ignore[attr-defined]
        reply(handler, body, kind=f"{RESULTS}; charset=utf-8")

    with answering(respond) as address:
        found = asked(workspace, f"{address}/sparql").found
    assert questions == [{"query": [MAPPING]}]
    worked = Spell(iri("clerk"), iri("clinic"), date(2020, 1, 1))
    assert [one.candidate for one in found.people] == [
        Candidate("A", (worked,), (Claim(iri("pay")), Claim(iri("tax"), 0.5)), licences=("ADR", "forklift")),
        Candidate("B", location="DE", available_from=date(2026, 12, 1)),
    ]
    assert [one.same_as for one in found.people] == [None, "key"]
    assert found.state is State.PARTIAL
    assert "2 rows were not understood (row 4: start: “soon” is no day" in found.reasons[0]
    assert "row 5: no ?code" in found.reasons[0]


def test_the_documented_mapping_works_on_a_real_store(workspace: Workspace) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    (data,), (query,) = (
        re.findall(rf"^```{kind}\n(.*?)^```$", document, re.MULTILINE | re.DOTALL)
        for kind in ("turtle", "sparql")
    )
    store = Store()
    store.load(data.encode(), format=RdfFormat.TURTLE)

    def respond(handler: BaseHTTPRequestHandler) -> None:
        (asked_query,) = parse_qs(handler.question.decode())["query"]  # type: ignore[attr-defined]
        solutions = store.query(asked_query)
        assert isinstance(solutions, QuerySolutions)
        body = solutions.serialize(format=QueryResultsFormat.JSON)
        assert body is not None
        reply(handler, body, kind=RESULTS)

    with answering(respond) as address:
        found = asked(workspace, address, mapping=query).found
    assert found.state is State.ALL
    spells = (Spell(f"{JOB}payroll-clerk", None, date(2014, 4, 1)),)
    assert [(one.candidate.code, one.candidate.spells) for one in found.people] == [
        ("P-1", spells),
        ("P-2", ()),
    ]
    assert [sorted(claim.skill for claim in one.candidate.claims) for one in found.people] == [
        [f"{SKILL}payroll-processing"],
        [f"{SKILL}collective-agreements", f"{SKILL}spreadsheets"],
    ]


def _redirect(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(307)
    handler.send_header("Location", "http://elsewhere.example/\x1b[31m")
    handler.end_headers()


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 2**20)


def _announced(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", RESULTS)
    handler.send_header("Content-Length", str(2**30))
    handler.end_headers()


def _says(body: bytes, *, kind: str = RESULTS, status: int = 200) -> Respond:
    return lambda handler: reply(handler, body, kind=kind, status=status)


@pytest.mark.parametrize(
    ("respond", "said"),
    [
        (_says(b"<html>sign in", kind="text/html"), "answers with text/html instead of"),
        (_says(b'{"results": '), "what is no JSON"),
        (_says(b"[" * 100_000), "what is no JSON"),
        (_says(b"\xff\xfe\xfa"), "what is no JSON"),
        (_says(b"[]"), "no result of a SELECT query"),
        (_says(b'{"results": {"bindings": [3]}}'), "no result of a SELECT query"),
        (_says(b'{"results": {"bindings": [{"code": "A"}]}}'), "no result of a SELECT query"),
        (_says(b'{"boolean": true}'), "no result of a SELECT query"),
        (_says(b"", status=500), "refuses with status 500: Internal Server Error"),
        (
            _says(b'{"detail": "not today"}', kind="application/problem+json", status=403),
            "refuses with status 403: not today",
        ),
        (_redirect, "redirects to http://elsewhere.example/ [31m: no redirect is followed"),
        (_announced, "answers with more than 64 MB"),
        (lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"), "no answer over HTTP"),
        (lambda handler: handler.wfile.write(b""), "no answer over HTTP"),
    ],
)
def test_an_answer_that_is_none_is_refused_with_the_reason(
    workspace: Workspace, respond: Respond, said: str
) -> None:
    with answering(respond) as address:
        answer = asked(workspace, address)
    assert answer.found.state is State.NOTHING
    assert said in answer.found.reasons[0]


def test_what_is_too_large_is_cut_off(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 3 * 2**20)
    with answering(_endless) as address:
        assert asked(workspace, address).found.reasons == ("answers with more than 3 MB",)


@pytest.mark.parametrize("piece", [b"", b"HTTP/1.1 200 OK\r\n", b"H"])
def test_who_hangs_is_left_alone_after_the_time_agreed(
    workspace: Workspace, never: threading.Event, piece: bytes
) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        while not never.wait(0.05):
            handler.wfile.write(piece)

    with answering(drip) as address:
        answer = asked(workspace, address, seconds=0.3)
    assert answer.found.reasons == ("timed out after 0.3 seconds",)


def test_what_an_answer_says_that_was_cut_off_is_no_reason(workspace: Workspace) -> None:
    over = Question(matcher_for(workspace, BROAD_ROLE, None, DAY), 5, 0.3, time.monotonic())
    with pytest.raises(SourceError, match=r"timed out after 0\.3 seconds"), fetching._in_words(over):
        raise SourceError("answers with text/plain instead of JSON")
    later = replace(over, until=time.monotonic() + 60)
    with pytest.raises(SourceError, match="answers with text/plain"), fetching._in_words(later):
        raise SourceError("answers with text/plain instead of JSON")


def test_a_connection_to_who_drips_is_closed(workspace: Workspace, never: threading.Event) -> None:
    """The thread ends too: the server sees that nobody reads any more."""
    gone = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            while not never.wait(0.02):
                handler.wfile.write(b"X-Header: more\r\n")
        finally:
            gone.set()

    with answering(drip) as address:
        asked(workspace, address, seconds=0.2)
        assert gone.wait(30)


def test_nobody_at_the_address(workspace: Workspace) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "Connection refused" in asked(workspace, f"http://127.0.0.1:{port}/").found.reasons[0]


def test_a_plain_server_under_https_is_no_answer(workspace: Workspace) -> None:
    with answering(_says(b"{}")) as address:
        (reason,) = asked(workspace, address.replace("http", "https")).found.reasons
    assert reason.startswith("no answer over HTTP")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"[]", "no list of candidates"),
        (b'{"total": "many", "candidates": []}', "no list of candidates"),
        (b'{"total": 1, "candidates": {"code": "A"}}', "no list of candidates"),
        (b'{"total": 2, "candidates": [7, {"code": "A"}]}', "candidate 1: no candidate"),
        (b'{"total": 1, "candidates": [{"code": "A", "spells": 7}]}', "candidate 1, spells: no start"),
        (b'{"total": 1, "candidates": [{"code": "A", "spells": ["x"]}]}', "candidate 1, spells: no start"),
    ],
)
def test_another_skillpath_may_talk_nonsense(workspace: Workspace, body: bytes, said: str) -> None:
    with answering(_says(body, kind="application/json")) as address:
        answer = asked(workspace, address, kind=Kind.SKILLPATH)
    assert answer.found.state is not State.ALL
    assert said in answer.found.reasons[0]
