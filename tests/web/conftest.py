"""The viewer of the hostile agency on a free port, and pages that tell on themselves."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

import hostile
from skillpath.agency.workspace import Workspace
from skillpath.graph.compiler import compile_into
from skillpath.web.app import create_app
from skillpath.web.serve import address, listen, server_on


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("workspace"))
    made.releases.build({"hostile": hostile.ontology()}, compile_into, compiler="by hand")
    made.book.put(hostile.candidates(), hostile.roles())
    return made


@pytest.fixture(scope="session")
def client(workspace: Workspace) -> FlaskClient:
    return create_app(workspace, config={"TESTING": True}).test_client()


@pytest.fixture(scope="session")
def origin(workspace: Workspace) -> Iterator[str]:
    """Where the viewer runs, without a slash at the end."""
    listener = listen("127.0.0.1", 0)
    server = server_on(listener, workspace, "127.0.0.1")
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield address(listener, "127.0.0.1").rstrip("/")
    server.close()
    thread.join(timeout=10)


WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(e.violatedDirective + " " + e.blockedURI));
"""


@dataclass
class Visit:
    """A browser page and what went wrong in it."""

    page: Page
    origin: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        self.page.goto(self.origin + path, wait_until="load")
        return self.page

    def assert_clean(self) -> None:
        """Nothing ran that should not, nothing was refused by the policy, nothing asked of another host."""
        assert self.page.evaluate("[window.pwned === undefined, window.violations || []]") == [True, []]
        assert self.errors == []
        assert self.foreign == []


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Callable[..., Visit]]:
    """Opens a fresh browser context; the options are Playwright's."""
    contexts = []

    def start(**options: object) -> Visit:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(WATCH)
        visited = Visit(context.new_page(), origin)
        page = visited.page
        page.on("pageerror", lambda error: visited.errors.append(str(error)))
        page.on("dialog", lambda dialog: (visited.errors.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda request: request.url.startswith(f"{origin}/") or visited.foreign.append(request.url),
        )
        return visited

    yield start
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    """The source of axe-core, which `make setup` fetches."""
    path = Path(request.config.rootpath) / "web" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8")
