"""The page of a role as it is worked on, and the desk."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from skillpath.agency.matching import ranking
from skillpath.agency.role_changes import role_changes
from skillpath.agency.trial import Trial, tried
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.profile import Dimension
from skillpath.web.app import create_app
from viewers import serving
from visits import Visit

DAY = date(2026, 11, 1)
ROLE = f"/roles/R-06?as_of={DAY}"


@pytest.fixture(scope="module")
def viewer(demo: Workspace) -> FlaskClient:
    return create_app(demo, config={"TESTING": True}).test_client()


def form_of(page: str, named: str) -> dict[str, list[str]]:
    """What a form would send as it stands, for the one whose tag holds some text."""
    (form,) = [one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if named in one.split(">")[0]]
    sent: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"', form):
        sent.setdefault(name, []).append(value)
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        sent.setdefault(name, []).extend(re.findall(r'value="([^"]*)" selected', options))
    return sent


def codes(page: str) -> list[str]:
    return re.findall(r'name="code" value="([^"]*)"', page)


def test_the_form_as_it_stands_tries_nothing(viewer: FlaskClient) -> None:
    for path in (ROLE, f"{ROLE}&profile=fresh+eyes"):
        answer = viewer.get("/roles/R-06", query_string=form_of(viewer.get(path).text, "data-try"))
        assert answer.status_code == 302
        assert parse_qs(urlsplit(answer.location).query) == parse_qs(urlsplit(path).query)


def test_an_address_says_only_what_differs_and_the_page_ranks_by_it(
    viewer: FlaskClient, demo: Workspace
) -> None:
    form = form_of(viewer.get(ROLE).text, "data-try")
    left_out = form["skill"][0]
    form |= {"share-industry": ["40"], "add": ["payroll processing"], "floor": ["wanted"]}
    form["need"][0] = "out"
    form["level"][1] = "50"
    answer = viewer.get("/roles/R-06", query_string=form)
    query = parse_qs(urlsplit(answer.location).query)
    assert set(query) == {"as_of", "share-industry", "ask", "floor"}
    assert f"out:{left_out}" in query["ask"]
    assert len(query["ask"]) == 3
    page = viewer.get(answer.location).text
    assert "tried, not kept" in page
    again = viewer.get("/roles/R-06", query_string=form_of(page, "data-try"))
    assert again.location == answer.location
    made = tried(
        demo.book, "R-06", Trial(changes=Changes(share={Dimension.INDUSTRY: 0.4}), left_out=(left_out,))
    )
    simpler = viewer.get(f"{ROLE}&share-industry=40&ask=out:{left_out}").text
    assert codes(simpler) == [row["candidate"] for row in ranking(demo, made, as_of=DAY)["rows"]]


def test_the_quick_answer_is_the_ranking_of_the_page_without_the_marks(viewer: FlaskClient) -> None:
    form = form_of(viewer.get(ROLE).text, "data-try") | {"bottleneck": ["40"], "part": ["list"]}
    quick = viewer.get("/roles/R-06", query_string=form).text
    address = re.findall(r'data-address="([^"]*)"', quick)[0].replace("&amp;", "&")
    assert address == f"{ROLE}&bottleneck=40"
    whole = viewer.get(address).text
    assert codes(quick) == codes(whole)
    assert "stable" in whole.split('class="stack ranking"')[1]
    assert "stable" not in quick
    assert "<html" not in quick


def test_places_won_and_lost_are_told_against_what_is_kept(viewer: FlaskClient, demo: Workspace) -> None:
    page = viewer.get(f"{ROLE}&share-industry=80&share-skills=10").text
    before = {row["candidate"]: row["rank"] for row in ranking(demo, "R-06", as_of=DAY)["rows"]}
    rows = re.findall(r'<tr>\s*<td class="choose">.*?</tr>', page, re.DOTALL)
    moved = 0
    for row in rows:
        (code,), rank = codes(row), int(re.findall(r'data-label="Rank">(\d+)', row)[0])
        told = re.search(r"([▲▼])(\d+)", row)
        places = before[code] - rank
        assert (told is None) == (places == 0)
        if told:
            moved += 1
            assert (told[1], int(told[2])) == ("▲" if places > 0 else "▼", abs(places))
    assert moved > 10


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"add": "pay role processing"}, "No concept is called"),
        ({"share-skills": "0", "share-job-type": "0", "share-industry": "0"}, "every share is 0"),
    ],
)
def test_what_cannot_be_tried_is_said_beside_the_form(
    viewer: FlaskClient, query: Mapping[str, str], said: str
) -> None:
    form: dict[str, Any] = {**form_of(viewer.get(ROLE).text, "data-try"), **query}
    answer = viewer.get("/roles/R-06", query_string=form)
    assert answer.status_code == 422
    assert viewer.get("/roles/R-06", query_string=form | {"part": "list"}).status_code == 400
    problem = re.search(r'<p class="problem".*?</p>', answer.text, re.DOTALL)
    assert problem is not None
    assert said in problem[0]


@pytest.mark.parametrize("query", ["share-skills=101", "ask=optional:0:x", "ask=nonsense", "location=Berlin"])
def test_an_address_that_makes_no_sense_is_refused(viewer: FlaskClient, query: str) -> None:
    assert viewer.get(f"{ROLE}&{query}").status_code == 400


def test_what_is_tried_is_kept_by_somebody_and_goes_back(viewer: FlaskClient, demo: Workspace) -> None:
    before = demo.book.role_as_written("R-02")
    address = f"/roles/R-02?as_of={DAY}&share-skills=90"
    form = form_of(viewer.get(address).text, "/criteria") | {"by": ["K-7"], "action": ["keep"]}
    assert viewer.post("/roles/R-02/criteria", data=form | {"token": "x"}).status_code == 403
    assert viewer.post("/roles/R-02/criteria", data=form | {"by": "Jane Doe"}).status_code == 400
    assert demo.book.role_as_written("R-02") == before
    answer = viewer.post("/roles/R-02/criteria", data=form)
    assert (answer.status_code, urlsplit(answer.location).query) == (303, f"as_of={DAY}")
    assert demo.book.role_as_written("R-02") == replace(before, changes=Changes(share={Dimension.SKILL: 0.9}))
    page = viewer.get(answer.location).text
    assert "share of skills 0.9" in page
    back = form_of(page, "/criteria") | {"by": ["K-8"], "action": ["back"]}
    viewer.post("/roles/R-02/criteria", data=back)
    assert demo.book.role_as_written("R-02") == before
    assert [change.by for change in role_changes(demo.book, role="R-02")] == ["K-8", "K-7"]


def test_a_choice_leads_to_as_many_as_stand_beside_it_and_back(viewer: FlaskClient) -> None:
    page = viewer.get(f"/roles/R-04?as_of={DAY}").text
    facets = page.split('id="facets"')[1].split("</section>")[0]
    links = re.findall(r'<a href="([^"]*)"( aria-current="true")?>(.*?)</a>', facets, re.DOTALL)
    chosen = {re.sub(r"<[^>]*>", "", text).split()[0] for _, now, text in links if now}
    assert chosen == {"DE-BE", "DE-BB", "2027-03-31"}
    href, _, text = next(link for link in links if "forklift" in link[2])
    count = int(re.findall(r"(\d+)</span>", text)[0])
    narrowed = viewer.get(href.replace("&amp;", "&")).text
    assert f"{60 - count} of them outside the filters" in narrowed
    whole = re.findall(r'<a href="([^"]*)">As the role asks', narrowed)[0].replace("&amp;", "&")
    assert viewer.get(whole).text == page
    everybody = viewer.get(f"/roles/R-04?as_of={DAY}&filters=none").text
    assert "outside the filters" not in everybody.split('id="ranking"')[1].split("<table")[0]


def test_only_the_chosen_word_for_scores_is_shown(viewer: FlaskClient) -> None:
    page = viewer.get(f"{ROLE}&band=strong").text
    table = page.split('class="stack ranking"')[1].split("</table>")[0]
    assert codes(table)
    assert set(re.findall(r'class="band band-([a-z-]*)"', table)) == {"strong"}


def test_the_desk_is_that_of_a_consultant(viewer: FlaskClient) -> None:
    page = viewer.get("/?by=K-4&as_of=2026-06-20").text
    assert page.count('<th scope="row" data-label="Role">') < 12
    assert "R-04" in page
    assert "2026-06-12" in page.split('id="decided"')[1]
    nobody = viewer.get("/?by=K-99").text
    assert "skillpath consultant add" in nobody


def test_the_ranking_follows_a_slider_and_the_address_says_where_it_stands(
    browser: Browser, demo: Workspace
) -> None:
    with serving(demo) as origin:
        visited = Visit(browser.new_context(), origin)
        page = visited.open(ROLE)
        page.locator("#criteria > summary").click()
        first = page.locator("#ranking tbody th a").first
        best = first.inner_text()
        page.locator(f"#ranking input[value='{best}']").check()
        slider = page.locator("#criteria input[name=share-industry]")
        slider.focus()
        page.keyboard.press("End")
        expect(page.locator("#said")).to_contain_text("First now")
        expect(slider).to_be_focused()
        page.wait_for_url("**share-industry=100**")
        expect(page.locator("#kept button")).to_have_text("Keep for this role")
        expect(page.locator(f"#ranking input[value='{best}']")).to_be_checked()
        shown = page.locator("#ranking tbody th a").all_inner_texts()
        page.reload()
        assert page.locator("#ranking tbody th a").all_inner_texts() == shown
        expect(page.locator("#criteria input[name=share-industry]")).to_have_value("100")
        visited.assert_clean()
        page.context.close()
