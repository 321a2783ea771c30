"""What those who run the viewer rely on: its log, its health, its measures, its limits, its end."""

import http.client
import io
import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs

from hostile import BEST, PAGES, ROLE, candidate_path, match_path
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, WorkspaceError
from skillpath.settings import LogForm
from skillpath.web.app import create_app
from skillpath.web.exposure import EXPOSURE, Exposure
from skillpath.web.forms import TOKEN
from skillpath.web.log_form import write_log
from skillpath.web.metrics import RANKINGS
from skillpath.web.rate_limits import BURST, COSTS, LOOPBACK_TIMES
from skillpath.web.request_log import HEADER, QUIET
from skillpath.web.security import BODIES, HOSTS
from skillpath.web.serve import listen, server_on
from skillpath.web.stopping import Stop, run
from skillpath.web.token_bucket import TokenBuckets

SECRET = "a-token-that-nobody-reads"
FAR = {"REMOTE_ADDR": "192.0.2.7"}


def viewer(workspace: Workspace, exposure: Exposure) -> Flask:
    return create_app(workspace, config={HOSTS: exposure.names, EXPOSURE: exposure, TOKEN: SECRET})


@pytest.mark.parametrize(
    ("sent", "kept"), [("trace.7f-3_A", True), ("short", False), ("a" * 65, False), ("two words!", False)]
)
def test_a_request_keeps_its_id_if_it_is_one(client: FlaskClient, sent: str, kept: bool) -> None:
    answer = client.get("/nowhere", headers={HEADER: sent})
    named = answer.headers[HEADER]
    assert (named == sent) is kept
    assert named in answer.get_data(as_text=True)
    problem = client.get("/api/v1/roles/none/candidates", headers={HEADER: sent})
    assert problem.get_json()["request_id"] == problem.headers[HEADER]


