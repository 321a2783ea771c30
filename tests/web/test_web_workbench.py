"""The workbench: a query in the editor, its answer looked at in every way, and without any script."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from skillpath.agency.workspace import Workspace
from skillpath.reasoner.candidate import Candidate
from skillpath.web.app import create_app
from skillpath.web.asking import QUERIES, QuerySettings
from viewers import serving
from visits import Visit, tab_to
from workspaces import Bundled

SKILLS = """SELECT ?skill (COUNT(?job) AS ?jobs) WHERE {
  ?job a esco:Occupation ; esco:relatedEssentialSkill ?skill .
} GROUP BY ?skill ORDER BY DESC(?jobs) ?skill"""

GRAPH = "CONSTRUCT WHERE { ?industry sp:floorTeaches ?skill } LIMIT 12"


@pytest.fixture(scope="module")
def asked(demo: Workspace) -> FlaskClient:
    settings = QuerySettings(rows=500)
    return create_app(demo, config={"TESTING": True, QUERIES: settings}).test_client()


def page(asked: FlaskClient, query: str, *, status: int = 200, only: str = "", **more: object) -> str:
    answer = asked.get("/query?" + urlencode({"query": query, "run": 1, "in": only} | more))
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def cells(page: str, column: str) -> list[str]:
    """The texts in a column of the table."""
    found = re.findall(rf'data-label="{column}">(.*?)</td>', page, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", one).strip() for one in found]


# Without a script ----------------------------------------------------------------------------------


def test_an_answer_is_sorted_filtered_and_called_by_labels_or_iris(asked: FlaskClient) -> None:
    down = page(asked, SKILLS, sort="-jobs")
    numbers = [int(one) for one in cells(down, "jobs")]
    assert numbers == sorted(numbers, reverse=True)
    assert (len(numbers), 'aria-sort="descending"' in down) == (100, True)
    some = page(asked, SKILLS, only="data ent")
    assert "data entry" in cells(some, "skill")
    assert all("data" in one and "ent" in one for one in cells(some, "skill"))
    assert "skill:data-entry" in cells(page(asked, SKILLS, only="data ent", names=0), "skill")
    assert 'href="/concepts?iri=https://w3id.org/skillpath/skill/data-entry"' in some


def test_a_cut_answer_says_so_and_the_next_page_goes_on_with_the_same_answer(asked: FlaskClient) -> None:
    first = page(asked, SKILLS)
    assert "only the first 500 rows are here" in first
    further = re.search(r'rel="next" href="([^"]+)"', first)
    assert further is not None
    second = asked.get(further[1].replace("&amp;", "&")).get_data(as_text=True)
    assert "Page 2 of 5" in second
    assert not set(cells(first, "skill")) & set(cells(second, "skill"))


def test_an_answer_is_kept_until_a_candidate_changes(bundled: Bundled, tmp_path: Path) -> None:
    made = bundled(tmp_path / "workspace")
    client = create_app(made, config={"TESTING": True}).test_client()
    (name,) = set(re.findall(r"answer=([\w-]+)#", page(client, SKILLS)))
    assert set(re.findall(r"answer=([\w-]+)#", page(client, SKILLS, answer=name))) == {name}
    made.book.put([Candidate("C-900")])
    assert set(re.findall(r"answer=([\w-]+)#", page(client, SKILLS, answer=name))) != {name}


def test_a_mistake_is_shown_at_its_place_and_the_query_stays(asked: FlaskClient) -> None:
    wrong = page(asked, "SELECT *\nWHERE { ?s ?p ?o foo }", status=400)
    assert 'data-line="2" data-column="18"' in wrong
    assert re.search(r"WHERE \{ \?s \?p \?o foo \}\n {19}\^", wrong)
    assert "?o foo }</textarea>" in wrong


def test_yes_nothing_and_a_graph_have_a_page_of_their_own(asked: FlaskClient) -> None:
    assert "<strong>Yes</strong>" in page(asked, "ASK { ?skill a esco:Skill }")
    assert "Nothing in the graph fits" in page(asked, "SELECT * { ?x a <urn:nothing> }")
    graph = page(asked, GRAPH, view="picture")
    assert graph.count('<path class="line line-link"') == 12
    assert set(cells(graph, "predicate")) == {"sp:floorTeaches"}
    assert "format=turtle" in graph


def test_a_chart_is_drawn_on_the_server_with_its_numbers_beside_it(asked: FlaskClient) -> None:
    bars = page(asked, SKILLS, view="chart", sort="-jobs")
    widths = [float(one) for one in re.findall(r'class="bar-strength" x="0.0" width="([\d.]+)"', bars)]
    assert (len(widths), widths[0]) == (50, 100.0)
    assert widths == sorted(widths, reverse=True)
    points = page(asked, f"{SKILLS.replace('?jobs', '?n')} LIMIT 5", view="chart")
    assert "<circle" not in points
    two = "SELECT (COUNT(?s) AS ?n) (COUNT(DISTINCT ?o) AS ?m) { ?s skos:broader ?o } GROUP BY ?o LIMIT 9"
    assert page(asked, two, view="chart").count("<circle") == 9


def test_a_workbook_holds_numbers_as_numbers(asked: FlaskClient) -> None:
    answer = asked.get("/query/workbook?" + urlencode({"query": f"{SKILLS} LIMIT 3"}))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["skill", "jobs"]
    assert len(rows) == 4
    assert all(isinstance(row[1], float) and str(row[0]).startswith("https://") for row in rows[1:])


@pytest.mark.parametrize(
    ("typed", "called", "written"),
    [
        ("data entr", "data entry", "skill:data-entry"),
        ("essential skill", "related essential skill", "esco:relatedEssentialSkill"),
        ("skill:data-e", "data entry", "skill:data-entry"),
        ("sp:sco", "score", "sp:score"),
        ("mapp", "mappings", "graph:mappings"),
        ("C-00", "C-001", "candidate:C-001"),
    ],
)
def test_labels_and_beginnings_offer_what_they_name(
    asked: FlaskClient, typed: str, called: str, written: str
) -> None:
    found = asked.get("/query/terms?" + urlencode({"q": typed})).get_json()["terms"]
    assert (called, written) in {(one["called"], one["written"]) for one in found}


# In a browser --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(demo: Workspace) -> Iterator[str]:
    with serving(demo) as origin:
        yield origin


@pytest.fixture
def bench(browser: Browser, place: str) -> Iterator[Visit]:
    with browser.new_context(locale="en") as context:
        visited = Visit(context, place)
        visited.open("/query")
        yield visited
        visited.assert_clean()


def write(page: Page, text: str) -> None:
    """Puts a query in the place of what stands in the editor, as somebody who types it."""
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def query(page: Page) -> str:
    return page.locator("#query").input_value()


AXE = "() => axe.run().then((found) => found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))"


def test_a_label_is_typed_and_the_concept_is_asked_for(bench: Visit, axe: str) -> None:
    page = bench.page
    write(page, "SELECT ?job WHERE { ?job esco:relatedEssentialSkill data entr")
    hints = page.locator(".CodeMirror-hint")
    expect(hints.first).to_have_text("data entry Skill")
    page.evaluate(axe)
    assert page.evaluate(AXE) == []
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    expect(page.locator(".CodeMirror")).to_contain_text("PREFIX skill:")
    assert "PREFIX esco: <http://data.europa.eu/esco/model#>\n" in query(page)
    assert query(page).endswith("SELECT ?job WHERE { ?job esco:relatedEssentialSkill skill:data-entry }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer tbody tr").first).to_be_visible()
    assert "skill%3Adata-entry" in page.url  # the address holds the query
    page.locator(".answer thead a").click()
    expect(page.locator("[aria-sort=ascending] a")).to_be_focused()
    page.locator(".CodeMirror").click()
    page.keyboard.press("Tab")
    expect(page.locator("button[name=run]")).to_be_focused()  # the editor holds nobody


def test_a_prefix_is_declared_however_fast_one_types(bench: Visit) -> None:
    page = bench.page
    write(page, "SELECT * WHERE { ?s skos:prefLabel")
    expect(page.locator(".CodeMirror")).to_contain_text("PREFIX skos:")
    write(page, "ASK { ")
    page.evaluate(
        """() => {
          const editor = document.querySelector(".CodeMirror").CodeMirror;
          for (const text of ["ind:C", " ?p ?o }"]) editor.replaceSelection(text, "end", "+input");
        }"""
    )
    expect(page.locator(".CodeMirror")).to_contain_text("PREFIX ind:")


def test_a_mistake_is_marked_in_the_editor_and_said_below_it(bench: Visit, axe: str) -> None:
    page = bench.page
    write(page, "SELECT * WHERE { ?s ?p ?o foo }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#place")).to_contain_text("line 1, column 27")
    expect(page.locator(".CodeMirror .wrong")).to_have_text("foo")
    expect(page.locator(".CodeMirror textarea")).to_have_attribute("aria-describedby", "place")
    page.evaluate(axe)
    assert page.evaluate(AXE) == []
    page.keyboard.type("x")
    expect(page.locator("#place")).to_be_hidden()


def test_sheets_and_history_are_kept_in_the_browser_and_can_be_forgotten(bench: Visit) -> None:
    page = bench.page
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer strong")).to_have_text("Yes")
    page.locator("[data-new]").click()
    write(page, GRAPH)
    page.locator("button[name=run]").click()
    page.locator("#answer nav a", has_text="Picture").click()
    expect(page.locator(".picture")).to_have_attribute("data-nodes", re.compile(r"\d+"))
    page.locator(".sheets li button").first.click()
    expect(page.locator("#answer strong")).to_have_text("Yes")
    page.reload()
    expect(page.locator(".sheets [aria-current]")).to_have_text("Query 1")
    assert query(page) == "ASK {}"
    page.locator("#history summary").click()
    expect(page.locator("#history li")).to_have_count(2)
    page.locator("[data-clear]").click()
    expect(page.locator("#history")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).every((key) => key.startsWith('skillpath.query.'))")


def test_a_query_that_runs_can_be_stopped(bench: Visit) -> None:
    page = bench.page
    page.route("**/query?*run=1", lambda _: None)  # it takes its time
    write(page, "ASK {}")
    page.keyboard.press("Control+Enter")
    tab_to(page, "[data-stop]")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("Stopped")
    expect(page.locator("button[name=run]")).to_be_focused()
