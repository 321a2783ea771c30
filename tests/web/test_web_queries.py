"""The library as forms: each field says what is wrong with it, an address holds all, queries are saved."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

import hostile
from signed_in import Browser, with_accounts
from skillpath.agency.accounts.register import add_account
from skillpath.agency.accounts.rights import Role
from skillpath.agency.queries.running import library_of
from skillpath.agency.workspace import Workspace
from skillpath.ontology import vocabulary as v
from workspaces import Bundled

TEXT = "SELECT ?skill WHERE { VALUES ?skill { skill:payroll-processing } }"


@pytest.fixture(scope="module")
def desk(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = bundled.demonstration(tmp_path_factory.mktemp("queries") / "workspace")
    for name, role in (("ada", Role.CONSULTANT), ("eve", Role.EDITOR), ("carol", Role.ANALYST)):
        add_account(made.book, name, roles=[role], password=None)
    return made


@pytest.fixture(scope="module")
def browsers(desk: Workspace) -> dict[str, Browser]:
    app = with_accounts(desk)
    return {name: Browser(app, desk, name) for name in ("ada", "eve", "carol")}


def page(browser: Browser, address: str, *, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def test_the_library_shows_what_one_may_ask(browsers: dict[str, Browser], desk: Workspace) -> None:
    shown = page(browsers["ada"], "/queries")
    assert all(f'href="/queries/{one.name}"' in shown for one in library_of(desk))
    editors = page(browsers["eve"], "/queries")
    assert "/queries/hub-skills" in editors
    assert "/queries/ranking-of-a-role" not in editors
    assert "/queries/what-a-job-type-asks" in page(browsers["ada"], "/queries?for=consultant")
    assert "/queries/orphans" not in page(browsers["ada"], "/queries?for=consultant")
    page(browsers["eve"], "/queries/ranking-of-a-role?run=1", status=403)


def test_columns_are_called_in_the_language_of_the_page(browsers: dict[str, Browser]) -> None:
    asked = "/queries/titles-for-an-advert?run=1"
    for language, called in (("de", "Titel"), ("en", "title")):
        shown = page(browsers["ada"], f"{asked}&lang={language}")
        assert f'<th scope="col"><bdi>{called}</bdi></th>' in shown


def test_an_address_holds_the_question_and_its_answer(browsers: dict[str, Browser]) -> None:
    asked = "/queries/where-a-skill-is-learned?skill=payroll+processing&run=1"
    shown = page(browsers["ada"], asked)
    assert 'value="payroll processing"' in shown
    assert "concepts?iri=https://w3id.org/skillpath/job/payroll-clerk" in shown
    assert "VALUES ?skill { skill:payroll-processing }" in shown
    opened = next(line for line in shown.split('"') if line.startswith("/query?query="))
    (text,) = parse_qs(urlsplit(opened).query)["query"]
    assert "VALUES ?skill { skill:payroll-processing }" in text


def test_every_field_says_what_is_wrong_with_it(browsers: dict[str, Browser]) -> None:
    asked = "/queries/skills-between-industries?origin=nowhere&target=&least=7&run=1"
    shown = page(browsers["ada"], asked, status=422)
    for reason in ("No concept is called “nowhere”", "Say which.", "Write a number from 0 to 1."):
        assert reason in shown
    assert shown.count('aria-invalid="true"') == 3
    assert 'value="nowhere"' in shown


@pytest.mark.parametrize("text", [*hostile.HOSTILE, '"} } DROP ALL #', "\x00\u202e"])
def test_hostile_words_are_looked_for_and_shown_as_text(client: FlaskClient, text: str) -> None:
    answer = client.get("/queries/concepts-with-words", query_string={"words": text, "run": "1"})
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "<img src=x" not in shown
    assert ("Nothing was found" in shown) is not any(text.casefold() in one.casefold() for one in NAMES)


NAMES = hostile.LABELS.values()


def test_a_query_is_saved_shared_changed_and_removed(browsers: dict[str, Browser]) -> None:
    ada, carol = browsers["ada"], browsers["carol"]
    form = {"title": "Mine", "about": "what\nit is", "text": TEXT, "sharing": "private"}
    refused = ada.post("/queries/new", **{**form, "text": "SELECT ?x WHERE { SERVICE <urn:x> {} }"})
    assert (refused.status_code, "SERVICE" in refused.get_data(as_text=True)) == (422, True)
    saved = ada.post("/queries/new", **form)
    assert saved.status_code == 303
    mine = saved.location
    assert "what it is" in page(ada, f"{mine}?run=1")
    assert "Mine" in page(ada, "/queries")
    page(carol, mine, status=404)
    changed = {**form, "title": "Ours", "version": "1", "action": "change", "sharing": "link"}
    assert ada.post(mine, **changed).status_code == 303
    late = ada.post(mine, **{**changed, "title": "Too late"})
    assert late.status_code == 409
    assert 'value="Too late"' in late.get_data(as_text=True)
    shown = page(ada, mine)
    link = shown.partition("<code>http://localhost")[2].partition("<")[0]
    assert "Ours" in page(carol, link)
    assert "Ours" not in page(carol, "/queries")
    ada.post(mine, action="link")
    page(carol, link, status=404)
    assert ada.post(mine, action="remove").status_code == 303
    page(ada, mine, status=404)
    assert "Take it back" in page(ada, "/queries")
    assert ada.post(mine, action="restore").location == mine
    assert "Ours" in page(ada, mine)


def test_suggestions_are_of_the_kind_that_is_asked_for(client: FlaskClient) -> None:
    answer = client.get("/search/names", query_string={"q": "pay"})
    of_all = answer.get_json()["names"]
    of_jobs = client.get("/search/names", query_string={"q": "clerk", "kind": "job type"}).get_json()["names"]
    assert of_all == [hostile.LABELS[v.SKILL.pay]]
    assert of_jobs == [hostile.LABELS[v.JOB.clerk]]
