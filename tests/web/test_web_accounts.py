"""Signing in and out, one's own account, and letting others in, as a browser does it."""

import http.client
import re
import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from firms import claiming, firm
from signed_in import Browser, bearer, with_accounts
from skillpath.agency.accounts.register import account, accounts, add_account
from skillpath.agency.accounts.rights import Role
from skillpath.agency.accounts.sessions import sessions
from skillpath.agency.accounts.tables import SIGN_IN_ATTEMPT
from skillpath.agency.accounts.throttle import FREE, Origin
from skillpath.agency.accounts.tokens import tokens
from skillpath.agency.moments import now
from skillpath.agency.workspace import Workspace
from skillpath.web.app import create_app
from skillpath.web.cookies import SESSION, VISIT
from skillpath.web.exposure import Exposure
from skillpath.web.own_path import own_path
from skillpath.web.security import HOSTS, LOOPBACK
from skillpath.web.serve import listen, server_on

PASSWORD = "kettle gravel noon"
OTHER = "lantern fog bicycle"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("accounts") / "firm"
    made = firm(folder, claiming("C-1"))
    add_account(made.book, "A-1", roles=[Role.ADMINISTRATOR], password=None)
    add_account(made.book, "K-1", roles=[Role.CONSULTANT], password=PASSWORD)
    return folder


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Workspace:
    return Workspace.open(shutil.copytree(template, tmp_path / "firm"))


@pytest.fixture
def app(desk: Workspace) -> Flask:
    return with_accounts(desk)


def token_in(answer: TestResponse) -> str:
    found = re.search(r'name="token" value="(\w+)"', answer.get_data(as_text=True))
    assert found is not None
    return found[1]


def enter(client: FlaskClient, *, name: str = "K-1", password: str = PASSWORD, **more: str) -> TestResponse:
    """Signs in by the form of the page."""
    token = token_in(client.get("/sign-in"))
    return client.post("/sign-in", data={"token": token, "name": name, "password": password, **more})


def shown(answer: TestResponse) -> str:
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))


# In and out ------------------------------------------------------------------------------------------


def test_one_comes_to_where_one_wanted_and_out_again(app: Flask, desk: Workspace) -> None:
    client = app.test_client()
    wanted = "/roles/R-1?as_of=2026-11-01"
    asked = client.get(wanted)
    assert asked.status_code == 303
    form = client.get(asked.location)
    sent = {"token": token_in(form), "name": "k-1", "password": PASSWORD, "next": wanted}
    answer = client.post("/sign-in", data=sent)
    assert (answer.status_code, answer.location) == (303, wanted)
    assert client.get_cookie(VISIT) is None
    page = client.get(wanted)
    assert "Signed in as <bdi>K-1</bdi>" in page.get_data(as_text=True)
    assert client.get("/sign-in?next=/candidates").location == "/candidates"
    assert client.post("/sign-out", data={"token": token_in(page)}).location == "/sign-in"
    assert client.get_cookie(SESSION) is None
    assert sessions(desk.book, "K-1") == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
        "x",
    ],
)
def test_nobody_is_led_elsewhere(app: Flask, desk: Workspace, elsewhere: str) -> None:
    assert own_path(elsewhere) == "/"
    asked = Browser(app, desk, "K-1").get("/sign-in", query_string={"next": elsewhere})
    assert (asked.status_code, asked.location) == (303, "/")


def test_a_session_that_was_copied_ends_with_it(app: Flask, desk: Workspace) -> None:
    browser = Browser(app, desk, "K-1")
    cookie = browser.client.get_cookie(SESSION)
    assert cookie is not None
    browser.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie(SESSION, cookie.value)
    assert thief.get("/").status_code == 303


def test_who_fails_too_often_is_told_when_to_come_back(app: Flask, desk: Workspace) -> None:
    wrong = enter(app.test_client(), name="nobody", password="x")
    assert wrong.status_code == 401
    assert "Name or password is wrong, or the account is closed." in shown(wrong)
    assert 'value="nobody"' in wrong.get_data(as_text=True)
    with desk.book.write() as connection:
        failed = {"failures": FREE[Origin.NAME] + 8, "last_at": now()}
        connection.execute(SIGN_IN_ATTEMPT.update().values(failed))
    early = enter(app.test_client(), name="nobody", password="x")
    assert early.status_code == 429
    assert 1 <= int(early.headers["Retry-After"]) <= 256
    assert f"in {early.headers['Retry-After']} seconds" in shown(early)


