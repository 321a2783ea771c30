"""The editor's bench in a real browser: working copies, their log, undo, review and release."""

from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from skillpath.agency.editing.working_copies import begin, change, log, working_copy
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import Statement
from viewers import serving
from visits import Visit, tab_to
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay .
job:teller a esco:Occupation ; skos:prefLabel "teller"@en ; esco:relatedEssentialSkill skill:tax .
<https://w3id.org/skillpath/scheme/skills> a skos:ConceptScheme ; skos:prefLabel "skills"@en .
skill:money a sp:SkillGroup ; skos:prefLabel "money"@en ;
  skos:inScheme <https://w3id.org/skillpath/scheme/skills> .
skill:office a sp:SkillGroup ; skos:prefLabel "office"@en ; skos:broader skill:money ;
  skos:inScheme <https://w3id.org/skillpath/scheme/skills> .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en ; skos:broader skill:money ;
  skos:inScheme <https://w3id.org/skillpath/scheme/skills> .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:broader skill:money ;
  skos:inScheme <https://w3id.org/skillpath/scheme/skills> .
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
    assert page.locator("main button, main form").count() == 0


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


def row(page: Page, field: str, number: int, part: str = "") -> Locator:
    """An input of a row of a field of a concept's form."""
    return page.locator(f"#field-{field} [name={field}{part}]").nth(number)


def save(page: Page, by: str, why: str) -> None:
    page.get_by_label("Why: it is kept").fill(why)
    page.get_by_label("Your code").fill(by)
    page.get_by_role("button", name="Save as a change set").click()


def test_two_browsers_edit_a_concept_at_once_and_nothing_is_overwritten(
    bench: Workspace, open_: Open
) -> None:
    begin(Workspace.open(bench.folder), "two", by="E-1")
    ours, theirs = open_("/edit/two"), open_("/edit/two/concept?iri=tax")
    ours.get_by_label("A concept, by its preferred label").fill("Tax")
    ours.get_by_role("button", name="Edit it").click()
    row(theirs, "alternatives", 0).fill("levy")
    row(theirs, "broader", 1).fill("Office")
    save(theirs, "E-2", "asked for")
    expect(theirs.locator(".notice")).to_contain_text("It is kept as Change set 1")
    expect(theirs.locator(".notice li")).to_contain_text(["redundant-broader"])  # a warning, after saving

    row(ours, "alternatives", 0).fill("duty")
    ours.locator("#field-alternatives [data-row]").click()
    ours.keyboard.type("dues")
    row(ours, "broader", 0).fill("nowhere")
    save(ours, "E-1", "also said")
    expect(ours.locator("#field-broader .problem")).to_contain_text("No concept is called “nowhere” here")
    expect(row(ours, "broader", 0)).to_be_focused()
    row(ours, "broader", 0).fill("office")
    row(ours, "broader", 0, "-weight").fill("0,8")
    row(ours, "broader", 0, "-source").fill("a survey")
    save(ours, "E-1", "also said")
    trouble = ours.locator("#trouble")
    expect(trouble).to_contain_text("What others have changed since")
    expect(trouble.locator("li")).to_contain_text(["levy", "duty"])
    expect(row(ours, "alternatives", 1)).to_have_value("dues")
    ours.get_by_role("button", name="Keep both, mine after theirs").click()
    expect(ours.locator(".notice")).to_contain_text("It is kept as Change set 2")
    names = [row(ours, "alternatives", number).input_value() for number in range(4)]
    assert names == ["dues", "duty", "levy", ""]
    assert [row(ours, "broader", 0).input_value(), row(ours, "broader", 0, "-weight").input_value()] == [
        "office",
        "0.8",
    ]
    ours.get_by_role("button", name="Undo", exact=True).click()
    expect(ours.locator(".notice")).to_contain_text("Change set 2: taken back again")
    expect(row(ours, "alternatives", 0)).to_have_value("levy")


