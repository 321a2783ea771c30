"""A hundred hostile queries against a server that runs: they are refused or stopped, and others answered."""

import json
import socket
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import hostile
from skillpath.agency.workspace import Workspace
from skillpath.bench.hostile import sent
from skillpath.bench.hostile_queries import Attack, attacks
from skillpath.ontology.sparql.question import Limits
from skillpath.web.asking import QuerySettings
from viewers import serving

SECONDS = 1.0
SETTINGS = QuerySettings(Limits(SECONDS, 256), workers=3, waiting=8)
USERS = ("127.0.0.2", "127.0.0.3", "127.0.0.4")
"""Where the attackers come from: where nobody signs in, an address is a user."""

GOOD = b"SELECT ?label { ?s skos:prefLabel ?label } ORDER BY ?label"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where answers are written."""
    folder = tmp_path_factory.mktemp("answers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


@pytest.fixture(scope="module")
def origin(workspace: Workspace, answers: Path) -> Iterator[str]:
    assert answers.is_dir()
    with serving(workspace, queries=SETTINGS) as place:
        yield place


def good(origin: str) -> list[str]:
    status, text = sent(origin, GOOD)
    assert status == 200, text
    return [row["label"]["value"] for row in json.loads(text)["results"]["bindings"]]


def test_a_hundred_hostile_queries_stop_nobody_else(origin: str, answers: Path) -> None:
    tried = attacks()
    assert len(tried) >= 100
    over = threading.Event()
    found: list[list[str]] = []

    def normal() -> None:
        while not over.is_set():
            found.append(good(origin))

    def attack(number: int, one: Attack) -> tuple[Attack, int, bytes]:
        return (one, *sent(origin, one.body, one.kind, source=USERS[number % len(USERS)]))

    with ThreadPoolExecutor(len(USERS) + 1) as pool:
        meanwhile = pool.submit(normal)
        ended = list(pool.map(attack, range(len(tried)), tried))
        over.set()
        meanwhile.result()
    assert found
    assert all(answer == sorted(hostile.LABELS.values()) for answer in found)
    assert [one.name for one, status, _ in ended if status not in {200, 400, 413, 415, 503}] == []
    assert [one.name for one, status, _ in ended if one.runs and status != 503] == []
    for one, status, text in ended:
        if status == 200:  # it was no bomb here: then the answer is whole
            assert text.endswith((b"}", b"\n")), one.name
        else:
            assert b"Traceback" not in text, one.name
    assert good(origin) == sorted(hostile.LABELS.values())
    assert list(answers.iterdir()) == []


def test_who_sends_and_reads_slowly_keeps_nobody_waiting(origin: str) -> None:
    host, port = urlsplit(origin).hostname, urlsplit(origin).port
    head = b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
    slow = []
    try:
        for number in range(150):
            one = socket.create_connection((host, port), timeout=60)
            slow.append(one)
            one.sendall(head + b"Content-Length: 6\r\n\r\nASK" if number % 2 else head)
        assert good(origin) == sorted(hostile.LABELS.values())
        slow[1].sendall(b" {}")
        assert slow[1].recv(12) == b"HTTP/1.1 200"
    finally:
        for one in slow:
            one.close()
    assert good(origin) == sorted(hostile.LABELS.values())


def test_who_goes_away_leaves_the_place_at_once(workspace: Workspace, answers: Path) -> None:
    crossed = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(40))
    body = f"SELECT (COUNT(*) AS ?n) {{ {crossed} }}".encode()
    head = (
        "POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/sparql-query\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    long = QuerySettings(Limits(120.0, 256), workers=2, waiting=8)  # one place for each user
    with serving(workspace, queries=long) as place:
        host, port = urlsplit(place).hostname, urlsplit(place).port
        with socket.create_connection((host, port), timeout=60) as asking:
            asking.sendall(head.encode() + body)
            asking.settimeout(0.5)
            with pytest.raises(TimeoutError):  # it is being answered
                asking.recv(1)
        assert good(place) == sorted(hostile.LABELS.values())
    assert list(answers.iterdir()) == []
