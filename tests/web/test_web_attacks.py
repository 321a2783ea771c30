"""OWASP's Top Ten of 2021, as far as it is not about accounts, tried against a server that really runs."""

import ast
import http.client
import json
import pickle
import re
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

import cvs
import hostile
from skillpath.agency.workspace import Workspace
from skillpath.bench.load_server import running
from skillpath.bench.soak_visits import KINDS, Known, Visitor
from skillpath.web.app import create_app
from skillpath.web.security import HEADERS
from workspaces import small_workspace


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


class Victim:
    """A server that runs, its workspace and its log."""

    def __init__(self, origin: str, workspace: Workspace, log: Path) -> None:
        self.origin, self.workspace, self.log = origin, workspace, log
        self.token = (re.search(r'name="token" value="([^"]+)"', self.ask("/intake").text) or ["", ""])[1]

    def ask(self, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """What is answered; a path goes as it is written, whatever it holds."""
        connection = http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=120)
        connection._validate_path = lambda _: None  # type: ignore[attr-defined]
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body or None, given)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def send(self, path: str, **fields: str) -> Answer:
        """What comes of a form."""
        body = urlencode({"token": self.token, **fields}).encode()
        return self.ask(path, "POST", body, Content_Type="application/x-www-form-urlencoded")

    def upload(self, name: str, data: bytes) -> Answer:
        """What comes of a file."""
        head = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        said = "".join(head.format(*pair) for pair in (("token", self.token), ("by", "K-1"))).encode()
        file = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        body = said + file + data + b"\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        return self.ask("/intake", "POST", body, Content_Type=kind, Accept="application/json")

    @property
    def lines(self) -> list[dict[str, object]]:
        """The log, line by line."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    folder = tmp_path_factory.mktemp("attacked")
    workspace = small_workspace(folder / "workspace", hostile.ontology().serialize(format="turtle"))
    people = [replace(one, code=f"C-{n:03}") for n, one in enumerate(hostile.candidates(), start=1)]
    workspace.book.put(people, [replace(role, id=f"R-{n:02}") for n, role in enumerate(hostile.roles(), 1)])
    workspace.pool.now()
    log = folder / "log"
    with log.open("w", encoding="utf-8") as file, running(workspace.folder, log=file) as server:
        yield Victim(server.origin, workspace, log)


PLACES = (
    "/roles/{}",
    "/roles/R-01/candidates/{}",
    "/roles/{}/why-not/C-001",
    "/print/roles/R-01/candidates/{}",
    "/candidates/{}",
    "/queries/{}",
    "/queries/{}/edit",
    "/candidates/{}/delete",
    "/shared/{}",
    "/static/{}",
    "/intake/{}",
    "/api/v1/roles/{}/candidates",
    "/api/v1/candidates/{}",
    "/search?q={}",
    "/candidates?q={}",
    "/candidates?licence={}&location={}",
    "/concepts?iri={}",
    "/api/v1/concepts?iri={}",
    "/search/names?kind={}&q={}",
    "/query?run=1&query={}&sort={}&in={}&view={}&across={}&answer={}",
    "/query?run=1&query=SELECT+*+%7B%3Fs+a+%3Fk%7D&sort={}&in={}&view={}&up={}&answer={}",
    "/query/workbook?query={}",
    "/query/terms?q={}",
    "/roles/R-01?profile={}&as_of={}",
    "/roles/R-01?ask={}&worked-in={}",
    "/print/roles/R-01/candidates/C-001?for={}&lang={}",
    "/roles/R-01/compare?code={}&code=C-001",
    "/roles/R-01/candidates/{}/compare/C-001",
    "/api/v1/roles/{}/comparison?code=C-001&code=C-002",
    "/api/v1/roles/R-01/candidates/{}",
    "/api/v1/drafts/{}",
    "/users/{}",
    "/audit/{}",
    "/edit/{}",
    "/edit/history?concept={}&by={}&kind={}&release={}&copy={}&since={}",
    "/edit/{}/changes/{}",
    "/edit/{}/concept?iri={}&under={}",
    "/edit/{}/grid?kind={}&q={}&in={}&page={}",
    "/edit/{}/operations?iri={}",
    "/edit/{}/names?kind={}&q={}",
    "/edit/{}/golden",
    "/edit/{}/impact",
    "/edit/{}/quality?rule={}&page={}",
    "/edit/{}/sheet?sheet={}&origin={}&seen={}",
    "/edit/{}/sheet/file?scheme={}&origin={}&as={}",
    "/edit/{}/suggestions?kind={}&page={}",
    "/edit/releases/{}",
    "/roles/{}/then/{}?on={}&release={}",
    "/edit/{}/tree?kind={}&open={}&move={}&from={}",
)
"""Where something from outside comes in."""


def test_every_address_with_something_in_it_is_a_place(victim: Victim) -> None:
    rules = create_app(victim.workspace).url_map
    asked = rules.bind("127.0.0.1")
    tried = {asked.match(place.replace("{}", "1").partition("?")[0])[0] for place in PLACES}
    missing = {
        rule.endpoint for rule in rules.iter_rules() if rule.arguments and "GET" in (rule.methods or ())
    } - tried
    assert missing == set()


def asked_everywhere(victim: Victim, value: str) -> Iterator[tuple[str, Answer]]:
    """The answers with a value in each place, none of which may be a defect."""
    for place in PLACES:
        path = place.replace("{}", value)
        answer = victim.ask(path)
        assert answer.status in {200, 302, 303, 308, 400, 404, 410}, (path, answer.status)
        yield path, answer


# A01 Broken access control (rights: tests of the accounts) -----------------------------------------


OUTSIDE = (
    "../../../../../../etc/passwd",
    "..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/%2e%2e/workspace.json",
    "..%252f..%252fetc%252fpasswd",
    "..%5c..%5cworkspace.json",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "file:%2f%2f%2fetc%2fpasswd",
    "book.sqlite%00.css",
    "%c0%ae%c0%ae/workspace.json",
    "a" * 5000,
)


@pytest.mark.parametrize("value", OUTSIDE)
def test_no_path_leads_out_of_the_house(victim: Victim, value: str) -> None:
    for path, answer in asked_everywhere(victim, value):
        assert "root:" not in answer.text, path
        assert '"format"' not in answer.text, path
        assert "SQLite format" not in answer.text, path


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "evil%00.txt", "a\tb"]
)
def test_the_name_of_a_file_is_no_path(victim: Victim, name: str) -> None:
    known = everything(victim.workspace.folder.parent)
    (taken,) = json.loads(victim.upload(name, f"Payroll clerk\n2015 - 2019 {name!r}\n".encode()).text)
    assert taken["refused"] is None
    assert not {"/", "\\", "\0"} & set(taken["file"])
    kept = {"kept-lexicon", "cache"}
    new = {path for path in everything(victim.workspace.folder.parent) - known if not kept & set(path.parts)}
    assert [path for path in new if "evil" in path.name] == []
    assert not Path("/etc/evil.txt").exists()


def everything(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


@pytest.mark.parametrize(
    "path", ["/intake", "/candidates/C-001", "/candidates/C-001/delete", "/candidates/duplicates"]
)
@pytest.mark.parametrize(
    ("token", "site"), [("", None), ("guessed", None), ("own", "cross-site"), ("own", "same-site")]
)
def test_no_form_of_another_site_is_taken(victim: Victim, path: str, token: str, site: str | None) -> None:
    said = urlencode({"token": victim.token if token == "own" else token, "code": "C-001"})
    kind = {"Content_Type": "application/x-www-form-urlencoded"}
    sent = victim.ask(path, "POST", said.encode(), **kind, **({"Sec_Fetch_Site": site} if site else {}))
    assert sent.status == 403
    assert "C-001" in victim.workspace.book.codes()


# A02 Cryptographic failures ------------------------------------------------------------------------


def test_secrets_are_long_and_chance_and_links_are_kept_as_hashes(victim: Victim) -> None:
    assert len(victim.token) >= 43
    made = victim.send("/print/roles/R-01/candidates/C-001/links?for=client&lang=en", by="K-1", days="1")
    (secret,) = set(re.findall(r"/shared/([\w-]+)", made.text))
    assert len(secret) >= 43
    assert victim.ask(f"/shared/{secret}").status == 200
    held = b"".join(path.read_bytes() for path in victim.workspace.folder.glob("book.sqlite*"))
    assert secret.encode() not in held
    assert secret not in victim.log.read_text(encoding="utf-8")


def test_cookies_are_read_by_nobody_else(victim: Victim) -> None:
    cookie = victim.ask("/scores?lang=fr").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


# A03 Injection -------------------------------------------------------------------------------------


INJECTED = (
    "' OR '1'='1",
    "'; DROP TABLE candidate; --",
    'x" UNION SELECT name, sql FROM sqlite_master --',
    'NEAR("a" "b", 2) OR *',
    "skos:a } UNION { ?s ?p ?o } #",
    "> <urn:x> . } ; DELETE WHERE { ?s ?p ?o } #",
    hostile.TEMPLATE,
    "%(password)s %s %n {0.__class__}",
    "<svg/onload=alert(7373)>",
    "a\r\nSet-Cookie: stolen=1\r\n\r\n<b>split</b>",
    'a\n{"event": "forged", "level": "info"}',
    "\x00\x1b[31mred\u202e",
    "$(touch evil) `touch evil` | touch evil ; touch evil",
)


@pytest.mark.parametrize("value", INJECTED)
def test_what_comes_in_is_text_and_nothing_else(victim: Victim, value: str) -> None:
    before = len(victim.workspace.book.codes()), len(victim.workspace.book.roles())
    for path, answer in asked_everywhere(victim, quote(value, safe="")):
        assert "stolen" not in str(answer.headers), path
        assert hostile.WORKED_OUT not in answer.text, path
        assert "html" not in answer.headers["Content-Type"] or "<svg/onload" not in answer.text, path
        assert "sqlite_master (" not in answer.text, path
        assert "CREATE TABLE" not in answer.text, path
    assert (len(victim.workspace.book.codes()), len(victim.workspace.book.roles())) == before
    assert not (Path.cwd() / "evil").exists()


def test_no_line_of_the_log_is_forged(victim: Victim) -> None:
    for value in INJECTED:
        victim.ask(f"/roles/{quote(value, safe='')}", User_Agent="x", X_Request_ID=quote(value))
    assert {line["event"] for line in victim.lines} <= {"request", "cannot be read"}


def test_what_is_sent_is_shown_as_it_was_written(victim: Victim) -> None:
    for value in INJECTED[:9]:
        said = victim.send("/candidates/C-002", action="note", by="K-1", note=value)
        assert said.status == 303
    page = victim.ask("/candidates/C-002").text
    for value in INJECTED[:9]:
        assert escape(value).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page


# A04 Insecure design -------------------------------------------------------------------------------


def test_bombs_and_floods_are_refused_with_a_reason(victim: Victim) -> None:
    bomb = cvs.packed({"word/document.xml": b"<" * (20 << 20)})
    nested = cvs.packed({"inner.zip": cvs.packed({"cv.txt": "Clerk"})})
    for name, data, why in (("cv.docx", bomb, "unpacks"), ("cv.zip", nested, "archive")):
        (taken,) = json.loads(victim.upload(name, data).text)
        assert why in taken["refused"]["reason"]
    assert victim.ask("/candidates/C-001", "POST", b"x" * (65 << 10)).status == 413
    assert victim.ask("/scores", "POST", b"x" * 5000).status in {405, 413}
    assert victim.ask("/healthz").status == 200


# A05 Security misconfiguration ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/nowhere", 404),
        ("GET", "/static/", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/console", 404),
        ("GET", "/.git/config", 404),
        ("GET", "/?__debugger__=yes&cmd=resource&f=debugger.js", 200),
        ("GET", "/roles/R-01?as_of=never", 400),
        ("POST", "/scores", 405),
        ("TRACE", "/", 405),
        ("PUT", "/roles/R-01", 405),
        ("OPTIONS", "/", 200),
        ("GET", "/api/v1/roles/none/candidates", 404),
        ("POST", "/api/v1/profiles", 403),
        ("GET", "/readyz", 200),
    ],
)
def test_every_answer_is_guarded_and_tells_nothing_of_the_inside(
    victim: Victim, method: str, path: str, status: int
) -> None:
    answer = victim.ask(path, method)
    assert answer.status == status
    assert HEADERS.items() <= answer.headers.items()
    assert "Server" not in answer.headers
    assert not re.search(r"Traceback|werkzeug|Flask|site-packages|\.py\b", answer.text)
    assert str(victim.workspace.folder) not in answer.text


def test_another_name_is_refused(victim: Victim) -> None:
    assert victim.ask("/", Host="elsewhere.example").status == 400
    assert victim.ask("/", X_Forwarded_Host="elsewhere.example").status == 403
    assert "elsewhere" not in victim.ask("/", X_Forwarded_Host="elsewhere.example").text


def test_nothing_of_another_origin_may_read(victim: Victim) -> None:
    answer = victim.ask("/api/v1/roles", Origin="https://elsewhere.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


# A08 Software and data integrity failures ----------------------------------------------------------


class Evil:
    """What does something when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (Path.touch, (Path("evil"),))  # type: ignore[return-value]