def test_a_concept_is_added_without_javascript_and_what_breaks_a_rule_is_told_at_its_field(
    bench: Workspace, browser: Browser, place: str
) -> None:
    begin(Workspace.open(bench.folder), "plain", by="E-1")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place}/edit/plain/concept?under=money")
    page.get_by_label("What it is").select_option("Skill")
    row(page, "labels", 0).fill("pay")
    row(page, "alternatives", 0).fill("coins")
    page.locator("#field-alternatives button").click()
    row(page, "alternatives", 1).fill("notes")
    row(page, "definitions", 0).fill("Counting and keeping cash.")
    page.get_by_label("Type of skill").select_option("skill/competence")
    save(page, "E-1", "was missing")
    expect(page.locator("#field-labels .problem")).to_contain_text("clashing-preferred-labels")
    row(page, "labels", 0).fill("cash")
    save(page, "E-1", "was missing")
    expect(page.locator("h1")).to_contain_text("cash")
    expect(page.locator(".facts code")).to_have_text(str(v.SKILL.cash))
    assert [row(page, "alternatives", number).input_value() for number in range(2)] == ["coins", "notes"]
    context.close()


def leaf(page: Page, name: str) -> Locator:
    return page.locator("#tree .leaf").filter(has_text=name)


def places(page: Page) -> list[str]:
    """The tree as it is shown: each concept after what it stands under."""
    said = "(all) => all.map((one) => one.querySelector('.leaf').textContent + ' < ' + one.dataset.under)"
    found: list[str] = page.locator("#tree li").evaluate_all(said)
    return [one.replace(str(v.SKILL), "") for one in found]


MONEY, OFFICE, PAY, TAX = "money < ", "office < money", "pay < money", "tax < money"


def test_a_concept_is_moved_in_the_tree_by_keys_and_by_the_mouse_and_that_is_undone_there(
    bench: Workspace, open_: Open
) -> None:
    begin(Workspace.open(bench.folder), "tree", by="E-1")
    page = open_("/edit/tree/tree")
    page.get_by_label("Your code").fill("E-1")
    tab_to(page, "#tree .leaf")
    page.keyboard.press("ArrowRight")
    expect(leaf(page, "money")).to_have_attribute("aria-expanded", "true")
    assert places(page) == [MONEY, OFFICE, PAY, TAX]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    expect(leaf(page, "tax")).to_be_focused()
    page.keyboard.press("Control+x")
    expect(page.locator("#move [role=status]")).to_contain_text("tax is being moved")
    page.keyboard.type("of")
    expect(leaf(page, "office")).to_be_focused()
    page.keyboard.press("Control+v")
    expect(page.locator(".notice")).to_contain_text("It is kept as Change set 1")
    expect(leaf(page, "tax")).to_be_focused()
    assert places(page) == [MONEY, OFFICE, "tax < office", PAY]
    assert [one.source for one in log(bench.book, "tree")] == ["tree"]
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.locator(".notice")).to_contain_text("taken back again")
    assert places(page) == [MONEY, OFFICE, PAY, TAX]

    leaf(page, "pay").locator("..").drag_to(leaf(page, "office").locator(".."))
    expect(page.locator(".notice")).to_contain_text("It is kept as Change set 3")
    assert places(page) == [MONEY, OFFICE, "pay < office", TAX]
    leaf(page, "office").locator("..").drag_to(leaf(page, "pay").locator(".."))
    assert len(log(bench.book, "tree")) == 3  # nothing is dropped on what stands below it


def test_a_concept_is_moved_in_the_tree_without_javascript_and_not_below_itself(
    bench: Workspace, browser: Browser, place: str
) -> None:
    begin(Workspace.open(bench.folder), "plain tree", by="E-1")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{place}/edit/plain%20tree/tree")
    page.get_by_role("link", name="open money").click()
    page.get_by_role("link", name="Move… money").click()
    page.get_by_label("Your code").fill("E-1")
    page.get_by_role("button", name="Put it here tax").click()
    expect(page.locator("#trouble")).to_contain_text("hierarchy-cycle")
    page.get_by_role("link", name="Leave it where it is").click()
    page.get_by_role("link", name="Move… office").click()
    page.get_by_label("Your code").fill("E-1")
    page.get_by_role("button", name="Put it at the top").click()
    expect(page.locator(".notice")).to_contain_text("It is kept as Change set 1")
    assert places(page) == [MONEY, PAY, TAX, "office < "]
    context.close()


