"""The viewer in a real browser."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from importlib import resources
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hostile import HOSTILE, PAGES, WORKED_OUT, match_path, print_path, role_path
from skillpath import web
from visits import Start, Visit, tab_to

pages = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
matches = pytest.mark.parametrize("path", [p for n, p in PAGES.items() if n in ("match", "inverted match")])


def draw(page: Page) -> Locator:
    """The picture, once it is drawn."""
    picture = page.locator(".picture")
    expect(picture).to_have_attribute("data-nodes", re.compile(r"\d+"))
    return picture


def drawn_data(page: Page) -> Any:
    """What the page's script draws; ``None`` where a page has no picture."""
    data = page.locator("#picture-data")
    return json.loads(data.text_content() or "") if data.count() else None


@pytest.fixture(scope="module")
def window(browser: Browser, origin: str) -> Iterator[Visit]:
    """One window for all that is looked at on every page: a new one costs more than a page."""
    with browser.new_context() as context:
        visited = Visit(context, origin)
        visited.page.route(lambda url: not url.startswith(f"{origin}/"), lambda route: route.abort())
        yield visited


@pytest.fixture
def reader(window: Visit) -> Visit:
    """The window by day, without what went wrong in it before."""
    window.page.emulate_media(color_scheme="light")
    window.page.set_viewport_size({"width": 1280, "height": 720})
    window.errors.clear()
    window.foreign.clear()
    return window


@pytest.fixture(scope="module")
def reader_without_script(browser: Browser, origin: str) -> Iterator[Visit]:
    with browser.new_context(java_script_enabled=False) as context:
        yield Visit(context, origin)


# Safety --------------------------------------------------------------------------------------------


@pages
def test_a_page_shows_texts_as_text_fits_every_width_and_axe_finds_nothing(
    reader: Visit, axe: str, path: str
) -> None:
    """All of one visit: opening a page costs more than looking at it."""
    page = reader.open(path)
    if page.locator(".picture").count():
        draw(page)
    assert_only_text(page)
    unfold(page)
    assert_never_wider_than_the_window(page)
    assert_axe_finds_nothing(page, axe)
    reader.assert_clean()  # no other host was asked, either


def assert_only_text(page: Page) -> None:
    """No hostile label became markup, a link that runs, or a template that was evaluated."""
    shown = page.locator("body").inner_text()
    markup = "img:not(.brand img), i, b, script:not([src]):not([type='application/json'])"
    assert page.locator(markup).count() == 0
    assert not page.evaluate("[...document.links].some((a) => a.protocol === 'javascript:')")
    assert "\u202e" not in page.content() + json.dumps(drawn_data(page), ensure_ascii=False)
    assert WORKED_OUT not in shown  # no template was evaluated


def test_hostile_texts_are_all_on_the_match_page(visit: Start) -> None:
    visited = visit()
    page = visited.open(PAGES["match"])
    page.locator("#paths summary").click()
    shown = page.locator("main").inner_text()
    assert [text for text in HOSTILE if text not in shown] == []
    visited.assert_clean()


def test_pointing_at_the_picture_shows_text_and_runs_nothing(visit: Start) -> None:
    visited = visit(viewport={"width": 1300, "height": 1000})
    page = visited.open(PAGES["match"])
    picture = draw(page)
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    tooltip, seen = page.locator(".vis-tooltip"), set()
    for across in (0.065, 0.23, 0.8, 0.94):
        for down in range(1, 12):
            page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"] / 12)
            page.wait_for_timeout(160)  # a tooltip shows after 120 ms
            if tooltip.count() and tooltip.evaluate("(t) => t.style.visibility") == "visible":
                seen.add(tooltip.inner_text())
                assert tooltip.locator(":not(br)").count() == 0
    assert len(seen) > 3
    assert any("<img src=x" in text for text in seen)
    visited.assert_clean()


# For everyone --------------------------------------------------------------------------------------