def test_no_pickle_of_a_user_is_read(victim: Victim) -> None:
    (taken,) = json.loads(victim.upload("cv.json", pickle.dumps(Evil())).text)
    assert taken["refused"] is not None
    assert not (Path.cwd() / "evil").exists()


RUNNING = {"eval", "exec", "compile", "__import__"}
READING = {
    ("pickle", "loads"),
    ("pickle", "load"),
    ("marshal", "loads"),
    ("shelve", "open"),
    ("os", "system"),
}
MADE_HERE = {"bench/batch_throughput.py"}
"""What reads back what it has just made."""


def test_no_module_runs_or_unpickles_what_it_is_given() -> None:
    root = Path(__file__).resolve().parents[2]
    listed = subprocess.run(
        ["git", "ls-files", "agency", "web", "ontology", "graph", "reasoner", "src", "bench"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    modules = [name for name in listed if name.endswith(".py") and name not in MADE_HERE]
    assert len(modules) > 300
    assert [name for name in modules if dangerous(ast.parse((root / name).read_text(encoding="utf-8")))] == []


def dangerous(module: ast.Module) -> bool:
    """Whether anything is run, unpickled, or given to a shell."""
    for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
        called = call.func
        if isinstance(called, ast.Name) and called.id in RUNNING:
            return True
        if isinstance(called, ast.Attribute) and (ast.unparse(called.value), called.attr) in READING:
            return True
        if any(word.arg in {"shell", "allow_pickle"} and not is_false(word.value) for word in call.keywords):
            return True
    return False


def is_false(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


# A09 Security logging and monitoring failures ------------------------------------------------------


def test_the_log_tells_all_requests_and_no_secret(victim: Victim) -> None:
    victim.send("/candidates/C-003", action="identify", name="Erika Mustermann", email="e@mail.example")
    victim.send("/candidates/C-003", action="identity", looker="K-9", reason="call her")
    victim.ask("/search?q=Mustermann", Authorization="Bearer abc.def", Cookie="lang=de; session=stolen-value")
    said = victim.log.read_text(encoding="utf-8")
    for held in ("Mustermann", "mail.example", "K-9", "abc.def", "stolen-value", victim.token, "C-003"):
        assert held not in said
    assert victim.lines[-1] | {"route": "/search", "status": 200} == victim.lines[-1]
    refused = victim.ask("/candidates/C-003", "POST", b"token=wrong")
    (line,) = [line for line in victim.lines if line["request_id"] == refused.headers["X-Request-Id"]]
    assert (line["status"], line["route"]) == (403, "/candidates/<path:code>")


# A10 Server-side request forgery -------------------------------------------------------------------


@pytest.fixture
def canary() -> Iterator[tuple[str, list[object]]]:
    """An address that nobody may ask, and who did."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        came: list[object] = []
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    came.append(listener.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/canary", came
        over.set()
        thread.join()


def test_no_address_that_is_sent_is_ever_asked(victim: Victim, canary: tuple[str, list[object]]) -> None:
    address, came = canary
    list(asked_everywhere(victim, quote(address, safe="")))
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="a" Type="urn:x/attachedTemplate" Target="{address}" TargetMode="External"/></Relationships>'
    )
    files = {
        "cv.html": f'<link rel="stylesheet" href="{address}"><img src="{address}"><p>Payroll clerk 2015',
        "cv.xml": f'<!DOCTYPE a [<!ENTITY x SYSTEM "{address}">]><SkillsPassport>&x;</SkillsPassport>',
        "cv.json": json.dumps({"basics": {"name": "A", "url": address, "image": address}, "work": []}),
        "cv.txt": f"Payroll clerk 2015, see {address}",
        "cv.rtf": r"{\rtf1 {\field{\*\fldinst INCLUDEPICTURE " + address + r"}} Payroll clerk 2015}",
    }
    for name, text in files.items():
        assert victim.upload(name, text.encode()).status == 200
    victim.upload("cv.docx", cvs.docx(cvs.paragraphs(["Payroll clerk"]), word__rels_settings=relation))
    assert came == []


# What lasts is tried by `skillpath bench soak`; here, that its users can do what they do ----------


@pytest.mark.parametrize("kind", KINDS)
def test_all_that_the_soak_does_is_taken(victim: Victim, kind: str) -> None:
    user = Visitor(victim.origin, Known(["R-01"], ["C-001", "C-002"]), seed=1)
    KINDS[kind][1](user)
    user.close()