def test_cells_are_edited_seen_as_a_difference_and_kept_at_once(bench: Workspace, open_: Open) -> None:
    begin(Workspace.open(bench.folder), "cells", by="E-1")
    page = open_("/edit/cells/grid?kind=skill")
    assert page.locator("[name=label]").evaluate_all("(all) => all.map((one) => one.value)") == [
        *("money", "office", "pay", "tax")
    ]
    page.get_by_label("Alternative labels, one a line: pay").fill("wages\nearnings")
    page.get_by_label("Stands under, one a line: tax").fill("Office\nnowhere")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator(".grid .problem")).to_contain_text("No concept is called “nowhere” here")
    page.get_by_label("Stands under, one a line: tax").fill("Office")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.locator("#diff li")).to_contain_text(["tax", "“earnings”", "“wages”"])
    assert log(bench.book, "cells") == []
    save(page, "E-1", "tidied")
    expect(page.locator(".notice")).to_contain_text("It is kept as Change set 1")
    expect(page.get_by_label("Stands under, one a line: tax")).to_have_value("office")
    assert [one.source for one in log(bench.book, "cells")] == ["grid"]

    other = open_("/edit/cells/concept?iri=pay")  # two at once: both sides, and nothing typed is lost
    page.get_by_label("Preferred label: pay").fill("pay of staff")
    page.get_by_role("button", name="Show what would change").click()
    row(other, "alternatives", 0).fill("remuneration")
    save(other, "E-2", "also said")
    expect(other.locator(".notice")).to_contain_text("It is kept as Change set 2")
    save(page, "E-1", "whose")
    expect(page.locator("#trouble li")).to_contain_text(["earnings", "remuneration", "pay of staff"])
    page.get_by_role("button", name="Keep both, mine after theirs").click()
    expect(page.locator(".notice")).to_contain_text("It is kept as Change set 3")
    other.goto(other.url.partition("/edit")[0] + "/edit/history?concept=pay&copy=cells")
    where = [text.strip() for text in other.locator("td[data-label=Where]").all_inner_texts()]
    assert where == ["cells 3", "cells 2", "cells 1"]


def test_a_concept_is_merged_and_another_is_split_once_it_is_seen_what_that_does(
    bench: Workspace, open_: Open
) -> None:
    begin(Workspace.open(bench.folder), "whole", by="E-1")
    page = open_("/edit/whole/concept?iri=pay")
    page.get_by_role("link", name="rename, merge, split, retire").click()
    merging = page.locator("#merge")
    merging.get_by_label("Into which concept").fill("nowhere")
    merging.get_by_role("button", name="Show what it does").click()
    expect(page.locator("#trouble")).to_contain_text("No concept is called “nowhere” here")
    merging.get_by_label("Into which concept").fill("tax")
    merging.get_by_role("button", name="Show what it does").click()
    expect(page.locator("#diff li").filter(has_text="is marked as retired")).to_contain_text("pay")
    save(page, "E-1", "the same")
    expect(page.locator(".notice").first).to_contain_text("It is kept as Change set 1")
    expect(page.locator(".notice").last).to_contain_text("It is replaced by tax")
    page.locator(".notice").get_by_role("link", name="tax").click()
    expect(row(page, "alternatives", 0)).to_have_value("pay")

    page.goto(page.url.partition("/concept")[0] + f"/operations?iri={v.SKILL.office}")
    splitting = page.locator("#split")
    for number, label in enumerate(("post", "filing"), start=1):
        splitting.get_by_label(f"Preferred label: New concept {number}").fill(label)
        splitting.get_by_label(f"Definition: New concept {number}").fill(f"About {label}.")
    splitting.get_by_role("button", name="Show what it does").click()
    expect(page.locator("#diff li").filter(has_text="filing").first).to_be_visible()
    save(page, "E-1", "two things")
    expect(page.locator(".notice").last).to_contain_text("It is replaced by filing, post.")
    assert [one.source for one in log(bench.book, "whole")] == ["merge", "split"]
