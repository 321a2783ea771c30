"""Deciding about a match: below the evidence, with a reason, by somebody; taken back; rated otherwise."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect

from skillpath.agency.workspace import Workspace
from skillpath.reasoner.decision import Outcome
from skillpath.web.app import create_app
from viewers import serving
from visits import Visit

MATCH = "/roles/R-01/candidates/C-044"


@pytest.fixture(scope="module")
def viewer(demo: Workspace) -> FlaskClient:
    return create_app(demo, config={"TESTING": True}).test_client()


@pytest.fixture(scope="module")
def undecided(viewer: FlaskClient) -> str:
    """The page of the match before anything was decided."""
    return viewer.get(MATCH).text


def fields(page: str, **more: str) -> dict[str, Any]:
    """What the form of the page sends."""
    decide = page.split('id="decide"')[1]
    sent = dict(
        re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', decide.split("</form>")[0])
    )
    return sent | more


FILLED = {"outcome": "rejected", "quick": "too far from the role", "by": "K-1", "looked": "1"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"looked": None}, "Say that you have looked at the evidence"),
        ({"seen": None}, "not the one that was on your page"),
        ({"seen": "0" * 16}, "not the one that was on your page"),
        ({"profile": "fresh eyes"}, "not the one that was on your page"),
        ({"outcome": "hired"}, "Say what was decided"),
        ({"outcome": "taken back"}, "Say what was decided"),
        ({"quick": ""}, "needs a reason"),
        ({"by": "Jane Doe"}, "no code of a consultant"),
    ],
)
def test_a_decision_that_is_not_whole_is_not_taken_and_nothing_typed_is_lost(
    viewer: FlaskClient, demo: Workspace, undecided: str, change: dict[str, str | None], said: str
) -> None:
    before = demo.book.decisions()
    form = fields(undecided, **FILLED) | change
    answer = viewer.post(f"{MATCH}/decisions", data={k: v for k, v in form.items() if v is not None})
    assert answer.status_code == 422
    assert said in answer.text
    assert f'name="by" value="{form["by"]}"' in answer.text
    assert demo.book.decisions() == before


def test_a_decision_is_recorded_shown_everywhere_and_taken_back(viewer: FlaskClient, demo: Workspace) -> None:
    form = fields(viewer.get(f"{MATCH}?profile=fresh+eyes").text, **FILLED, reason="says  the client")
    answer = viewer.post(f"{MATCH}/decisions", data=form)
    assert answer.status_code == 303
    assert answer.location.endswith(f"{MATCH}?profile=fresh+eyes#decide")
    (found,) = [one for one in demo.book.decisions(role="R-01") if one.candidate == "C-044"]
    assert (found.outcome, found.by, found.reason) == (
        "rejected", "K-1", "too far from the role: says the client",
    )  # fmt: skip
    for path in ("/roles/R-01", MATCH):
        assert f"rejected {found.day}" in viewer.get(path).text
    page = viewer.get(MATCH).text
    assert "Take “rejected” back" in page
    viewer.post(f"{MATCH}/decisions/last", data=fields(page, by="K-2"))
    page = viewer.get(MATCH).text
    assert f"rejected {found.day}" not in page
    assert "taken back" in page
    assert viewer.post(f"{MATCH}/decisions/last", data=fields(page, by="K-2")).status_code == 422


def test_what_is_seen_in_one_language_is_decided_in_any(viewer: FlaskClient) -> None:
    form = fields(viewer.get("/roles/R-01/candidates/C-044?lang=de").text, **FILLED)
    answer = viewer.post(f"{MATCH}/decisions?lang=en", data=form)
    assert answer.status_code == 303


def test_a_rating_is_one_click_and_attributed(viewer: FlaskClient) -> None:
    page = viewer.get(MATCH).text
    points = re.findall(r"<strong>([\d.]+)</strong> of 100 points", page)[0]
    assert viewer.post(f"{MATCH}/ratings", data=fields(page, by="K-3", rating="higher")).status_code == 303
    assert f"rates this match higher than its {points} points" in viewer.get(MATCH).text


def test_enter_in_a_field_decides_nothing(browser: Browser, demo: Workspace) -> None:
    before = demo.book.decisions()
    with serving(demo) as origin:
        visited = Visit(browser.new_context(), origin)
        page = visited.open(MATCH.replace("C-044", "C-045"))
        form = page.locator("form.decision")
        form.get_by_label("Reason, about the work").fill("by accident")
        form.get_by_label("Your code").fill("K-1")
        form.get_by_label("I have looked").check()
        form.get_by_label("Your code").press("Enter")
        form.get_by_role("button", name="On hold").click()
        expect(page.locator("h1 .tag")).to_contain_text("on hold")
        assert [one.outcome for one in demo.book.decisions() if one not in before] == [Outcome.ON_HOLD]
        visited.assert_clean()
        page.context.close()


def test_the_page_says_what_the_score_does_not_know_and_what_closes_a_gap(viewer: FlaskClient) -> None:
    page = viewer.get("/roles/R-04/candidates/C-003?as_of=2026-11-01").text
    unscored = page.split('id="unscored-heading"')[1].split("</section>")[0]
    assert "does not fit" in unscored
    assert unscored.count("to ask") == 3
    gaps = page.split('id="gaps-heading"')[1].split("</section>")[0]
    assert "learned itself this becomes 100%, the score +19.05" in gaps
    assert page.index('id="unscored-heading"') < page.index('id="gaps-heading"') < page.index('id="decide"')