def assert_never_wider_than_the_window(page: Page) -> None:
    for width in (320, 390, 640, 1030, 1200, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("language", ["de", "fr"])
@pytest.mark.parametrize("name", ["roles", "role", "match"])
def test_longer_words_of_other_languages_fit_too(visit: Start, name: str, language: str) -> None:
    page = visit().open(f"{PAGES[name]}&lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert_never_wider_than_the_window(page)


def assert_axe_finds_nothing(page: Page, axe: str) -> None:
    """All rules by day, those of colours by night, at both widths: by night, colours alone are others."""
    page.evaluate(axe)
    for theme, rules in THEMES.items():
        page.emulate_media(color_scheme=theme)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(VIOLATIONS, rules) == [], (theme, width)


OF_COLOURS = ["color-contrast", "link-in-text-block"]
THEMES: dict[Literal["light", "dark"], list[str] | None] = {"light": None, "dark": OF_COLOURS}
"""The rules of axe that look at colours."""

VIOLATIONS = """
(rules) => axe.run(rules ? { runOnly: { type: "rule", values: rules } } : {})
  .then((found) => found.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))
"""


def test_by_night_colours_alone_are_others() -> None:
    style = (resources.files(web) / "static" / "skillpath.css").read_text(encoding="utf-8")
    (night,) = re.findall(r"@media[^{]*prefers-color-scheme[^{]*\{\s*:root \{([^}]*)\}\s*\}", style)
    assert style.count("prefers-color-scheme") == 1
    assert [
        line for line in night.split(";") if not re.fullmatch(r"\s*(--[\w-]+: #[0-9a-f]{6})?\s*", line)
    ] == []


def unfold(page: Page) -> None:
    """Draws and opens all that a page has."""
    if page.locator(".picture").count():
        draw(page)
        page.locator("#paths summary").click()


@pytest.mark.parametrize("path", [role_path(), match_path()])
def test_the_profile_is_switched_by_keyboard(visit: Start, path: str) -> None:
    page = visit().open(path)
    tab_to(page, ".profiles a[href*='fresh']")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**profile=fresh+eyes**")
    expect(page.locator(".profiles [aria-current]")).to_contain_text("fresh eyes")
    page.go_back()
    expect(page.locator(".profiles [aria-current]")).to_contain_text("industry only")


def test_the_keyboard_goes_through_the_picture_to_its_table(visit: Start) -> None:
    visited = visit()
    page = visited.open(match_path())
    draw(page)
    tab_to(page, "[data-fit]")
    tab_to(page, ".vis-network")
    before = page.locator(".picture canvas").evaluate("(c) => c.toDataURL()")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(b) => document.querySelector('.picture canvas').toDataURL() !== b", arg=before)
    steps = page.evaluate("JSON.parse(document.getElementById('picture-data').textContent).edges.length")
    said = page.locator(".picture-said")
    before = page.locator(".picture canvas").evaluate("(c) => c.toDataURL()")
    page.keyboard.press("n")
    expect(said).to_contain_text(f"1/{steps} ")
    expect(said).to_contain_text("points")
    page.wait_for_function("(b) => document.querySelector('.picture canvas').toDataURL() !== b", arg=before)
    page.keyboard.press("p")
    expect(said).to_contain_text(f"{steps}/{steps} ")
    tab_to(page, "#paths summary", most=1)
    page.keyboard.press("Enter")
    expect(page.locator("#paths table")).to_be_visible()
    visited.assert_clean()


def test_a_step_of_the_picture_leads_on_by_keyboard(visit: Start) -> None:
    visited = visit()
    page = visited.open(match_path())
    draw(page)
    tab_to(page, ".vis-network")
    drawing = json.loads(page.locator("#picture-data").text_content() or "")
    pages = {node["id"]: node.get("href") for node in drawing["nodes"]}
    heaviest_first = sorted(drawing["edges"], key=lambda edge: -edge["width"])
    for _ in range([bool(pages[edge["to"]]) for edge in heaviest_first].index(True) + 1):
        page.keyboard.press("n")
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts?**")
    visited.assert_clean()


def test_the_first_tab_skips_to_the_content(visit: Start) -> None:
    page = visit().open(match_path())
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pages
def test_pages_work_without_javascript(reader_without_script: Visit, path: str) -> None:
    page = reader_without_script.open(path)
    expect(page.locator("h1")).to_be_visible()
    if page.locator("#picture").count():
        expect(page.locator(".paper-picture .box rect").first).to_be_visible()
        expect(page.locator(".picture-controls")).to_be_hidden()
        page.locator("#paths summary").click()
        expect(page.locator("#paths table, #paths ul").first).to_be_visible()


def test_paper_gets_the_drawn_picture_and_the_table(visit: Start) -> None:
    page = visit().open(match_path())
    draw(page)
    expect(page.locator(".paper-picture")).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#paths table")).to_be_visible()
    expect(page.locator(".paper-picture")).to_be_visible()
    expect(page.locator(".picture-canvas")).to_be_hidden()
    expect(page.locator(".profiles")).to_be_hidden()


@pytest.mark.parametrize("audience", ["consultant", "client", "candidate"])
def test_a_reading_is_printed_on_one_page_without_what_is_around_it(visit: Start, audience: str) -> None:
    visited = visit()
    page = visited.open(print_path(audience, "de"))
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator(".choices")).to_be_visible()
    assert len(PRINTED_PAGE.findall(page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    expect(page.locator(".choices")).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    assert page.locator("main").bounding_box()["x"] == 0  # type: ignore[index]
    visited.assert_clean()


PRINTED_PAGE = re.compile(rb"/Type\s*/Page\b")
"""One for each page of a PDF."""


def test_the_language_of_a_reading_is_switched_by_keyboard(visit: Start) -> None:
    page = visit().open(print_path("client", "en"))
    tab_to(page, "a[hreflang='fr']")
    page.keyboard.press("Enter")
    page.wait_for_url("**lang=fr**")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("main")).to_contain_text("Candidature")


# Numbers -------------------------------------------------------------------------------------------


def numbers(cells: Locator) -> list[Decimal]:
    """The last number of each cell."""
    return [Decimal(re.findall(r"\d+\.\d\d", text)[-1]) for text in cells.all_text_contents()]


def test_the_channels_of_every_row_add_up_to_its_score(visit: Start) -> None:
    page = visit().open(role_path(profile="shop-floor background wanted"))
    rows = page.locator(".ranking tbody tr:has(td)")
    assert rows.count() == 4
    totals = numbers(rows.locator("td.total"))
    assert totals == sorted(totals, reverse=True)
    assert totals[0] > 0
    for i, total in enumerate(totals):
        parts = numbers(rows.nth(i).locator("td.part"))
        assert len(parts) == 4
        assert sum(parts) == total


@matches
def test_every_table_of_a_match_adds_up_to_the_score(visit: Start, path: str) -> None:
    page = visit().open(path)
    (score,) = numbers(page.locator(".figure strong"))
    assert 0 < score < 100
    assert sum(numbers(page.locator(".sum tbody td"))) == score
    assert numbers(page.locator("tfoot td.number")) == [score] * 3
    assert sum(numbers(page.locator(".history tbody td.number"))) == score
    rows = page.locator(".requirements tbody tr")
    assert sum(numbers(rows.locator("td.total"))) == score
    for i, total in enumerate(numbers(rows.locator("td.total"))):
        assert sum(numbers(rows.nth(i).locator(".evidence li"))) == total
    page.locator("#paths summary").click()
    role = page.locator("h1 .for bdi").inner_text()
    steps = page.locator(".steps tbody tr").filter(
        has=page.locator("td:nth-child(2)").get_by_text(role, exact=True)
    )
    assert sum(numbers(steps.locator("td.number"))) == score


def test_bars_are_as_long_as_their_points(visit: Start) -> None:
    page = visit().open(role_path())
    row = page.locator(".ranking tbody tr").first
    widths = [
        Decimal(w or "")
        for w in row.locator(".bars rect.bar-rest ~ rect").evaluate_all(
            "(all) => all.map((r) => r.getAttribute('width'))"
        )
    ]
    assert widths == [part for part in numbers(row.locator("td.part")) if part]


def test_the_picture_has_a_box_for_everything_in_its_table(visit: Start) -> None:
    visited = visit()
    page = visited.open(PAGES["match"])
    picture = draw(page)
    data = drawn_data(page)
    assert picture.get_attribute("data-nodes") == str(len(data["nodes"]))
    assert picture.get_attribute("data-edges") == str(len(data["edges"]))
    assert page.locator("#paths tbody tr").count() == len(data["edges"])
    painted = page.locator(".picture canvas").evaluate(
        "(c) => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size"
    )
    assert painted > 10
    visited.assert_clean()


def test_the_picture_follows_the_theme(visit: Start) -> None:
    visited = visit(color_scheme="light")
    page = visited.open(PAGES["match"])
    draw(page)
    before = page.locator(".picture canvas").evaluate("(c) => c.toDataURL()")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("(b) => document.querySelector('.picture canvas').toDataURL() !== b", arg=before)
    visited.assert_clean()


def test_previous_and_next_go_through_the_ranking(visit: Start) -> None:
    page = visit().open(role_path(profile="skills first"))
    ranked = page.locator(".ranking tbody th a").all_inner_texts()
    page.locator(".ranking tbody th a").first.click()
    walked = [page.locator("h1 > bdi").inner_text()]
    while page.locator("a[rel=next]").count():
        page.locator("a[rel=next]").click()
        walked.append(page.locator("h1 > bdi").inner_text())
    assert walked == ranked
    assert page.locator("a[rel=prev]").count() == 1
