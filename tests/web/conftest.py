"""The viewer of the hostile agency on a free port, and pages that tell on themselves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext

import hostile
from skillpath.agency.audit.shown import ranking_shown
from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.matching import ranking
from skillpath.agency.protected.categories import Attributes, Sex
from skillpath.agency.protected.store import ProtectedStore
from skillpath.agency.protected.switch import allow
from skillpath.agency.workspace import Workspace
from skillpath.graph.compiler import compile_into
from skillpath.graph.fingerprint import fingerprint
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.web.app import create_app
from viewers import serving
from visits import Start, Visit
from workspaces import Bundled


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("workspace"))
    made.releases.build({"hostile": hostile.ontology()}, compile_into, compiler=fingerprint())
    made.book.put(hostile.candidates(), hostile.roles())
    decided = Decision(
        hostile.BEST, hostile.ROLE, Outcome.INTERVIEWED, date(2026, 10, 25), "<b>K-1</b>", hostile.IMAGE
    )
    made.book.decide([decided])
    hostile.write_about_people(made.book)
    hostile.edit(made)
    allow(made, by=hostile.SCRIPT, reason=hostile.IMAGE)
    ProtectedStore(made.folder).put({"C-3": Attributes(Sex.MALE, None)}, known=["C-3"])
    made.book.log(
        ranking_shown(made, ranking(made, hostile.ROLE), hostile.ROLE, by=hostile.SCRIPT, via=hostile.IMAGE)
    )
    for part, purpose in enumerate(Purpose):
        Drafts(made.book).take(
            purpose,
            [hostile.intake(part)],
            notes=[hostile.IMAGE],
            by=hostile.SCRIPT,
            day=date(2026, 11, 1),
        )
    return made


@pytest.fixture(scope="session")
def demo(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demonstration agency, for tests that leave its candidates and roles as they are."""
    return bundled.demonstration(tmp_path_factory.mktemp("demo") / "workspace")


@pytest.fixture(scope="session")
def client(workspace: Workspace) -> FlaskClient:
    return create_app(workspace, config={"TESTING": True}).test_client(use_cookies=False)


@pytest.fixture(scope="session")
def origin(workspace: Workspace) -> Iterator[str]:
    """Where the viewer runs, without a slash at the end."""
    with serving(workspace) as place:
        yield place


@pytest.fixture
def visit(browser: Browser, origin: str) -> Iterator[Start]:
    contexts: list[BrowserContext] = []

    def start(**options: Any) -> Visit:
        contexts.append(browser.new_context(**options))
        return Visit(contexts[-1], origin)

    yield start
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe(request: pytest.FixtureRequest) -> str:
    """The source of axe-core, which `make setup` fetches."""
    path = Path(request.config.rootpath) / "web" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    return path.read_text(encoding="utf-8")
