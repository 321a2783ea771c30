"""The viewer as a server: its address, and what is said when it cannot have it."""

import http.client
import socket
import threading
from urllib.parse import urlsplit

import pytest

from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.web import serve as serving
from skillpath.web.exposure import Exposure
from skillpath.web.serve import address, listen, serve, server_on


def test_serving_prints_the_address(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    def server(listener: socket.socket, *_: object) -> None:
        taken.append(listener)

    monkeypatch.setattr(serving, "server_on", server)
    monkeypatch.setattr(serving, "run", lambda *_, **__: 0)
    serve(workspace, 0)
    (listener,) = taken
    with listener:
        port = listener.getsockname()[1]
    said = capsys.readouterr().out.splitlines()[0]
    assert said == f"SkillPath is at http://127.0.0.1:{port}/ (Ctrl+C stops it)"


def test_a_port_in_use_is_named_with_the_remedy() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SkillPathError, match=rf"127\.0\.0\.1:{port}: another program uses it.*--port"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("127.0.0.1", 65536, "from 1 to 65535 with --port"),
        ("192.0.2.1", 0, "this machine has no such address"),
        ("no such host", 0, "Check --host"),
    ],
)
def test_an_address_that_cannot_be_had_is_an_error_of_ours(host: str, port: int, said: str) -> None:
    with pytest.raises(SkillPathError, match=said):
        listen(host, port)


def test_an_ipv6_address_stands_in_brackets() -> None:
    with listen("::1", 0) as listener:
        assert address(listener, "::1") == f"http://[::1]:{listener.getsockname()[1]}/"


def test_the_server_says_no_more_of_itself_than_it_must(origin: str) -> None:
    answer = ask(origin, "GET", "/")
    assert answer.status == 200
    assert answer.getheader("Server") is None


def test_a_body_is_refused(origin: str) -> None:
    assert ask(origin, "GET", "/", body="x" * 10_000).status == 413


def ask(origin: str, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=30)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    return answer


def test_a_host_that_was_asked_for_is_answered(workspace: Workspace) -> None:
    listener = listen("127.0.0.1", 0)
    server = server_on(listener, workspace, Exposure("Desk.example"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    port = listener.getsockname()[1]
    statuses = []
    for name in ("desk.example", "other.example"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/", headers={"Host": f"{name}:{port}"})
        statuses.append(connection.getresponse().status)
        connection.close()
    server.trigger.pull_trigger(server.close)
    thread.join()
    assert statuses == [303, 400]  # to the page to sign in, and nowhere
