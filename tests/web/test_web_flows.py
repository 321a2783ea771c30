"""What a consultant does in a morning: by keyboard, in two tabs, back and forth; and what the pages weigh."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from skillpath.agency.workspace import Workspace
from viewers import serving
from visits import Visit, tab_to

ROLE = "/roles/R-01?as_of=2026-11-01"
MATCH = "/roles/R-01/candidates/C-044?as_of=2026-11-01"

HEAVIEST = 300_000
"""Bytes of a page with all it loads, but for the library of the picture."""


@pytest.fixture(scope="module")
def own(demo: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A demonstration agency that may be written to."""
    return Workspace.open(Path(shutil.copytree(demo.folder, tmp_path_factory.mktemp("flows") / "workspace")))


@pytest.fixture(scope="module")
def at(own: Workspace) -> Iterator[str]:
    with serving(own) as place:
        yield place


@pytest.fixture
def tabs(browser: Browser, at: str) -> Iterator[Any]:
    """Opens one more tab of the same browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield lambda: Visit(context, at)
    context.close()


@pytest.mark.parametrize(
    "path", ["/", ROLE, MATCH, "/candidates", "/candidates/C-044", "/concepts?iri=payroll+clerk"]
)
def test_a_page_weighs_little(tabs: Any, path: str) -> None:
    visit, weights = tabs(), dict[str, int]()
    visit.page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    visit.open(path)
    visit.page.wait_for_load_state("networkidle")
    own = {address: weight for address, weight in weights.items() if "vis-network" not in address}
    assert len(own) >= 3
    assert sum(own.values()) < HEAVIEST, own
    visit.assert_clean()


def test_from_the_desk_to_a_decision_by_keyboard_alone(tabs: Any, own: Workspace) -> None:
    visit = tabs()
    page = visit.open("/?as_of=2026-11-01")
    page.keyboard.press("/")
    page.keyboard.type("payroll cl")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    enter(page, "main a[href^='/roles/R-01']")
    page.wait_for_url("**/roles/R-01**")
    enter(page, ".ranking th a")
    page.wait_for_url("**/candidates/C-001**")
    tab_to(page, "#decide select[name=quick]", most=300)
    page.keyboard.press("ArrowDown")
    tab_to(page, "#decide input[name=by]")
    page.keyboard.type("K-9")
    tab_to(page, "#decide input[name=looked]")
    page.keyboard.press("Space")
    enter(page, "#decide button[value=interviewed]")
    expect(page.locator("#decide")).to_contain_text("K-9")
    assert [one.by for one in own.book.decisions(role="R-01") if one.by == "K-9"] == ["K-9"]
    visit.assert_clean()


def test_criteria_are_tried_and_kept_by_keyboard_alone(tabs: Any, own: Workspace) -> None:
    visit = tabs()
    page = visit.open("/roles/R-02?as_of=2026-11-01")
    enter(page, "#criteria > summary")
    tab_to(page, "input[type=range][name=share-industry]")
    page.keyboard.press("End")
    page.wait_for_url("**share-industry=100**")
    tab_to(page, "#kept input[name=by]", most=300)
    page.keyboard.type("K-7")
    enter(page, "button[value=keep]")
    page.wait_for_url("**#kept")
    assert own.book.role("R-02").changes.share is not None
    visit.assert_clean()


def test_candidates_are_compared_by_keyboard_alone(tabs: Any) -> None:
    visit = tabs()
    page = visit.open(ROLE)
    for _ in range(2):
        tab_to(page, ".ranking input[name=code]", most=300)
        page.keyboard.press("Space")
    enter(page, "button[form=compare], #compare button")
    page.wait_for_url("**/compare?**")
    assert page.url.count("code=") == 2
    visit.assert_clean()


def test_a_cv_becomes_a_candidate_by_keyboard_alone(tabs: Any, own: Workspace, tmp_path: Path) -> None:
    """All but the choice of the file, which is a window of the system's."""
    file = tmp_path / "cv.txt"
    file.write_text("Payroll clerk, 2015 to 2019\nSkills: prepare payroll\n", encoding="utf-8")
    visit, before = tabs(), set(own.book.codes())
    page = visit.open("/intake")
    page.locator("#files").set_input_files(file)
    tab_to(page, "form.upload input[name=by]")
    page.keyboard.type("K-7")
    enter(page, "form.upload button")
    expect(page.locator(".outcomes a").first).to_be_visible()
    enter(page, ".outcomes a")
    page.wait_for_url("**/intake/*")
    enter(page, "button[value=all]")
    page.wait_for_url("**kept=1**")
    enter(page, "button[value=confirm]")
    expect(page.locator("main a[href^='/candidates/']").first).to_be_visible()
    assert len(set(own.book.codes()) - before) == 1
    visit.assert_clean()


def test_back_leads_to_what_was_seen(tabs: Any) -> None:
    visit = tabs()
    page = visit.open(f"{ROLE}&share-skills=20&share-industry=60&location=DE")
    shown = page.locator(".ranking tbody th a").all_inner_texts()
    page.locator(".ranking tbody th a").nth(1).click()
    page.wait_for_url("**/candidates/**share-industry=60**")
    page.go_back()
    assert page.locator(".ranking tbody th a").all_inner_texts() == shown
    assert page.locator("input[type=range][name=share-industry]").input_value() == "60"
    visit.assert_clean()


def test_what_one_tab_changes_the_other_is_told(tabs: Any, own: Workspace) -> None:
    first, second = tabs(), tabs()
    old = first.open(MATCH)
    page = second.open(f"{ROLE}&share-skills=10&share-industry=80")
    page.locator("form:has(button[value=keep]) input[name=by]").fill("K-8")
    page.locator("button[value=keep]").click()
    page.wait_for_url("**#kept")
    before = own.book.decisions()
    old.locator("#decide select[name=quick]").select_option(index=1)
    old.locator("#decide input[name=by]").first.fill("K-8")
    old.locator("#decide input[name=looked]").check()
    old.locator("#decide button[value=rejected]").click()
    expect(old.locator("main")).to_contain_text("not the one that was on your page")
    assert own.book.decisions() == before


def enter(page: Page, wanted: str) -> None:
    """Goes to an element by Tab and presses Enter."""
    tab_to(page, wanted, most=300)
    page.keyboard.press("Enter")