def test_the_log_names_routes_and_nobody(workspace: Workspace) -> None:
    asked = viewer(workspace, Exposure()).test_client()
    with capture_logs() as lines:
        for path in [*PAGES.values(), "/search?q=Erika+Mustermann", "/shared/secret-of-a-link"]:
            asked.get(path)
        form = {"token": SECRET, "act": "look", "by": "K-77", "reason": "call Erika Mustermann"}
        asked.post(candidate_path().partition("?")[0], data=form)
        asked.post("/intake", data={"token": "wrong"})
    written = json.dumps(lines)
    assert {line["event"] for line in lines} == {"request"}
    assert {line["route"] for line in lines} >= {"/roles/<path:role_id>", "/shared/<token>", "/intake"}
    for held in (SECRET, "secret-of-a-link", "Mustermann", "K-77", BEST, ROLE, "C-3", "as_of", "img src"):
        assert json.dumps(held)[1:-1] not in written


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What this process logs meanwhile, as JSON lines."""
    root, text = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    write_log(LogForm.JSON, to=text)
    yield text
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_a_line_is_json_and_no_traceback_of_a_library_is_in_it(logged: io.StringIO) -> None:
    structlog.get_logger().info("request", route="/Ü\n")
    try:
        raise ValueError("of Erika")
    except ValueError:
        logging.getLogger("waitress").exception("Exception when servicing")
    ours, theirs = map(json.loads, logged.getvalue().splitlines())
    assert (ours["event"], ours["route"], ours["level"]) == ("request", "/Ü\n", "info")
    assert (theirs["logger"], theirs["error"], theirs["level"]) == ("waitress", "ValueError", "error")
    assert "Erika" not in logged.getvalue()


def test_tables_of_endpoints_name_endpoints(client: FlaskClient) -> None:
    known = {rule.endpoint for rule in client.application.url_map.iter_rules()}
    assert {*QUIET, *RANKINGS, *COSTS, *BODIES} <= known


class Failing(Workspace):
    """A workspace of which one part cannot be used."""

    def __init__(self, whole: Workspace, part: str) -> None:
        self._whole, self._part = whole, part

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        if name == self._part:
            raise WorkspaceError("the book /secret/place cannot be used: password guess")
        return self if name == "renewed" else getattr(self._whole, name)

    def __call__(self) -> Workspace:
        return self


@pytest.mark.parametrize(("part", "check"), [("book", "book"), ("network", "ontology"), ("pool", "pool")])
def test_who_cannot_work_says_what_fails_and_no_more(workspace: Workspace, part: str, check: str) -> None:
    asked = create_app(Failing(workspace, part)).test_client()
    answer = asked.get("/readyz")
    told = answer.get_json()
    assert (answer.status_code, told["ready"]) == (503, False)
    assert [name for name, said in told["checks"].items() if said != "ok"] == [check]
    assert "secret" not in answer.get_data(as_text=True)
    assert asked.get("/healthz").data == b"ok\n"


def test_who_can_work_says_so(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, set(answer.get_json()["checks"].values())) == (200, {"ok"})


def measures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Name and the values of its labels, in the order of their names → value."""
    text = client.get("/metrics").get_data(as_text=True)
    return {
        (sample.name, *(sample.labels[label] for label in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_rankings_and_files_are_counted(workspace: Workspace) -> None:
    asked = viewer(workspace, Exposure()).test_client()
    asked.get(PAGES["role"])
    asked.get(match_path())
    for name in ("EVERY", "NAME", "THERE"):
        asked.open(f"/nowhere/{name}", method=name)
    asked.post("/intake", data={"token": SECRET, "by": "K-1", "files": (io.BytesIO(b""), "empty.pdf")})
    found = measures(asked)
    assert found["skillpath_rankings_total",] == 1
    assert found["skillpath_requests_total", "GET", "/roles/<path:role_id>", "200"] == 1
    assert found["skillpath_requests_total", "OTHER", "-", "404"] == 3
    assert found["skillpath_intake_files_total", "empty"] == 1
    assert found["skillpath_request_seconds_count", "-"] == 3
    assert found["skillpath_pool_candidates",] == len(workspace.pool.now())
    assert found["skillpath_pool_age_seconds",] >= 0
    assert found["skillpath_release", workspace.release.name] == 1
    assert found["process_resident_memory_bytes",] > 0
    assert BEST not in str(found)


def test_a_defect_is_counted_by_its_kind() -> None:
    class Broken(Workspace):
        def __init__(self) -> None:
            pass

        def renewed(self) -> Workspace:
            raise KeyError

        def __getattribute__(self, name: str) -> Any:
            if name == "pool":
                raise WorkspaceError
            return object.__getattribute__(self, name)

    asked = create_app(Broken()).test_client()
    assert asked.get("/").status_code == 500
    assert measures(asked)["skillpath_errors_total", "KeyError"] == 1


@pytest.mark.parametrize(
    ("exposure", "asked", "status"),
    [
        (Exposure(), {}, 200),
        (Exposure(), {"environ_base": FAR}, 403),
        (Exposure(public="https://desk.example"), {"headers": {"Host": "desk.example"}}, 403),
        (Exposure(open_metrics=True), {"environ_base": FAR}, 200),
    ],
)
def test_the_metrics_are_read_here_unless_they_are_opened(
    workspace: Workspace, exposure: Exposure, asked: dict[str, Any], status: int
) -> None:
    assert viewer(workspace, exposure).test_client().get("/metrics", **asked).status_code == status


def test_a_public_address_gives_its_name_and_asks_for_https(workspace: Workspace) -> None:
    asked = viewer(workspace, Exposure(public="https://Desk.example:8443")).test_client()
    answer = asked.get("/scores?lang=de", base_url="https://desk.example")
    assert answer.status_code == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert "; Secure" in answer.headers["Set-Cookie"]
    plain = asked.get("/scores?lang=de", base_url="http://127.0.0.1")
    assert "Strict-Transport-Security" not in plain.headers
    assert "Secure" not in plain.headers["Set-Cookie"]
    assert asked.get("/", base_url="https://other.example").status_code == 400


@pytest.mark.parametrize(
    ("proxy", "told", "status"),
    [("127.0.0.1", "192.0.2.7", 403), ("", "192.0.2.7", 403), ("192.0.2.1", "192.0.2.7", 200)],
)
def test_who_asks_is_what_the_named_proxy_says(
    workspace: Workspace, proxy: str, told: str, status: int
) -> None:
    """The metrics are read from this machine only: whose word counts on where a request comes from?"""
    listener = listen("127.0.0.1", 0)
    server = server_on(listener, workspace, Exposure(proxy=proxy))
    stop = Stop(server)
    thread = threading.Thread(target=run, args=(server, stop), kwargs={"within": 5}, daemon=True)
    thread.start()
    with closing(http.client.HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=60)) as asked:
        asked.request("GET", "/metrics", headers={"X-Forwarded-For": told, "X-Forwarded-Host": "a.example"})
        answer = asked.getresponse()
        answer.read()
    stop.ask()
    thread.join(timeout=60)
    assert answer.status == status


@pytest.mark.parametrize("public", ["desk.example", "ftp://desk.example", "https://", "https://a.example/x"])
def test_a_public_address_that_is_none_is_refused(public: str) -> None:
    with pytest.raises(InputError, match="no public address"):
        Exposure(public=public)


def test_only_a_viewer_without_anything_before_it_is_local() -> None:
    assert Exposure("::1").is_local
    assert not Exposure("0.0.0.0").is_local
    assert not Exposure(public="https://desk.example").is_local
    assert not Exposure(proxy="192.0.2.1").is_local


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that stand until they are set."""
    now = [0.0]
    monkeypatch.setattr("skillpath.web.rate_limits.time.monotonic", lambda: now[0])
    return now


def test_who_asks_too_much_is_told_how_long_to_wait(workspace: Workspace, clock: list[float]) -> None:
    asked = viewer(workspace, Exposure(per_minute=60)).test_client()
    got = [asked.get("/scores", environ_base=FAR).status_code for _ in range(BURST + 1)]
    assert got == [200] * BURST + [429]
    answer = asked.get("/api/v1/roles", environ_base=FAR)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    assert answer.get_json()["status"] == 429
    assert asked.get("/static/skillpath.css", environ_base=FAR, buffered=True).status_code == 200
    assert asked.get("/healthz", environ_base=FAR).status_code == 200
    assert asked.get("/scores", environ_base={"REMOTE_ADDR": "192.0.2.8"}).status_code == 200
    clock[0] = 1.0
    assert asked.get("/scores", environ_base=FAR).status_code == 200
    assert asked.get("/scores", environ_base=FAR).status_code == 429


def test_this_machine_may_ask_more_and_an_ipv6_network_is_one(
    workspace: Workspace, clock: list[float]
) -> None:
    asked = viewer(workspace, Exposure(per_minute=4)).test_client()
    statuses = [asked.get("/scores").status_code for _ in range(LOOPBACK_TIMES)]
    assert set(statuses) == {200}
    network = [{"REMOTE_ADDR": f"2001:db8::{last}"} for last in (1, 2)]
    assert [asked.get("/scores", environ_base=one).status_code for one in network] == [200, 429]
    clock[0] = 0.0


@given(st.lists(st.tuples(st.floats(0, 5), st.sampled_from([1.0, 2.0, 7.0])), max_size=60))
def test_no_stretch_of_time_gives_more_than_a_bucket_and_its_rate(asked: list[tuple[float, float]]) -> None:
    buckets, at, taken = TokenBuckets(rate=2, capacity=5), 0.0, []
    for later, cost in asked:
        at += later
        wait = buckets.wait("one", at=at, cost=cost)
        assert wait >= 0
        if not wait:
            taken.append((at, min(cost, 5)))
        else:
            assert buckets.wait("one", at=at + wait + 1e-6, cost=cost) == 0
            at += wait + 1e-6
            taken.append((at, min(cost, 5)))
    for n, (begin, _) in enumerate(taken):
        for m in range(n, len(taken)):
            within = sum(cost for _, cost in taken[n : m + 1])
            assert within <= 5 + 2 * (taken[m][0] - begin) + 1e-6


def test_the_bucket_used_longest_ago_is_forgotten() -> None:
    buckets = TokenBuckets(rate=1, capacity=1, keys=2)
    assert [buckets.wait(key, at=0) for key in "abca"] == [0, 0, 0, 0]
    assert buckets.wait("c", at=0) == 1


@pytest.mark.parametrize(("within", "finished"), [(60.0, True), (0.0, False)])
def test_what_has_begun_is_finished_and_nothing_new_is_taken(
    workspace: Workspace, within: float, finished: bool
) -> None:
    listener = listen("127.0.0.1", 0)
    server = server_on(listener, workspace)
    port, stop, left = listener.getsockname()[1], Stop(server), []
    thread = threading.Thread(target=lambda: left.append(run(server, stop, within=within)), daemon=True)
    thread.start()
    with closing(idle(port)) as silent, socket.create_connection(("127.0.0.1", port), timeout=60) as begun:
        begun.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n\r\n")
        while not any(channel.request for channel in [*server.active_channels.values()]):
            time.sleep(0.01)
        stop.ask()
        assert silent.sock.recv(1) == b""  # nothing was asked on it: it is closed
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=60)
        if finished:
            begun.sendall(b"x")
        answer = begun.makefile("rb").read()
    thread.join(timeout=60)
    assert left == [0 if finished else 1]
    assert answer.endswith(b"ok\n") is finished


def idle(port: int) -> http.client.HTTPConnection:
    """A connection that was used, and stays open."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    return connection
