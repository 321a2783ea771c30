"""What the pages say of what would change a match, and of one candidate over another."""

import re
from datetime import date
from decimal import Decimal

from flask.testing import FlaskClient
from playwright.sync_api import Locator, expect

from hostile import AS_OF, BEST, ROLE, compare_path, match_path
from skillpath.agency.improvement import improvement
from skillpath.agency.workspace import Workspace
from skillpath.web.text import legible
from visits import Start

MIDDLE = "C-3"
FLOOR = "shop-floor background wanted"


def signed(cells: Locator) -> list[Decimal]:
    """The difference in each cell."""
    texts = (re.search(r"[+−]\d+\.\d\d", text) for text in cells.all_text_contents())
    return [Decimal(text[0].replace("−", "-")) for text in texts if text]


def test_a_match_says_what_single_skills_are_worth(visit: Start) -> None:
    page = visit().open(match_path(MIDDLE, profile=FLOOR))
    section = page.locator("section", has=page.locator("#advice-heading"))
    rows = section.locator("table").first.locator("tbody tr")
    gains = signed(rows.locator("td:nth-child(3)"))
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0
    score = Decimal(page.locator(".figure strong").inner_text())
    assert [Decimal(text) for text in rows.locator("td:nth-child(4)").all_inner_texts()] == [
        score + gain for gain in gains
    ]


def test_the_ways_of_a_match_are_those_of_the_command(visit: Start, workspace: Workspace) -> None:
    page = visit().open(match_path(MIDDLE, profile=FLOOR))
    points = float(page.locator(".figure strong").inner_text())
    document = improvement(
        workspace,
        MIDDLE,
        ROLE,
        to=points + 10,
        overtake=[BEST],
        profile=FLOOR,
        as_of=date.fromisoformat(AS_OF),
    )
    expected = [legible(goal["sentence"]) for goal in document["goals"]]
    assert len(expected) == 2
    assert page.locator(".goals li").all_text_contents() == expected


def test_nobody_is_to_be_overtaken_by_the_best(visit: Start) -> None:
    page = visit().open(match_path(BEST, profile=FLOOR))
    expect(page.locator(".goals li")).to_have_count(1)
    expect(page.locator(".goals")).not_to_contain_text("a place above")


def test_a_comparison_adds_up_to_the_difference(visit: Start) -> None:
    visited = visit()
    page = visited.open(compare_path(BEST, MIDDLE, profile=FLOOR))
    rows = page.locator(".comparison tbody tr")
    (whole,) = signed(page.locator(".comparison tfoot td.total"))
    assert sum(signed(rows.locator("td.total"))) == whole > 0
    scores = [
        Decimal(text.split(": ")[-1])
        for text in page.locator(".comparison tfoot td[colspan]").all_inner_texts()
    ]
    assert scores[0] - scores[1] == whole
    assert page.locator(".tag.main").count() >= 1
    visited.assert_clean()


def test_the_other_way_round_only_the_signs_change(visit: Start) -> None:
    page = visit().open(compare_path(BEST, MIDDLE, profile=FLOOR))
    before = signed(page.locator(".comparison tbody td.total"))
    sentence = page.locator(".paragraph").inner_text()
    page.get_by_role("link", name="the other way round").click()
    after = signed(page.locator(".comparison tbody td.total"))
    assert len(before) > 1
    assert [abs(a + b) <= Decimal("0.01") for a, b in zip(before, after, strict=True)] == [True] * len(before)
    assert page.locator(".paragraph").inner_text() == sentence


def test_a_match_leads_to_its_comparisons_and_back(visit: Start) -> None:
    page = visit().open(match_path(MIDDLE, profile=FLOOR))
    page.locator("section", has=page.locator("#advice-heading")).locator("a").first.click()
    page.wait_for_url("**/compare?**")
    expect(page.locator("h1")).to_contain_text(MIDDLE)
    page.locator(".neighbours a").first.click()
    expect(page.locator("h1 > bdi")).to_have_text(MIDDLE)


def test_one_candidate_is_not_compared_with_itself(client: FlaskClient) -> None:
    answer = client.get(compare_path(BEST, BEST))
    assert answer.status_code == 400
    assert "2 to 4 different candidates" in answer.get_data(as_text=True)


def test_unknown_candidates_are_named(client: FlaskClient) -> None:
    answer = client.get(compare_path(BEST, "C-9"))
    assert answer.status_code == 404
    assert "There is no candidate C-9" in answer.get_data(as_text=True)
