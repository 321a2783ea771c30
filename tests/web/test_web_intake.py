"""Drafts are reviewed and confirmed in the viewer: by its own forms only, with a script and without."""

import io
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

import hostile
from cvs import ENCRYPTED, LINES, pdf
from hostile import IMAGE, TEMPLATE, iri
from skillpath.agency.candidate_document import candidate_document
from skillpath.agency.intake.draft import Purpose, State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.outcome import Read
from skillpath.agency.intake.review import review
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.intake.source import Source
from skillpath.agency.workspace import Workspace
from skillpath.graph.compiler import compile_into
from skillpath.graph.fingerprint import fingerprint
from skillpath.ontology import vocabulary as v
from skillpath.reasoner.candidate import CONFIRMED, Candidate, Claim, Spell
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.web.app import create_app
from skillpath.web.forms import TOKEN
from skillpath.web.highlights import pieces
from skillpath.web.kept_sandbox import KeptSandbox
from skillpath.web.security import SMALLEST_BODY
from skillpath.web.serve import address, listen, server_on
from visits import Visit

DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a workspace with a draft of a candidate (1) and one of a role (2)."""
    made = Workspace(tmp_path_factory.mktemp("intake") / "workspace")
    made.releases.build({"hostile": hostile.ontology()}, compile_into, compiler=fingerprint())
    for part, purpose in enumerate(Purpose):
        Drafts(made.book).take(purpose, [hostile.intake(part)], by="K-1", day=DAY)
    return made.folder


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Workspace:
    """A workspace of one test, with the two drafts."""
    return Workspace(shutil.copytree(template, tmp_path / "workspace"))


@pytest.fixture
def client(desk: Workspace) -> FlaskClient:
    return create_app(desk, config={"TESTING": True, TOKEN: "token"}).test_client()


def send(client: FlaskClient, number: int, action: str, **fields: str) -> Any:
    return client.post(
        f"/intake/{number}",
        data={"token": "token", "by": "K-2", "action": action}
        | {name.replace("_", "-"): value for name, value in fields.items()},
    )


TAKEN = {
    "job_1_answer": "take",
    "job_1_concept": iri(v.JOB.clerk),
    "job_1_industry": iri(v.INDUSTRY.K),
    "job_1_start": "2015-01-01",
    "job_1_end": "2019-06-30",
    "job_1_level": "senior",
    "job_1_floor": "on",
    "skill_1_answer": "take",
    "skill_1_concept": iri(v.SKILL.pay),
    "skill_1_level": "very good",
    "skill_2_answer": "reject",
    "skill_3_answer": "take",
    "skill_3_concept": "",
    "skill_3_name": hostile.LABELS[v.SKILL.sheets],
}


def test_what_is_taken_and_corrected_becomes_the_candidate(client: FlaskClient, desk: Workspace) -> None:
    answer = send(client, 1, "confirm", code="C-77", **TAKEN)
    assert (answer.status_code, answer.location) == (303, "/intake/1")
    assert desk.book.candidates() == [
        Candidate(
            "C-77",
            (
                Spell(
                    iri(v.JOB.clerk),
                    iri(v.INDUSTRY.K),
                    date(2015, 1, 1),
                    date(2019, 6, 30),
                    desk.book.candidate("C-77").spells[0].level,
                    True,
                ),
            ),
            (Claim(iri(v.SKILL.pay), 1.0, CONFIRMED), Claim(iri(v.SKILL.sheets), 0.7, CONFIRMED)),
        )
    ]
    assert desk.book.candidate("C-77").spells[0].level == "senior"
    (suggestion,) = Drafts(desk.book).suggestions()
    assert (suggestion.text, suggestion.concept) == (hostile.STYLE, iri(v.SKILL.sheets))
    page = client.get("/intake/1").get_data(as_text=True)
    assert "it is <bdi>C-77</bdi> in the book" in page
    assert "without_any_space" not in page  # the text may name the person, and so may the name of the file
    assert ".pdf" not in page


def test_an_advert_becomes_a_role(client: FlaskClient, desk: Workspace) -> None:
    taken = TAKEN | {"skill_1_essential": "no", "job_1_floor": "on", "title": "Clerk wanted"}
    assert send(client, 2, "confirm", **taken).status_code == 303
    asked = (SkillRequirement(iri(v.SKILL.pay), essential=False), SkillRequirement(iri(v.SKILL.sheets)))
    finance = iri(v.INDUSTRY.K)
    assert desk.book.roles() == [Role("R-01", "Clerk wanted", asked, iri(v.JOB.clerk), finance, finance)]


def test_answers_are_kept_and_shown_again_without_counting(client: FlaskClient, desk: Workspace) -> None:
    assert send(client, 1, "keep", **TAKEN).location == "/intake/1?kept=1"
    page = client.get("/intake/1?kept=1").get_data(as_text=True)
    assert "Your answers are kept" in page
    assert 'name="skill-2-answer" value="reject" checked' in page
    assert f'<option value="{iri(v.SKILL.sheets)}" selected>' in page
    assert desk.book.candidates() == []


def test_all_that_is_linked_is_taken_at_once_but_not_what_was_left_out(
    client: FlaskClient, desk: Workspace
) -> None:
    send(client, 1, "all", skill_1_answer="reject")
    answers = Drafts(desk.book).content(1).answers
    assert {key: answer["taken"] for key, answer in answers.items()} == {
        "job-1": True,
        "skill-1": False,
        "skill-2": True,
        "skill-4": True,
    }


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"skill_3_name": "payrol"}, "No concept is called “payrol”"),
        ({"job_1_start": "May 2015"}, "“May 2015” is not a day"),
        ({"job_1_industry_name": "finanze"}, "No concept is called “finanze”"),
        ({"job_1_start": ""}, "has no day on which it begins"),
        ({"job_1_end": "2001-01-01"}, "ends (2001-01-01) before it begins"),
        ({"job_1_level": "boss"}, "boss"),
    ],
)
def test_what_cannot_be_is_said_beside_its_item_and_nothing_is_changed(
    client: FlaskClient, desk: Workspace, fields: dict[str, str], said: str
) -> None:
    answer = send(client, 1, "confirm", **TAKEN | fields)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True).replace("&#39;", "'")
    assert desk.book.candidates() == []
    assert Drafts(desk.book).draft(1).state is State.DRAFT


# Added by hand -------------------------------------------------------------------------------------

WORDS = f"{hostile.SCRIPT}\ninvoice"
"""Words of the text, over a line end, in which nothing was found."""
ADDED = {
    "add_kind": "skill",
    "add_words": " ".join(WORDS.split()),
    "add_name": hostile.LABELS[v.SKILL.sheets],
}


def items(desk: Workspace) -> dict[str, Any]:
    return {item["key"]: item for item in review(desk, 1)["items"]}


def test_what_was_missed_is_added_counts_and_is_suggested(client: FlaskClient, desk: Workspace) -> None:
    answer = send(client, 1, "add", skill_2_answer="reject", **ADDED)
    assert (answer.status_code, answer.location) == (303, "/intake/1?kept=1#skill-5")
    added = items(desk)["skill-5"]
    ((start, end),) = added["spans"]
    assert (review(desk, 1)["text"][start:end], added["by_hand"]) == (WORDS, True)  # not the blank sent
    assert items(desk)["skill-2"]["answer"]["taken"] is False
    page = client.get("/intake/1").get_data(as_text=True)
    assert 'href="#skill-5"' in page.partition('<div class="text"')[2]
    assert "added by hand" in page
    kept = send(client, 1, "keep", skill_5_answer="take", skill_5_concept=iri(v.SKILL.sheets))
    assert kept.status_code == 303
    assert items(desk)["skill-5"]["answer"]["taken"] is True
    fields = {"skill_5_answer": "take", "skill_5_concept": iri(v.SKILL.sheets), "skill_5_level": "some"}
    send(client, 1, "confirm", code="C-77", **fields)
    assert desk.book.candidate("C-77").claims == (Claim(iri(v.SKILL.sheets), 0.4, CONFIRMED),)
    assert ADDED["add_words"] in {suggestion.text for suggestion in Drafts(desk.book).suggestions()}
    (row,) = candidate_document(desk, "C-77", as_of=DAY)["skills"]["rows"]
    assert (row["claim"]["by"], row["claim"]["draft"], row["claim"]["words"]) == (
        "K-2",
        1,
        ADDED["add_words"],
    )


def test_what_was_added_is_taken_back_and_what_was_found_is_not(client: FlaskClient, desk: Workspace) -> None:
    send(client, 1, "keep", **ADDED)
    assert send(client, 1, "take-back skill-1").status_code == 422
    assert send(client, 1, "take-back skill-5", skill_1_answer="reject").status_code == 303
    assert set(items(desk)) == {"job-1", "job-2", "skill-1", "skill-2", "skill-3", "skill-4"}
    assert set(Drafts(desk.book).content(1).answers) == {"skill-1"}


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"add_name": "payrol"}, "add-name", "No concept is called “payrol”"),
        ({"add_name": ""}, "add-name", "Name the skill or the job type"),
        ({"add_words": " "}, "add-words", "An item needs words"),
        ({"add_words": "x" * 301}, "add-words", "300 characters at most"),
        ({"add_kind": "job"}, "add-name", "No concept is called"),
    ],
)
def test_what_cannot_be_added_is_said_beside_its_field(
    client: FlaskClient, desk: Workspace, fields: dict[str, str], field: str, said: str
) -> None:
    sent = ADDED | {"job_1_answer": "take", "job_1_start": "2015-01-01"} | fields
    answer = send(client, 1, "add", **sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in page.partition(f'class="problem" id="{field}-problem"')[2].partition("</p>")[0]
    assert f'aria-describedby="{field}-problem"' in page
    assert 'name="job-1-start" value="2015-01-01"' in page
    assert "skill-5" not in items(desk)


def test_a_draft_is_set_aside_taken_back_and_discarded(client: FlaskClient, desk: Workspace) -> None:
    """Each page says what was done; what is set aside is taken back from the list or from its page."""
    for action, said, buttons in (
        ("aside", "Draft 1 is set aside", 1),
        ("back", "Draft 1 waits for review again", 0),
        ("aside", "Draft 1 is set aside", 1),
        ("discard", "Draft 1 is removed", 0),
    ):
        page = client.get(send(client, 1, action).location or "").get_data(as_text=True)
        shown = client.get("/intake/1").get_data(as_text=True)
        assert said in page
        assert [text.count('value="back"') for text in (page, shown)] == [buttons, buttons]
    assert client.get("/intake/1").status_code == 404
    assert "Draft 1 was discarded" in client.get("/intake").get_data(as_text=True)
    assert Drafts(desk.book).draft(1).decided_by == "K-2"


@pytest.mark.parametrize(
    ("change", "headers", "status"),
    [
        ({"token": ""}, {}, 403),
        ({"token": "tokén"}, {}, 403),
        ({}, {"Sec-Fetch-Site": "cross-site"}, 403),
        ({}, {"Sec-Fetch-Site": "same-site"}, 403),
        ({}, {"Sec-Fetch-Site": "same-origin"}, 303),
    ],
)
@pytest.mark.parametrize("path", ["/intake", "/intake/1"])
def test_only_forms_of_this_viewer_are_taken(
    client: FlaskClient,
    desk: Workspace,
    change: dict[str, str],
    headers: dict[str, str],
    status: int,
    path: str,
) -> None:
    data = {"token": "token", "by": "K-2", "action": "discard"} | change
    answer = client.post(path, data=data, headers=headers)
    assert answer.status_code == (200 if (path, status) == ("/intake", 303) else status)
    assert Drafts(desk.book).draft(1).state is (
        State.DRAFT if status == 403 or path == "/intake" else State.DISCARDED
    )


def test_forms_carry_the_token_of_this_run(desk: Workspace) -> None:
    tokens = []
    for _ in range(2):
        app = create_app(desk)
        tokens.append(app.config[TOKEN])
        for path in ("/intake", "/intake/1"):
            assert f'name="token" value="{tokens[-1]}"' in app.test_client().get(path).get_data(as_text=True)
    assert len({*tokens}) == 2
    assert len(tokens[0]) >= 40


def test_a_form_that_is_too_big_is_refused(client: FlaskClient) -> None:
    for path, size in (("/intake/1", 3 << 20), ("/intake", 65 << 20)):
        says = {"CONTENT_LENGTH": str(size)}
        assert client.post(path, data={"token": "token"}, environ_overrides=says).status_code == 413
    assert SMALLEST_BODY < 1 << 20


def test_marks_that_overlap_give_the_text_back() -> None:
    found = pieces(
        "payroll clerk", {"a": [(0, 7), (8, 9)], "b": [(3, 99)], "c": [(5, 5), (-3, 1)], "d": [(20, 30)]}
    )
    assert "".join(piece.text for piece in found) == "payroll clerk"
    assert [(p.text, p.marks, p.first) for p in found] == [
        ("p", ("a", "c"), ("a", "c")),
        ("ay", ("a",), ()),
        ("roll", ("a", "b"), ("b",)),
        (" ", ("b",), ()),
        ("c", ("a", "b"), ()),
        ("lerk", ("b",), ()),
    ]
    assert pieces("", {}) == []


# In a browser --------------------------------------------------------------------------------------


@pytest.fixture
def served(desk: Workspace) -> Iterator[str]:
    listener = listen("127.0.0.1", 0)
    server = server_on(listener, desk)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield address(listener, "127.0.0.1").rstrip("/")
    server.trigger.pull_trigger(server.close)
    thread.join(timeout=10)


def item(page: Page, key: str) -> Any:
    return page.locator(f"#{key}")


@pytest.mark.parametrize("script", [True, False])
def test_a_draft_is_reviewed_and_confirmed(
    browser: Browser, served: str, desk: Workspace, script: bool
) -> None:
    with browser.new_context(java_script_enabled=script) as context:
        visited = Visit(context, served)
        page = visited.open("/intake")
        page.get_by_role("link", name="Draft 1").click()
        assert page.locator(".text").inner_text().startswith(f"Clerk {IMAGE} since 2015")
        if script:
            item(page, "job-1").locator("input").first.focus()
            page.keyboard.press("a")
            expect(item(page, "job-1").get_by_label("take")).to_be_checked()
            page.keyboard.press("r")
            expect(item(page, "job-2").get_by_label("leave out")).to_be_checked()
            expect(page.locator(".text .current").first).to_be_visible()
        else:
            item(page, "job-1").get_by_label("take").check()
        item(page, "skill-1").get_by_label("take").check()
        item(page, "skill-1").get_by_label("or another, by name").fill(hostile.LABELS[v.SKILL.tax])
        page.get_by_role("button", name="Confirm").click()
        expect(page.locator(".notice")).to_contain_text("it is C-001 in the book")
        if script:
            visited.assert_clean()
    made = desk.book.candidate("C-001")
    assert [spell.job_type for spell in made.spells] == [iri(v.JOB.clerk)]
    assert made.claims == (Claim(iri(v.SKILL.tax), 0.7, CONFIRMED),)
    assert TEMPLATE not in {suggestion.text for suggestion in Drafts(desk.book).suggestions()}


SELECT = """(words) => {
  const text = document.querySelector(".text");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.includes(words)) break;
  const start = walker.currentNode.data.lastIndexOf(words);
  const range = document.createRange();
  range.setStart(walker.currentNode, start);
  range.setEnd(walker.currentNode, start + words.length);
  getSelection().addRange(range);
}"""
"""Selects words in a piece of the text, the last time that they stand there, as a mouse does."""


def test_words_selected_in_the_text_are_added(browser: Browser, served: str, desk: Workspace) -> None:
    with browser.new_context() as context:
        visited = Visit(context, served)
        page = visited.open("/intake/1")
        expect(page.get_by_role("button", name="Add the selected words")).to_be_disabled()
        page.evaluate(SELECT, "without")
        expect(page.get_by_role("button", name="Add the selected words")).to_be_enabled()
        page.keyboard.press("n")
        expect(page.get_by_label("Skill or job type, by name")).to_be_focused()
        page.keyboard.type("java")
        expect(page.locator("datalist option")).to_have_attribute("value", hostile.LABELS[v.SKILL.sheets])
        page.keyboard.type(hostile.LABELS[v.SKILL.sheets].removeprefix("java"))
        page.get_by_role("button", name="Add", exact=True).click()
        expect(item(page, "skill-5")).to_contain_text("added by hand")
        expect(page.locator("#at-skill-5")).to_have_count(1)
        page.get_by_label("Words").press("Enter")  # keeps the answers, and takes nothing back
        page.wait_for_url("**/intake/1?kept=1")
        expect(item(page, "skill-5").get_by_label("take", exact=True)).to_be_checked()
        visited.assert_clean()
    ((start, end),) = items(desk)["skill-5"]["spans"]
    assert (hostile.INTAKE[start:end], start) == ("without", hostile.INTAKE.rindex("without"))


# Files ---------------------------------------------------------------------------------------------

LOCKED = pdf([LINES], trailer=ENCRYPTED)
FILES = [
    {"name": f"{IMAGE}.pdf", "mimeType": "application/pdf", "buffer": pdf([["Clerk", "2015 - 2019"]])},
    {"name": "locked.pdf", "mimeType": "application/pdf", "buffer": LOCKED},
]
"""A CV with a hostile name, and one that asks for a password."""


@pytest.mark.parametrize("way", ["form", "drop"])
def test_files_are_sent_and_each_is_told_of(browser: Browser, served: str, desk: Workspace, way: str) -> None:
    with browser.new_context(java_script_enabled=way != "form") as context:
        visited = Visit(context, served)
        page = visited.open("/intake")
        page.get_by_label("Your code").fill("K-7")
        if way == "drop":
            dropped = page.evaluate_handle(DROPPED, [[f["name"], list(f["buffer"])] for f in FILES])
            page.dispatch_event("form.upload", "drop", {"dataTransfer": dropped})
        else:
            page.set_input_files("#files", FILES)  # type: ignore[arg-type]
            page.get_by_role("button", name="Send").click()
        outcomes = page.locator(".outcomes li")
        expect(outcomes).to_have_count(2)
        expect(outcomes.first).to_contain_text(f"taken {IMAGE}.pdf: draft 3")
        expect(outcomes.last).to_contain_text("asks for a password. Ask for the file without a password.")
        outcomes.first.get_by_role("link").click()
        expect(page.locator("h1")).to_contain_text("Draft 3")
        if way != "form":
            visited.assert_clean()
    draft = Drafts(desk.book).draft(3)
    assert (draft.taken_by, draft.purpose, draft.state) == ("K-7", Purpose.CANDIDATE, State.DRAFT)
    assert Drafts(desk.book).content(3).text.startswith("Clerk\n2015 - 2019")


DROPPED = """(files) => {
  const data = new DataTransfer();
  for (const [name, bytes] of files) data.items.add(new File([new Uint8Array(bytes)], name));
  return data;
}"""
"""What a drop of files brings: their names, and their bytes."""


def test_the_readers_of_uploads_are_kept_until_something_else_is_asked_for() -> None:
    kept, made = KeptSandbox(), []

    def make() -> Sandbox:
        made.append(Sandbox())
        return made[-1]

    for key in ("a", "a", "b", "a"):
        with kept.lent(key, make) as sandbox:
            assert isinstance(sandbox.read(Source("cv.txt", b"Clerk")), Read)
    assert len(made) == 3
    with pytest.raises(ZeroDivisionError), kept.lent("a", make):
        raise ZeroDivisionError
    with kept.lent("a", make):
        assert len(made) == 3
    kept.close()
    kept.close()


def test_a_script_is_answered_in_json(client: FlaskClient) -> None:
    answer = client.post(
        "/intake",
        data={"token": "token", "by": "K-7", "files": (io.BytesIO(LOCKED), "C:\\\\mine\\\\locked.pdf")},
        headers={"Accept": "application/json"},
    )
    (outcome,) = answer.get_json()
    assert outcome["file"] == "locked.pdf"
    assert outcome["refused"]["why"] == "encrypted"
