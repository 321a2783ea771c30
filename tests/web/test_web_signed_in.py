"""The pages of who is signed in, in a real browser: by keyboard, for axe, narrow, without scripts."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hostile import IMAGE, candidate_path, match_path
from skillpath.agency.accounts.register import add_account, set_password
from skillpath.agency.accounts.rights import Role
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import begin_session
from skillpath.agency.accounts.tokens import make_token
from skillpath.agency.workspace import Workspace
from skillpath.web.cookies import SESSION
from skillpath.web.exposure import Exposure
from viewers import serving
from visits import Visit

PASSWORD = "kettle gravel noon"
NAME = "<b>K</b>&\"'"

PAGES = {
    "account": "/account",
    "accounts": "/users",
    "another account": "/users/A-1",
    "candidate": candidate_path(),
    "match": match_path(),
}


@pytest.fixture(scope="module")
def desk(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The hostile agency with a hostile name that has every role."""
    folder = shutil.copytree(workspace.folder, tmp_path_factory.mktemp("signed-in") / "workspace")
    made = Workspace(Path(folder))
    add_account(made.book, NAME, roles=Role, password=None, display=IMAGE)
    add_account(made.book, "A-1", roles=[Role.ADMINISTRATOR], password=None)
    set_password(made.book, NAME, PASSWORD)
    make_token(made.book, NAME, label=IMAGE, scope=Scope.WRITE, days=1)
    begin_session(made.book, NAME, device=IMAGE)
    return made


@pytest.fixture(scope="module")
def origin(desk: Workspace) -> Iterator[str]:
    with serving(desk, Exposure(accounts=True)) as place:
        yield place


def signed_in(browser: Browser, origin: str, desk: Workspace, **options: object) -> Visit:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    secret = begin_session(desk.book, NAME, device="")
    context.add_cookies([{"name": SESSION, "value": secret, "url": origin}])
    return Visit(context, origin)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_pages_are_for_all_and_hostile_names_are_text(
    browser: Browser, origin: str, desk: Workspace, axe: str, path: str
) -> None:
    narrow = {"width": 390, "height": 844}
    visited = signed_in(browser, origin, desk, viewport=narrow, color_scheme="dark", bypass_csp=True)
    page = visited.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= narrow["width"]
    page.evaluate(axe)
    found = json.loads(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))"))
    assert [one["id"] for one in found] == []
    assert NAME in page.locator("body").inner_text()
    assert page.locator("b, i:not(.picture i)").count() == 0
    visited.assert_clean()
    page.context.close()


def test_one_signs_in_and_out_by_keyboard_without_scripts(browser: Browser, origin: str, axe: str) -> None:
    checked = Visit(browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True), origin)
    page = checked.open("/sign-in")
    page.evaluate(axe)
    assert page.evaluate("axe.run().then((found) => found.violations.map((one) => one.id))") == []
    page.context.close()
    visited = Visit(browser.new_context(java_script_enabled=False), origin)
    page = visited.open("/candidates?q=licence")
    expect(page.locator("h1")).to_have_text("Sign in")
    page.locator("[name=name]").focus()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/candidates?q=licence")
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")
    page.goto(f"{origin}/candidates")
    expect(page.locator("h1")).to_have_text("Sign in")
    page.context.close()
