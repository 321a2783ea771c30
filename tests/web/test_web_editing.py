"""The editor's bench in a real browser: working copies, their log, undo, review and release."""

from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page, expect

from skillpath.agency.editing.working_copies import begin, change, log, working_copy
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import Statement
from viewers import serving
from visits import Visit
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay .
job:teller a esco:Occupation ; skos:prefLabel "teller"@en ; esco:relatedEssentialSkill skill:tax .
skill:money a sp:SkillGroup ; skos:prefLabel "money"@en .
skill:office a sp:SkillGroup ; skos:prefLabel "office"@en .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en ; skos:broader skill:money .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:broader skill:money .
"""


def also(concept: object, name: str) -> Statement:
    term = ox.Literal(name, language="en")
    return BUNDLED, ox.Triple(ox.NamedNode(str(concept)), ox.NamedNode(str(v.ALT_LABEL)), term)


WAGES, SALARY = also(v.SKILL.pay, "wages"), also(v.SKILL.pay, "salary")

SAID: dict[str, Any] = {"why": "asked for by K-1", "source": "a test"}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A small ontology that the tests of this file edit, each in working copies of its own."""
    return small_workspace(tmp_path_factory.mktemp("bench") / "workspace", TURTLE)


@pytest.fixture(scope="module")
def place(bench: Workspace) -> Iterator[str]:
    with serving(bench) as origin:
        yield origin


Open = Callable[[str], Page]


@pytest.fixture
def open_(browser: Browser, place: str) -> Iterator[Open]:
    """Opens a page in a browser of its own; nothing may go wrong in it."""
    visits: list[Visit] = []

    def start(path: str) -> Page:
        visits.append(Visit(browser.new_context(), place))
        return visits[-1].open(path)

    yield start
    for one in visits:
        one.assert_clean()
        one.page.context.close()


def press(page: Page, button: str, by: str, said: str = "") -> None:
    """Presses a button of a form, with who and what is said beside it."""
    form = page.locator("form").filter(has=page.get_by_role("button", name=button, exact=True))
    form.get_by_label("Your code").fill(by)
    if said:
        form.locator("[name=said]").fill(said)
    form.get_by_role("button", name=button, exact=True).click()


def test_a_working_copy_is_begun_undone_reviewed_and_released(bench: Workspace, open_: Open) -> None:
    page = open_("/edit")
    page.get_by_label("Name").fill("pay")
    press(page, "Begin a working copy", "E-1")
    expect(page.locator(".notice")).to_contain_text("It is begun")
    change(bench, "pay", Edit(added=frozenset((WAGES,))), by="E-1", **SAID)
    change(
        bench, "pay", Edit(frozenset((WAGES,)), frozenset((SALARY,))), by="E-2", why="wording", source="test"
    )
    page.goto(page.url.partition("?")[0])
    expect(page.locator(".changes")).to_have_text(["pay is now also called “salary” (en)"])

    page.get_by_label("Undo change set 1").check()  # change set 2 builds on it: both sides are shown
    press(page, "Undo the marked ones", "E-1", "not so")
    trouble = page.locator("#trouble")
    expect(trouble).to_contain_text("Change set 2 builds on 1")
    expect(trouble.locator(".changes")).to_contain_text(["“salary”", "is now also called “wages”"])
    expect(page.get_by_label("Undo change set 1")).to_be_checked()
    assert len(log(bench.book, "pay")) == 2
    page.get_by_role("button", name="Undo all of these: 1, 2").click()
    expect(page.locator("#difference + p")).to_contain_text("what the release says")
    assert log(bench.book, "pay")[-1].undoes == (1, 2)
    page.get_by_role("link", name="Change set 3").click()
    press(page, "Undo it", "E-1", "it was right")
    expect(page.locator(".changes")).to_have_text(["pay is now also called “salary” (en)"])

    press(page, "Propose it for release", "E-1", "please look")
    expect(page.locator(".notice")).to_contain_text("It is proposed")
    press(page, "Approve", "E-2")
    expect(page.locator("#trouble")).to_contain_text("E-2 has edited pay: somebody else approves it")
    press(page, "Comment", "R-1", "why\nsalary?")
    expect(page.locator(".notice")).to_contain_text("The comment is kept")
    press(page, "Approve", "R-1")
    expect(page.locator(".notice")).to_contain_text("It is approved")
    before = bench.releases.current_name()
    press(page, "Make the release", "R-1")
    expect(page.locator(".notice")).to_contain_text("the current one from now on")
    became = working_copy(bench.book, "pay").became
    assert became == bench.releases.current_name() != before
    expect(page.locator(".facts")).to_contain_text(f"It became release{became}")
    assert page.locator("main button").count() == 0


def test_nothing_is_reviewed_or_closed_that_was_edited_since_the_page_was_opened(
    bench: Workspace, open_: Open
) -> None:
    current = Workspace.open(bench.folder)
    begin(current, "seen", by="E-1")
    change(current, "seen", Edit(added=frozenset((also(v.SKILL.tax, "levy"),))), by="E-1", **SAID)
    first, second = open_("/edit/seen"), open_("/edit/seen")
    press(first, "Propose it for release", "E-1")
    expect(first.locator(".notice")).to_contain_text("It is proposed")
    change(current, "seen", Edit(added=frozenset((also(v.SKILL.tax, "duty"),))), by="E-2", **SAID)
    press(first, "Approve", "R-1", "well done")
    expect(first.locator("#trouble")).to_contain_text("seen was edited since you looked")
    expect(first.get_by_label("What you say of it")).to_have_value("well done")
    second.get_by_text("Close it without a release…").click()
    press(second, "Close it", "E-1")
    expect(second.locator("#trouble")).to_contain_text("change set 2 came after")
    second.get_by_text("Close it without a release…").click()
    press(second, "Close it", "E-1")
    expect(second.locator(".facts")).to_contain_text("Standingclosed")
