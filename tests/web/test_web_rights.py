"""Every address with every role, and with nobody; and what is one person's own, however it is asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from flask import Flask, url_for
from werkzeug.test import TestResponse

from firms import claiming, firm, worked
from found import finder
from signed_in import Browser, bearer, with_accounts
from skillpath.agency.accounts.register import add_account
from skillpath.agency.accounts.rights import RIGHTS, Right, Role, may
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import sessions
from skillpath.agency.accounts.tokens import tokens
from skillpath.agency.firm import Firm
from skillpath.agency.identities import Identity, identify, looks
from skillpath.agency.intake.document import Document
from skillpath.agency.intake.draft import Content, Origin, Purpose, State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.notes import add_note, notes
from skillpath.agency.queries import saved as kept
from skillpath.agency.queries.saved import Reader, save
from skillpath.agency.queries.tables import Sharing
from skillpath.agency.schema import INTAKE
from skillpath.agency.workspace import Workspace
from skillpath.web.addresses import addresses
from skillpath.web.app import create_app
from skillpath.web.needs import ACTION, NEEDS

VALUES: Mapping[str, Any] = {
    "role_id": "R-1",
    "code": "C-1",
    "rival": "C-2",
    "number": 9,
    "name": "editor",
    "token": "nothing",
    "release": "current",
    "filename": "skillpath.css",
}
"""What the parts of addresses are filled with."""

ASKED = [
    (endpoint, action)
    for endpoint, need in NEEDS.items()
    for action in (need if isinstance(need, Mapping) else [""])
]
"""Endpoints, and what their forms do where there are several things."""


def needs(endpoint: str, action: str) -> Right:
    need = NEEDS[endpoint]
    return need[action] if isinstance(need, Mapping) else need


OPEN = [(endpoint, action) for endpoint, action in ASKED if RIGHTS[needs(endpoint, action)].roles is None]
CLOSED = [pair for pair in ASKED if pair not in OPEN]

REFUSED = "This is not yours to do"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A firm with an account of each role, which is its name, and a second consultant."""
    made = firm(tmp_path_factory.mktemp("rights") / "firm", worked("C-1", "clerk", "clinic"), claiming("C-2"))
    for role in Role:
        add_account(made.book, role, roles=[role], password=None)
    add_account(made.book, "K-2", roles=[Role.CONSULTANT], password=None)
    made.book.set_firm(Firm(shares=True))
    identify(made.book, "C-1", Identity("Ann Unmistakable"))
    return made


@pytest.fixture(scope="module")
def app(desk: Workspace) -> Flask:
    return with_accounts(desk)


@pytest.fixture(scope="module")
def cv(desk: Workspace) -> str:
    """A word of the CV of a candidate, and of a file that waits."""
    text = "Lovelace Example, clerk"
    for part, name in enumerate(("cv.txt", "Lovelace Example.txt")):
        origin = Origin(name, f"{part}" * 64, part, "text", len(text))
        content = Content(text, finder({}, {})(Document(name, "text", text, (0,))))
        (number, *_) = Drafts(desk.book).take(
            Purpose.CANDIDATE, [(origin, content)], notes=[], by="K-1", day=date(2026, 11, 1)
        )
        if not part:
            with desk.book.write() as connection:
                of_draft = INTAKE.update().where(INTAKE.c.number == number)
                connection.execute(of_draft.values(candidate="C-2", state=State.CONFIRMED))
    return "Lovelace"


def asked(app: Flask, browser: Browser, endpoint: str, action: str, **headers: str) -> TestResponse:
    (rule,) = app.url_map.iter_rules(endpoint)
    with app.test_request_context():
        address = url_for(endpoint, **{name: VALUES[name] for name in rule.arguments})
    if "GET" in (rule.methods or ()):
        return browser.get(address, headers=headers, buffered=True)
    if endpoint.startswith("api."):
        return browser.client.post(address, json={}, headers=headers)
    return browser.post(address, **{ACTION: action})


