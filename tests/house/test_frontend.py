"""The drawing library that we serve works under the viewer's Content-Security-Policy."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

import frontend
from visits import PATIENCE

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"

PAGE = """<!doctype html><title>loading</title><link rel="icon" href="data:,">
<div id="picture"></div><script src="vis-network.js"></script><script src="draw.js"></script>"""

DRAW = """
const nodes = [{id: 1, label: "welder", title: "a tip", x: 0, y: 0}, {id: 2, label: "planner", x: 90, y: 40}];
const data = {nodes: new vis.DataSet(nodes), edges: new vis.DataSet([{from: 1, to: 2}])};
const options = {physics: false, interaction: {hover: true, keyboard: true, navigationButtons: true}};
new vis.Network(document.getElementById("picture"), data, options)
  .once("afterDrawing", () => { document.title = "drawn"; });
"""


def violations(browser: Browser, library: Path) -> list[str]:
    """What the browser complains of while it draws a network with ``library`` under the policy."""
    answers: dict[str, tuple[str, str]] = {
        "/": ("text/html", PAGE),
        "/vis-network.js": ("text/javascript", library.read_text(encoding="utf-8")),
        "/draw.js": ("text/javascript", DRAW),
    }

    def answer(route: Route) -> None:
        kind, body = answers[route.request.url.removeprefix("http://viewer.test")]
        route.fulfill(body=body, headers={"Content-Type": kind, "Content-Security-Policy": POLICY})

    complaints: list[str] = []
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.route("**/*", answer)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto("http://viewer.test/")
    page.wait_for_function("document.title === 'drawn'")
    page.close()
    return complaints


def test_the_library_we_serve_draws_without_a_violation(browser: Browser) -> None:
    assert violations(browser, frontend.VENDOR / "vis-network.min.js") == []


def test_the_standalone_build_would_break_the_policy(browser: Browser) -> None:
    standalone = frontend.NODE_MODULES / "vis-network/standalone/umd/vis-network.min.js"
    assert any("inline style" in complaint for complaint in violations(browser, standalone))


def test_placing_replaces_the_whole_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = tmp_path / "static" / "vendor"
    vendor.mkdir(parents=True)
    (vendor / "of-an-older-version.js").touch()
    monkeypatch.setattr(frontend, "VENDOR", vendor)
    monkeypatch.setattr(frontend, "SCHEMAS", tmp_path / "data" / "vendor")
    assert not frontend.is_placed()
    frontend.place()
    assert frontend.is_placed()
    assert {path.name for path in vendor.iterdir()} == set(frontend.FILES)
    assert [path.name for path in vendor.parent.iterdir()] == ["vendor"]
    assert {path.name for path in (tmp_path / "data/vendor").iterdir()} == set(frontend.SCHEMA_FILES)
