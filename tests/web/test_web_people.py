"""The pages about people: looked for, noted, looked at, exported, deleted, merged, and where one stands."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from firms import DAY, ROLE, claiming, firm, iri, worked
from people import TODAY, candidates
from skillpath.agency.candidate_document import candidate_document
from skillpath.agency.candidate_list import Asked, Retention, candidate_list
from skillpath.agency.dossier import references
from skillpath.agency.identities import Identity, identify, look, looks
from skillpath.agency.merging import merges
from skillpath.agency.notes import add_note, notes
from skillpath.agency.retention import keep, kept_until
from skillpath.agency.why_not import why_not
from skillpath.agency.word_search import MOST
from skillpath.agency.workspace import Workspace
from skillpath.errors import UnknownName
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.filters import Filters
from skillpath.web.app import create_app
from skillpath.web.candidates import HELD
from skillpath.web.forms import TOKEN
from skillpath.web.timeline import timeline
from viewers import serving
from visits import Visit

ON = f"as_of={DAY}"
NURSE = Candidate(
    "C-3",
    (
        Spell(iri("nurse"), iri("clinic"), date(2010, 1, 1), date(2014, 12, 31), on_floor=True),
        Spell(iri("clerk"), iri("health"), date(2016, 1, 1)),
    ),
    (Claim(iri("pay"), 0.5, "reference"),),
    "DE-BE",
    date(2027, 1, 1),
    ("ADR",),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people") / "firm"
    made = firm(folder, worked("C-1", "clerk", "clinic"), claiming("C-2"), NURSE)
    identify(made.book, "C-3", Identity("Ann Unmistakable", "ann@mail.example"))
    keep(made.book, "C-1", date(2026, 10, 31))
    add_note(made.book, "C-2", "took over the night rota", by="K-1")
    return folder


@pytest.fixture(scope="module")
def reader(template: Path) -> FlaskClient:
    """Of the same firm for tests that write nothing."""
    opened = Workspace.open(template)
    return create_app(opened, config={"TESTING": True, TOKEN: "token"}).test_client(use_cookies=False)


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Workspace:
    """A firm of one test, with three candidates."""
    return Workspace.open(shutil.copytree(template, tmp_path / "firm"))


@pytest.fixture
def client(desk: Workspace) -> FlaskClient:
    return create_app(desk, config={"TESTING": True, TOKEN: "token"}).test_client(use_cookies=False)


def said(answer: TestResponse) -> str:
    """The text of the main part of a page."""
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


def send(client: FlaskClient, path: str, **fields: Any) -> TestResponse:
    return client.post(path, data={"token": "token", **fields})


# Looked for ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["C-1", "C-2", "C-3"]),
        ("q=c-3", ["C-3"]),
        ("q=nur", ["C-3"]),
        ("q=rota+night", ["C-2"]),
        ("q=Unmistakable", []),
        ("location=DE", ["C-3"]),
        ("location=DE-BB", []),
        ("licence=adr&available_by=2027-01-01", ["C-3"]),
        ("available_by=2026-12-31", []),
        ("retention=overdue", ["C-1"]),
        ("retention=unsaid", ["C-2", "C-3"]),
        ("retention=unsaid&location=DE-BE&q=clerk", ["C-3"]),
    ],
)
def test_candidates_are_found_by_all_that_is_asked(reader: FlaskClient, query: str, found: list[str]) -> None:
    answer = reader.get(f"/candidates?{ON}&{query}")
    page = answer.get_data(as_text=True)
    assert re.findall(r'<th scope="row"[^>]*><a href="/candidates/(C-\d)\?', page) == found
    assert f"as_of={DAY}" in page
    assert "Unmistakable" not in said(answer)


@pytest.mark.parametrize("query", ["location=Berlin", "available_by=soon", "retention=x", "page=0"])
def test_what_cannot_be_asked_is_refused(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"/candidates?{query}").status_code == 400


def test_a_long_list_has_pages(desk: Workspace) -> None:
    parts = [candidate_list(desk, Asked(), on=DAY, first=first, most=2) for first in (0, 2, 4)]
    assert [[row["code"] for row in part["rows"]] for part in parts] == [["C-1", "C-2"], ["C-3"], []]
    assert {(part["total"], part["found"]) for part in parts} == {(3, 3)}


def test_a_list_follows_what_is_written_and_removed(desk: Workspace) -> None:
    desk.pool.now()
    desk.book.put([claiming("C-0")])
    desk.forget("C-1")
    asked = Asked("", Filters(), Retention.UNSAID)
    assert [row["code"] for row in candidate_list(desk, asked, on=DAY)["rows"]] == ["C-0", "C-2", "C-3"]


def test_words_in_too_many_places_are_said_to_be_so(client: FlaskClient, desk: Workspace) -> None:
    desk.book.put([worked(f"N-{number}", "nurse") for number in range(MOST + 1)])
    assert "which were not looked at" in said(client.get("/candidates?q=nurse"))
    assert f"Candidates {MOST} and more" in said(client.get("/search?q=nurse"))
    assert "which were not looked at" not in said(client.get("/candidates?q=clerk"))


# One candidate -------------------------------------------------------------------------------------


def test_the_page_of_a_candidate_tells_history_skills_and_roles(reader: FlaskClient) -> None:
    page = said(reader.get(f"/candidates/C-3?{ON}"))
    for told in (
        "Without a job on record: 2014-12-31 – 2016-01-01.",
        "nurse clinics 2010-01-01 2014-12-31 professional shop floor",
        "pay clerk health 2016-01-01 today professional",
        "payroll claimed at 50%, reference pay clerk job type",
        "pay clerk for a clinic R-1",
    ):
        assert told in page
    assert "Ann Unmistakable" not in page
    empty = said(reader.get(f"/candidates/C-2?{ON}"))
    assert "No job is on record." in empty
    assert "Nobody has said yet who this candidate is." in empty


def test_skills_are_mastered_as_the_score_reckons(desk: Workspace) -> None:
    rows = candidate_document(desk, "C-1", as_of=DAY)["skills"]["rows"]
    assert [(row["skill"]["label"], row["mastery"], row["claim"]) for row in rows] == [
        ("payroll", 1.0, None),
        ("tax", 1.0, None),
    ]
    assert rows[0]["work"] == [{"label": "pay clerk", "channel": "job type"}]


def test_a_note_is_added_and_shown_with_its_author(client: FlaskClient, desk: Workspace) -> None:
    path = f"/candidates/C-3?{ON}"
    answer = send(client, path, action="note", note="Starts in May.\nPart-time.", by="K-1", role="R-1")
    assert (answer.status_code, answer.location) == (303, f"/candidates/C-3?done=note&{ON}#notes")
    assert [(n.text, n.by, n.role) for n in notes(desk.book, "C-3")] == [
        ("Starts in May.\nPart-time.", "K-1", "R-1")
    ]
    assert "K-1 , about R-1 Starts in May. Part-time." in said(client.get(answer.location))


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"action": "note", "note": "kept text", "by": ""}, "by", "Say who you are"),
        ({"action": "note", "note": "kept text", "by": "Ann Example"}, "by", "no code of a consultant"),
        ({"action": "note", "note": " ", "by": "K-1"}, "note", "Write what is to be kept"),
        ({"action": "note", "note": "kept text", "by": "K-1", "role": "R-9"}, "role", "no role R-9"),
        ({"action": "identity", "looker": "K-1", "reason": " "}, "reason", "Say why the name"),
        ({"action": "identify", "name": " "}, "name", "needs a name"),
        ({"action": "export", "exporter": "", "purpose": "asked"}, "exporter", "Say who you are"),
        ({"action": "keep", "until": "soon"}, "until", "“soon” is not a day"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost_or_done(
    reader: FlaskClient, template: Path, fields: dict[str, str], field: str, problem: str
) -> None:
    answer = send(reader, f"/candidates/C-3?{ON}", **fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(rf'name="{field}"[^>]* aria-describedby="{field}-problem"', page)
    assert problem in page.partition(f'id="{field}-problem"')[2].partition("</label>")[0]
    assert "kept text" not in fields.values() or "kept text</textarea>" in page
    book = Workspace.open(template).book
    assert (notes(book, "C-3"), looks(book)) == ([], [])
    assert "Unmistakable" not in page


def test_an_identity_is_shown_once_and_the_look_is_kept(client: FlaskClient, desk: Workspace) -> None:
    answer = send(client, f"/candidates/C-3?{ON}", action="identity", looker="K-1", reason="interview")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "Ann Unmistakable" in said(answer)
    assert [(one.candidate, one.by, one.reason) for one in looks(desk.book)] == [("C-3", "K-1", "interview")]
    links = re.findall(r'(?:href|action)="([^"]*)"', answer.get_data(as_text=True))
    assert not [link for link in links if "interview" in link or "K-1" in link]
    again = said(client.get(f"/candidates/C-3?{ON}"))
    assert "Unmistakable" not in again
    assert "K-1 interview" in again


def test_who_it_is_can_be_said_and_is_not_shown(client: FlaskClient, desk: Workspace) -> None:
    fields = {"action": "identify", "name": "Bea Unmistakable", "phone": "030 1234567"}
    answer = send(client, "/candidates/C-2", **fields)
    assert (answer.status_code, answer.location) == (303, "/candidates/C-2?done=identify#identity")
    assert "Unmistakable" not in said(client.get(answer.location))
    assert look(desk.book, "C-2", by="K-1", reason="x") == Identity("Bea Unmistakable", phone="030 1234567")


def test_all_that_is_held_comes_as_a_file_and_counts_as_a_look(client: FlaskClient, desk: Workspace) -> None:
    answer = send(client, "/candidates/C-3", action="export", exporter="K-1", purpose="she asked")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="C-3.json"'
    held = json.loads(answer.get_data())
    assert held["identity"][0]["name"] == "Ann Unmistakable"
    assert [one.reason for one in looks(desk.book)] == ["export: she asked"]
    assert held["look"][0]["reason"] == "export: she asked"


def test_a_day_to_keep_until_is_said_and_taken_back(client: FlaskClient, desk: Workspace) -> None:
    assert send(client, "/candidates/C-3", action="keep", until="2026-10-31").status_code == 303
    assert kept_until(desk.book, ["C-3"]) == {"C-3": date(2026, 10, 31)}
    assert "may be kept is over" in said(client.get(f"/candidates/C-3?{ON}"))
    send(client, "/candidates/C-3", action="keep", until="")
    assert kept_until(desk.book, ["C-3"]) == {"C-3": None}


def test_a_candidate_is_deleted_by_who_writes_the_code(client: FlaskClient, desk: Workspace) -> None:
    question = said(client.get("/candidates/C-3/delete"))
    assert "jobs 2" in question
    assert "identities: name, address and the like 1" in question
    assert "Unmistakable" not in question
    assert send(client, "/candidates/C-3/delete", code="C-1").status_code == 422
    assert "C-3" in desk.book.codes()
    answer = send(client, "/candidates/C-3/delete", code="C-3")
    assert (answer.status_code, answer.location) == (303, "/candidates?deleted=1")
    with pytest.raises(UnknownName):
        desk.book.candidate("C-3")
    assert "The candidate is deleted" in said(client.get(answer.location))
    assert client.get("/candidates/C-3").status_code == 404


def test_all_that_is_held_on_a_person_has_a_name_on_the_page_before_it_goes() -> None:
    assert set(HELD) == {"candidate", *(table.name for table in references())}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/candidates/C-3", {"action": "identity", "looker": "K-1", "reason": "x"}),
        ("/candidates/C-3/delete", {"code": "C-3"}),
        ("/candidates/duplicates", {"of": ["C-1", "C-3"], "keep": "C-3", "by": "K-1"}),
    ],
)
def test_only_forms_of_this_viewer_are_taken(reader: FlaskClient, path: str, fields: dict[str, Any]) -> None:
    assert reader.post(path, data={"token": "another", **fields}).status_code == 403
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert reader.post(path, data={"token": "token", **fields}, headers=foreign).status_code == 403
    page = said(reader.get("/candidates/C-3"))
    assert "0 looks so far" in page


@given(candidates)
def test_every_job_is_drawn_within_the_axis(candidate: Candidate) -> None:
    spells: list[dict[str, Any]] = [
        {"start": s.start.isoformat(), "end": None if s.end is None else s.end.isoformat()}
        for s in candidate.spells
    ]
    drawn = timeline(spells, [], as_of=TODAY)
    assert (drawn is None) is (spells == [])
    for bar, spell in zip(drawn.bars if drawn else (), spells, strict=True):
        assert 0 <= bar.x <= bar.x + bar.width <= 100.01
        assert bar.width > 0
        before = [one for one, s in zip(drawn.bars, spells, strict=True) if s["start"] < spell["start"]]  # type: ignore[union-attr]
        assert all(one.x <= bar.x for one in before)
    years = [year.year for year in drawn.years] if drawn else []
    assert years == sorted(set(years))
    assert len(years) <= 7


# Duplicates ----------------------------------------------------------------------------------------


def test_likely_duplicates_are_merged_and_made_two_again(client: FlaskClient, desk: Workspace) -> None:
    identify(desk.book, "C-1", Identity("A. Unmistakable", "ANN@mail.example"))
    page = said(client.get(f"/candidates/duplicates?{ON}"))
    assert "C-1 and C-3 the same e-mail address" in page
    assert "nmistakable" not in page
    fields = {"of": ["C-1", "C-3"], "keep": "C-3"}
    assert send(client, "/candidates/duplicates", **fields).status_code == 422
    assert merges(desk.book) == []
    answer = send(client, f"/candidates/duplicates?{ON}", by="K-1", **fields)
    assert (answer.status_code, answer.location) == (303, f"/candidates/duplicates?merged=1&{ON}")
    assert desk.book.codes() == ["C-2", "C-3"]
    assert "No two records look like one person." in said(client.get(answer.location))
    assert "C-1 is part of this candidate since K-1" in said(client.get("/candidates/C-3"))
    assert send(client, "/candidates/duplicates", number="1", by="K-2").location.endswith("?undone=1")
    assert desk.book.codes() == ["C-1", "C-2", "C-3"]
    assert "undone on" in said(client.get("/candidates/duplicates"))
    assert "was undone" in said(send(client, "/candidates/duplicates", number="1", by="K-2"))


def test_likely_duplicates_are_kept_apart_and_that_is_taken_back(
    client: FlaskClient, desk: Workspace
) -> None:
    identify(desk.book, "C-1", Identity("A", "ANN@mail.example"))
    two = {"of": ["C-1", "C-3"], "by": "K-1"}
    assert send(client, "/candidates/duplicates", **two | {"by": ""}, apart="two").status_code == 422
    assert send(client, "/candidates/duplicates", of=["C-1"], by="K-1", apart="two").status_code == 422
    page = said(client.get(send(client, f"/candidates/duplicates?{ON}", **two, apart="two").location))
    assert "They are kept apart" in page
    assert "No two records look like one person." in page
    page = said(client.get(send(client, f"/candidates/duplicates?{ON}", **two, apart="unsure").location))
    assert "C-1 and C-3 the same e-mail address" in page
    assert send(client, "/candidates/duplicates", **two, apart="unsure").status_code == 422


# Where one stands ----------------------------------------------------------------------------------


def test_where_one_stands_is_what_the_agency_says(client: FlaskClient, desk: Workspace) -> None:
    answer = client.get(f"/standing?role=R-1&candidate=C-2&{ON}")
    assert (answer.status_code, answer.location) == (302, f"/roles/R-1/why-not/C-2?{ON}")
    document = why_not(desk, "C-2", ROLE.id, as_of=DAY)
    page = said(client.get(answer.location))
    assert document["sentence"] in page
    assert f"Rank {document['rank']} of 3" in page
    assert client.get("/standing?role=R-9&candidate=C-2").status_code == 404


# Search --------------------------------------------------------------------------------------------


def test_a_search_finds_concepts_roles_and_candidates(reader: FlaskClient) -> None:
    page = said(reader.get(f"/search?q=clerk&{ON}"))
    assert "Candidates 2 C-1 a job: pay clerk C-3 a job: pay clerk" in page
    assert "Roles 2 pay clerk for a clinic R-1 pay clerk, clinics" in page
    assert "Skills, job types, industries 1 pay clerk Job type" in page
    assert "Did you mean payroll ?" in said(reader.get("/search?q=payrol+x"))
    assert "Nothing was found." in said(reader.get("/search?q=Unmistakable"))
    assert "Write words" in said(reader.get("/search?q=+"))


def test_hits_come_while_somebody_types(reader: FlaskClient) -> None:
    groups = reader.get(f"/search/hits?q=pa&{ON}").get_json()["groups"]
    assert [(group["name"], [hit["label"] for hit in group["hits"]]) for group in groups] == [
        ("Roles", ["pay clerk for a clinic", "pay clerk"]),
        ("Skills, job types, industries", ["payroll", "pay clerk"]),
    ]
    assert groups[0]["hits"][0]["address"] == f"/roles/R-1?{ON}"
    (only,) = reader.get("/search/hits?q=c-3").get_json()["groups"]
    assert only["hits"] == [{"label": "C-3", "detail": "", "address": "/candidates/C-3"}]
    for nothing in ("", "?q=", "?q=%22"):
        assert reader.get(f"/search/hits{nothing}").get_json() == {"groups": []}


def test_names_are_suggested_for_a_field_that_asks_for_a_kind(reader: FlaskClient) -> None:
    assert reader.get("/search/names?kind=job type&q=pa").get_json() == {"names": ["pay clerk"]}
    assert reader.get("/search/names?kind=skill&q=pa").get_json() == {"names": ["payroll"]}
    assert reader.get("/search/names?kind=name&q=pa").status_code == 404


def test_the_search_field_is_a_combobox_for_the_keyboard(browser: Browser, desk: Workspace) -> None:
    with serving(desk) as origin, browser.new_context() as context:
        visited = Visit(context, origin)
        page = visited.open(f"/candidates?{ON}")
        page.keyboard.press("/")
        field = page.get_by_role("combobox", name="Search candidates, roles, skills")
        expect(field).to_be_focused()
        page.keyboard.type("clerk")
        options = page.locator(".suggested [role=option]")
        expect(options).to_have_count(3)
        expect(field).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(options.nth(1)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
        page.keyboard.press("Enter")  # nothing is chosen: the form is sent
        page.wait_for_url("**/search?**q=clerk")
        expect(page.locator("h1")).to_contain_text("clerk")
        page.keyboard.press("/")
        page.keyboard.type("clinic")
        expect(options).to_have_count(2)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/roles/R-1?{ON}")
        visited.assert_clean()