def test_every_address_has_a_right(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert set(NEEDS) == endpoints
    assert {one.path for one in addresses()} == {
        rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"
    }


@pytest.mark.parametrize(("endpoint", "action"), CLOSED, ids=lambda part: part)
def test_every_address_is_for_those_who_have_the_right(
    app: Flask, desk: Workspace, endpoint: str, action: str
) -> None:
    right = needs(endpoint, action)
    read_by_cookie = not (endpoint.startswith("api.") and RIGHTS[right].writes)
    for role in Role:
        answer = asked(app, Browser(app, desk, role), endpoint, action)
        if may(right, [role]) and read_by_cookie:
            assert answer.status_code not in (401, 403), (role, answer.status_code)
        else:
            assert answer.status_code == 403, (role, answer.status_code)
            assert REFUSED in answer.get_data(as_text=True)


@pytest.mark.parametrize("endpoint", [endpoint for endpoint, _ in OPEN])
def test_what_is_open_is_no_question_of_rights(app: Flask, desk: Workspace, endpoint: str) -> None:
    assert asked(app, Browser(app, desk, "editor"), endpoint, "").status_code in (200, 303, 401, 404, 410)


@pytest.mark.parametrize(("endpoint", "action"), CLOSED, ids=lambda part: part)
def test_nobody_gets_in_without_signing_in(app: Flask, desk: Workspace, endpoint: str, action: str) -> None:
    answer = asked(app, Browser(app, desk), endpoint, action)
    if answer.status_code == 303:
        assert answer.location.startswith("/sign-in?next=/")
    else:
        assert answer.status_code == 401
        assert "C-1" not in answer.get_data(as_text=True)
    assert answer.status_code != 303 or not endpoint.startswith("api.")


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("endpoint", [name for name in NEEDS if name.startswith("api.")])
def test_a_token_may_what_its_account_and_its_scope_may(
    app: Flask, desk: Workspace, endpoint: str, scope: Scope
) -> None:
    right = needs(endpoint, "")
    for role in Role:
        answer = asked(app, Browser(app, desk), endpoint, "", **bearer(desk, role, scope))
        if may(right, [role]) and (scope is Scope.WRITE or not RIGHTS[right].writes):
            assert answer.status_code != 401, role
            assert REFUSED not in answer.get_data(as_text=True), role
        else:
            assert (answer.status_code, answer.mimetype) == (403, "application/problem+json"), role


def test_a_token_opens_the_api_and_no_page(app: Flask, desk: Workspace) -> None:
    headers = bearer(desk, "administrator", Scope.WRITE)
    assert app.test_client().get("/", headers=headers).status_code == 303
    for wrong in ("Bearer nothing", "Basic QTpC", "nonsense"):
        answer = Browser(app, desk, "consultant").get("/api/v1/roles", headers={"Authorization": wrong})
        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
        assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")


def test_who_is_refused_is_told_whom_to_ask(app: Flask, desk: Workspace) -> None:
    said = Browser(app, desk, "analyst").get("/users").get_data(as_text=True)
    assert "This needs the role administrator. You have: analyst." in said
    assert "These can give it to you: administrator." in said


# One person's own -----------------------------------------------------------------------------------


READ_NOTES = (
    "/candidates/C-2",
    "/roles/R-1/candidates/C-2",
    "/candidates?q=unicorn",
    "/search?q=unicorn",
    "/api/v1/candidates/C-2",
    "/api/v1/search?q=unicorn",
)
"""Where notes are shown."""


@pytest.mark.parametrize(
    ("name", "reads"),
    [("consultant", True), ("K-2", False), ("reviewer", False), ("administrator", True)],
)
def test_a_private_note_is_its_authors(app: Flask, desk: Workspace, name: str, reads: bool) -> None:
    if not notes(desk.book, "C-2"):
        mine = Browser(app, desk, "consultant")
        for private in ({"private": "1"}, {}):
            note = {"note": f"{'unicorn' if private else 'horse'} rider", "role": "R-1", "action": "note"}
            assert mine.post("/candidates/C-2", **note, **private).status_code == 303
    for path in READ_NOTES:
        shown = Browser(app, desk, name).get(path).get_data(as_text=True)
        assert ("unicorn rider" in shown) is reads, path
        if "unicorn" not in path:
            assert "horse rider" in shown, path


@pytest.mark.parametrize("name", ["K-2", "reviewer", "analyst", "editor", "administrator"])
def test_a_saved_query_is_its_owners(app: Flask, desk: Workspace, name: str) -> None:
    text = "# title: Unmistakable\nASK {}"
    made = [save(desk.book, text, by="consultant", sharing=sharing) for sharing in Sharing]
    gone = save(desk.book, text, by="consultant")
    kept.remove(desk.book, gone.number, Reader("consultant"))
    other = Browser(app, desk, name)
    for one in (*made, gone):
        shared = one.sharing is Sharing.EVERYBODY
        read = (
            f"/queries/{one.number}",
            f"/queries/{one.number}?key=nothing",
            f"/queries/new?of={one.number}",
        )
        for path in read:
            answer = other.get(path)
            assert answer.status_code == (200 if shared else 404), (path, one.sharing)
            assert ("Unmistakable" in answer.get_data(as_text=True)) is shared
        assert other.get(f"/queries/{one.number}/edit").status_code == 404
        for action in ("change", "link", "remove", "restore"):
            sent = {"title": "taken", "text": text, "version": "1", "sharing": "everybody"}
            assert other.post(f"/queries/{one.number}", action=action, **sent).status_code == 404
    listed = other.get("/queries").get_data(as_text=True)
    assert [f'"/queries/{one.number}"' in listed for one in (*made, gone)] == [False, False, True, False]
    assert [kept.saved_query(desk.book, one.number, Reader("consultant")) for one in made] == made


@pytest.mark.parametrize("role", Role)
def test_a_cv_is_shown_to_those_of_the_intake(app: Flask, cv: str, desk: Workspace, role: Role) -> None:
    """Its text and the name of its file name the person."""
    for path in ("/", f"/candidates?q={cv}", f"/search?q={cv}", f"/api/v1/search?q={cv}"):
        shown = Browser(app, desk, role).get(path).get_data(as_text=True)
        assert (f"{cv} Example" in shown) is may(Right.CVS, [role]), path


def test_who_acts_is_the_account_whatever_the_form_says(app: Flask, desk: Workspace) -> None:
    browser = Browser(app, desk, "K-2")
    forged = {"by": "K-9", "looker": "K-9"}
    browser.post("/candidates/C-1", note="seen by me", action="note", **forged)
    browser.post("/candidates/C-1", reason="to call her", action="identity", **forged)
    headers = bearer(desk, "K-2", Scope.WRITE)
    sent = {"text": "by a program", "by": "K-9"}
    answer = app.test_client().post("/api/v1/candidates/C-1/notes", json=sent, headers=headers)
    assert (answer.status_code, answer.get_json()["by"]) == (201, "K-2")
    written = [one.by for one in notes(desk.book, "C-1") if one.text in {"seen by me", "by a program"}]
    assert [*written, *(one.by for one in looks(desk.book, "C-1"))] == ["K-2", "K-2", "K-2"]
    page = browser.get("/candidates/C-1").get_data(as_text=True)
    assert 'name="by"' not in page
    assert "Recorded as <strong><bdi>K-2</bdi></strong>" in page


def test_sessions_and_tokens_of_others_are_out_of_reach(app: Flask, desk: Workspace) -> None:
    Browser(app, desk, "editor")
    bearer(desk, "editor")
    theirs, token = sessions(desk.book, "editor")[0], tokens(desk.book, "editor")[0]
    for name in ("K-2", "administrator"):
        browser = Browser(app, desk, name)
        assert browser.post("/account/sessions", number=theirs.number).status_code == 404
        assert browser.post(f"/account/tokens/{token.number}/end").status_code == 404
    assert theirs in sessions(desk.book, "editor")
    assert not tokens(desk.book, "editor")[0].ended


def test_a_link_is_open_until_it_is_withdrawn_by_any_consultant(app: Flask, desk: Workspace) -> None:
    reading = "/print/roles/R-1/candidates/C-1"
    made = Browser(app, desk, "consultant").post(f"{reading}/links?for=client&lang=en", days="7")
    link = made.get_data(as_text=True).partition("/shared/")[2].partition("<")[0]
    assert app.test_client().get(f"/shared/{link}").status_code == 200
    Browser(app, desk, "K-2").post(f"{reading}/links/1/end?for=client&lang=en")
    for browser in (Browser(app, desk), Browser(app, desk, "consultant")):
        assert browser.get(f"/shared/{link}").status_code == 410
    page = Browser(app, desk, "K-2").get(f"{reading}?for=client&lang=en").get_data(as_text=True)
    assert "by <bdi>K-2</bdi>" in page


def test_without_accounts_all_is_open_and_the_page_says_so(desk: Workspace) -> None:
    client = create_app(desk, config={"TESTING": True}).test_client()
    page = client.get("/").get_data(as_text=True)
    assert "Nobody signs in here: the viewer answers on this machine only" in page
    assert client.get("/users").status_code == client.get("/candidates/C-1/delete").status_code == 200
    add_note(desk.book, "C-1", "a private one", by="K-2", private=True)
    assert "a private one" in client.get("/candidates/C-1").get_data(as_text=True)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_a_proxy_that_nobody_told_of_makes_nobody_the_local_user(desk: Workspace, header: str) -> None:
    client = create_app(desk, config={"TESTING": True}).test_client()
    answer = client.get("/", headers={header: "192.0.2.7"})
    assert answer.status_code == 403
    assert "start it with --public" in answer.get_data(as_text=True)
    assert "R-1" not in answer.get_data(as_text=True)