def test_a_form_is_bound_to_its_session(app: Flask, desk: Workspace) -> None:
    mine, theirs = Browser(app, desk, "K-1"), Browser(app, desk, "K-1")
    note = {"note": "seen", "action": "note"}
    for token in (theirs.token, "", "token"):
        answer = mine.client.post("/candidates/C-1", data={**note, "token": token})
        assert answer.status_code == 403
        assert "loaded before you signed in" in shown(answer)
    sent = {**note, "token": mine.token}
    foreign = mine.client.post("/candidates/C-1", data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert mine.client.post("/candidates/C-1", data=sent).status_code == 303
    form = app.test_client()
    form.get("/sign-in")
    assert form.post("/sign-in", data={"name": "K-1", "password": PASSWORD}).status_code == 403


def test_a_form_that_comes_after_the_session_has_ended_changes_nothing(app: Flask, desk: Workspace) -> None:
    browser = Browser(app, desk, "K-1")
    token = browser.token
    Browser(app, desk, "K-1").post("/account/sessions")
    answer = browser.client.post("/candidates/C-1", data={"note": "x", "action": "note", "token": token})
    assert answer.status_code == 401
    assert "Nothing was changed" in shown(answer)


def test_a_script_is_told_and_not_led_to_a_form(app: Flask) -> None:
    assert app.test_client().get("/search/hits?q=c", headers={"Sec-Fetch-Mode": "cors"}).status_code == 401


def test_over_https_the_cookie_is_the_hosts_own(app: Flask) -> None:
    client = app.test_client()
    form = client.get("/sign-in", base_url="https://localhost")
    sent = {"token": token_in(form), "name": "K-1", "password": PASSWORD}
    answer = client.post("/sign-in", data=sent, base_url="https://localhost")
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if SESSION in one]
    assert cookie.startswith(f"__Host-{SESSION}=")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
    assert not any(part.startswith("Domain") for part in parts)


def test_no_password_is_taken_in_the_clear(desk: Workspace) -> None:
    """Another machine without HTTPS: the page says so, and the form is refused."""
    app = with_accounts(desk, **{HOSTS: (*LOOPBACK, "desk.example")})
    client = app.test_client()
    page = client.get("/sign-in", base_url="http://desk.example")
    assert "in the clear" in shown(page)
    assert 'type="password"' not in page.get_data(as_text=True)
    token = token_in(client.get("/sign-in", base_url="http://localhost"))
    client.set_cookie(VISIT, "x", domain="desk.example")
    sent = {"token": token, "name": "K-1", "password": PASSWORD}
    assert client.post("/sign-in", data=sent, base_url="http://desk.example").status_code == 403
    assert sessions(desk.book, "K-1") == []


def test_behind_the_proxy_that_is_named_one_signs_in_over_https(desk: Workspace) -> None:
    """As the server does it, which knows from where and over what browsers come."""
    exposure = Exposure(public="https://desk.example", proxy="127.0.0.1")
    listener = listen("127.0.0.1", 0)
    server = server_on(listener, desk, exposure)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    with closing(http.client.HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=60)) as asked:
        asked.request("GET", "/sign-in", headers={"Host": "desk.example", "X-Forwarded-For": "192.0.2.7"})
        answer = asked.getresponse()
        page = answer.read().decode()
    server.trigger.pull_trigger(server.close)
    thread.join(timeout=60)
    assert 'type="password"' in page
    assert f"__Host-{VISIT}=" in str(answer.headers)


# One's own account ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"old": "wrong", "new": OTHER, "again": OTHER}, "This is not your password."),
        ({"old": PASSWORD, "new": OTHER, "again": "other"}, "The two are not the same."),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "the password that you have"),
        ({"old": PASSWORD, "new": "password1234", "again": "password1234"}, "among the first"),
        ({}, "12 to 200 characters"),
    ],
)
def test_what_changes_no_password_says_why(
    app: Flask, desk: Workspace, fields: dict[str, str], said: str
) -> None:
    answer = Browser(app, desk, "K-1").post("/account/password", **fields)
    assert answer.status_code == 422
    assert said in shown(answer)


def test_a_new_password_signs_the_others_out(app: Flask, desk: Workspace) -> None:
    other, mine = Browser(app, desk, "K-1"), Browser(app, desk, "K-1")
    answer = mine.post("/account/password", old=PASSWORD, new=OTHER, again=OTHER)
    assert answer.status_code == 303
    assert "all other sessions are ended" in shown(mine.get(answer.location))
    assert other.get("/").status_code == 303
    assert enter(app.test_client(), password=PASSWORD).status_code == 401
    assert enter(app.test_client(), password=OTHER).status_code == 303


def test_sessions_are_seen_and_ended(app: Flask, desk: Workspace) -> None:
    mine, other, third = (Browser(app, desk, "K-1") for _ in range(3))
    page = mine.get("/account")
    assert shown(page).count("Firefox, Linux") == 3
    assert shown(page).count("this one") == 1
    numbers = re.findall(r'name="number" value="(\d+)"', page.get_data(as_text=True))
    assert len(numbers) == 2
    assert mine.post("/account/sessions", number=numbers[0]).status_code == 303
    assert {other.get("/").status_code, third.get("/").status_code} == {200, 303}
    mine.post("/account/sessions")
    assert [one.get("/").status_code for one in (mine, other, third)] == [200, 303, 303]


def test_a_token_is_made_shown_once_and_revoked(app: Flask, desk: Workspace) -> None:
    browser = Browser(app, desk, "K-1")
    page = browser.post("/account/tokens", label="nightly report", scope="write", days="30").get_data(
        as_text=True
    )
    found = re.search(r'<code id="made">(\S+)</code>', page)
    assert found is not None
    headers = {"Authorization": f"Bearer {found[1]}"}
    program = app.test_client()
    assert program.get("/api/v1/roles", headers=headers).status_code == 200
    again = browser.get("/account").get_data(as_text=True)
    assert found[1] not in again
    assert found[1][:10] in again
    (token,) = tokens(desk.book, "K-1")
    browser.post(f"/account/tokens/{token.number}/end")
    assert program.get("/api/v1/roles", headers=headers).status_code == 401
    assert browser.post("/account/tokens", label="x", days="9999").status_code == 422
    assert browser.post("/account/tokens", label="", days="30").status_code == 422


# Letting others in -------------------------------------------------------------------------------------


def test_an_administrator_lets_somebody_in_who_chooses_a_password(app: Flask, desk: Workspace) -> None:
    admin = Browser(app, desk, "A-1")
    fields = {"name": "K-7", "display": "Ann", "role": ["consultant", "editor"]}
    page = admin.post("/users", **fields).get_data(as_text=True)
    found = re.search(r'<code id="password">(\S+)</code>', page)
    assert found is not None
    assert account(desk.book, "K-7").roles == (Role.CONSULTANT, Role.EDITOR)
    new = app.test_client()
    assert enter(new, name="K-7", password=found[1]).location == "/"
    for path in ("/", "/candidates", "/users"):
        assert new.get(path).location == "/account"
    token = token_in(new.get("/account"))
    refused = new.post("/account/tokens", data={"token": token, "label": "x", "days": "30"})
    assert (refused.status_code, tokens(desk.book, "K-7")) == (303, [])
    chosen = {"token": token, "old": found[1], "new": OTHER, "again": OTHER}
    assert new.post("/account/password", data=chosen).status_code == 303
    assert new.get("/").status_code == 200


def test_an_account_is_changed_closed_opened_and_removed(app: Flask, desk: Workspace) -> None:
    admin, user = Browser(app, desk, "A-1"), Browser(app, desk, "K-1")
    admin.post("/users/K-1", action="roles", role=["analyst"])
    assert account(desk.book, "K-1").roles == (Role.ANALYST,)
    assert user.get("/intake").status_code == 403
    admin.post("/users/K-1", action="email", email="Ann@mail.example")
    assert account(desk.book, "K-1").email == "ann@mail.example"
    admin.post("/users/K-1", action="sign-out")
    assert user.get("/").status_code == 303
    admin.post("/users/K-1", action="disable")
    assert enter(app.test_client()).status_code == 401
    assert "closed" in shown(admin.get("/users"))
    admin.post("/users/K-1", action="enable")
    assert enter(app.test_client()).status_code == 303
    page = admin.post("/users/K-1", action="password").get_data(as_text=True)
    assert 'id="password"' in page
    assert enter(app.test_client()).status_code == 401
    assert admin.post("/users/K-1", action="remove").location == "/users?removed=K-1"
    assert [one.name for one in accounts(desk.book)] == ["A-1"]
    assert admin.get("/users/K-1").status_code == 404


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        ("/users", {"name": "k-1", "role": "editor"}, "K-1 has an account already"),
        ("/users", {"name": "K-8"}, "needs a role"),
        ("/users", {"name": "K-8", "role": "king"}, "no role king"),
        ("/users/A-1", {"action": "disable"}, "the last administrator"),
        ("/users/A-1", {"action": "remove"}, "the last administrator"),
        ("/users/A-1", {"action": "roles", "role": "editor"}, "the last administrator"),
    ],
)
def test_what_cannot_be_says_why(
    app: Flask, desk: Workspace, path: str, fields: dict[str, str], said: str
) -> None:
    answer = Browser(app, desk, "A-1").post(path, **fields)
    assert answer.status_code == 422
    assert said in shown(answer)


def test_what_a_browser_may_not_write_by_the_api_a_token_may(app: Flask, desk: Workspace) -> None:
    browser, note = Browser(app, desk, "K-1"), {"text": "by hand"}
    refused = browser.client.post("/api/v1/candidates/C-1/notes", json=note)
    assert "With the cookie of a browser the API is only read" in refused.get_json()["detail"]
    read = app.test_client().post("/api/v1/candidates/C-1/notes", json=note, headers=bearer(desk, "K-1"))
    assert "This token only reads" in read.get_json()["detail"]


@pytest.mark.parametrize(
    "sent", [{}, {"text": 1}, {"text": "x", "private": "yes"}, {"text": "x", "role": 1}, []]
)
def test_a_note_that_is_none_is_refused(desk: Workspace, sent: object) -> None:
    client = create_app(desk, config={"TESTING": True}).test_client()
    assert client.post("/api/v1/candidates/C-1/notes", json=sent).status_code == 400
    made = client.post("/api/v1/candidates/C-1/notes", json={"text": "seen", "by": "K-3", "role": "R-1"})
    assert (made.status_code, made.get_json()["by"], made.get_json()["private"]) == (201, "K-3", False)
