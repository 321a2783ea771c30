"""Signing in by an OpenID provider that signs with a real key: there and back, and every lie it may tell."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from joserfc.jwk import KeySet, RSAKey
from werkzeug.test import TestResponse

from firms import claiming, firm
from openid import CLIENT, SECRET, OpenId, providing
from signed_in import with_accounts
from skillpath.agency.accounts.register import account, add_account, disable
from skillpath.agency.accounts.rights import Role
from skillpath.agency.accounts.sessions import sessions
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, SkillPathError
from skillpath.web.openid_provider import OpenIdProvider
from skillpath.web.openid_settings import OpenIdSettings, read_openid
from skillpath.web.signing_in import PROVIDER

ANN: dict[str, Any] = {
    "sub": "ann-7",
    "email": "Ann@Mail.Example",
    "email_verified": True,
    "groups": ["recruiting"],
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("openid") / "firm"
    made = firm(folder, claiming("C-1"))
    add_account(made.book, "A-1", roles=[Role.ADMINISTRATOR], password=None)
    add_account(made.book, "K-1", roles=[Role.EDITOR], password=None, email="ann@mail.example")
    return folder


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Workspace:
    return Workspace.open(shutil.copytree(template, tmp_path / "firm"))


@pytest.fixture
def provider() -> Iterator[OpenId]:
    with providing() as started:
        started.person = dict(ANN)
        yield started


@pytest.fixture
def app(desk: Workspace, provider: OpenId) -> Flask:
    return viewer(desk, OpenIdSettings(provider.issuer, CLIENT, SECRET, "The firm's login"))


def viewer(desk: Workspace, settings: OpenIdSettings) -> Flask:
    return with_accounts(desk, **{PROVIDER: OpenIdProvider(settings)})


def there(client: FlaskClient, path: str = "/sign-in/single?next=/candidates") -> str:
    """Where the provider sends the browser back to, as a path of the viewer."""
    away = client.get(path)
    assert away.status_code == 303, away.get_data(as_text=True)
    back = requests.get(away.location, allow_redirects=False, timeout=30).headers["Location"]
    return urlunsplit(urlsplit(back)._replace(scheme="", netloc=""))


def there_and_back(client: FlaskClient) -> TestResponse:
    return client.get(there(client))


def test_one_comes_back_signed_in_where_one_wanted(app: Flask, desk: Workspace) -> None:
    client = app.test_client()
    assert "The firm&#39;s login" in client.get("/sign-in?next=/candidates").get_data(as_text=True)
    answer = there_and_back(client)
    assert (answer.status_code, answer.location) == (303, "/candidates")
    assert "Signed in as <bdi>K-1</bdi>" in client.get("/candidates").get_data(as_text=True)
    assert account(desk.book, "K-1").roles == (Role.EDITOR,)


def test_what_is_asked_carries_nothing_that_is_secret(app: Flask) -> None:
    client = app.test_client()
    asked = parse_qs(urlsplit(client.get("/sign-in/single").location).query)
    assert asked.keys() == {
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
        "code_challenge",
        "code_challenge_method",
    }
    again = parse_qs(urlsplit(client.get("/sign-in/single").location).query)
    for name in ("state", "nonce", "code_challenge"):
        assert asked[name] != again[name]
    assert SECRET not in str(asked)


@pytest.mark.parametrize(
    "lies",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another client"},
        {"aud": [CLIENT, "another client"]},
        {"aud": [CLIENT, "another client"], "azp": "another client"},
        {"exp": 1_700_000_000},
        {"iat": 4_102_444_800},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": None},
        {"sub": None},
        {"iss": None},
        {"aud": None},
        {"at_hash": "of another token"},
    ],
    ids=str,
)
def test_what_is_said_of_another_or_at_another_time_is_not_believed(
    app: Flask, desk: Workspace, provider: OpenId, lies: dict[str, Any]
) -> None:
    provider.lies = lies
    answer = there_and_back(app.test_client())
    assert answer.status_code == 401
    assert "said nothing that can be believed" in answer.get_data(as_text=True)
    assert sessions(desk.book, "K-1") == []


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_what_is_not_signed_by_a_key_of_its_own_is_not_believed(
    app: Flask, provider: OpenId, algorithm: str
) -> None:
    provider.algorithm = algorithm
    assert there_and_back(app.test_client()).status_code == 401


def test_a_key_that_is_new_is_asked_for_and_one_that_is_not_shown_is_refused(
    app: Flask, provider: OpenId
) -> None:
    assert there_and_back(app.test_client()).status_code == 303
    provider.key = RSAKey.generate_key(2048, {"kid": "two", "use": "sig", "alg": "RS256"})
    assert there_and_back(app.test_client()).status_code == 401
    provider.shown = KeySet([provider.key])
    assert there_and_back(app.test_client()).status_code == 303
    provider.key = RSAKey.generate_key(2048, {"kid": "two", "use": "sig", "alg": "RS256"})
    assert there_and_back(app.test_client()).status_code == 401
    assert provider.calls.count("/.well-known/openid-configuration") == 1


def test_nobody_brings_back_what_another_browser_asked_for(app: Flask, desk: Workspace) -> None:
    thief, victim = app.test_client(), app.test_client()
    path = there(thief)
    assert victim.get(path).status_code == 401
    victim.get("/sign-in")
    assert victim.get(path).status_code == 401
    assert thief.get(path.replace("state=", "state=x")).status_code == 401
    assert thief.get("/sign-in/single/back").status_code == 401
    assert sessions(desk.book, "K-1") == []
    assert thief.get(path).status_code == 303
    assert thief.get(path).status_code == 401  # a code, and what belongs to it, serve once


def test_a_browser_is_led_nowhere_else(app: Flask) -> None:
    client = app.test_client()
    assert client.get(there(client, "/sign-in/single?next=//elsewhere.example")).location == "/"


@pytest.mark.parametrize(
    "more", [{"email_verified": False}, {"email_verified": "true"}, {"email": "b@mail.example"}]
)
def test_an_address_that_is_not_proved_opens_nothing(
    app: Flask, provider: OpenId, more: dict[str, Any]
) -> None:
    provider.person = ANN | more
    answer = there_and_back(app.test_client())
    assert answer.status_code == 401
    assert "ask an administrator" in answer.get_data(as_text=True)


def test_an_account_stays_with_the_person_when_the_address_moves_on(
    app: Flask, desk: Workspace, provider: OpenId
) -> None:
    assert there_and_back(app.test_client()).status_code == 303
    provider.person = ANN | {"sub": "bob-8"}  # who has Ann's address now
    assert there_and_back(app.test_client()).status_code == 401
    provider.person = ANN | {"email": "ann@elsewhere.example"}
    assert there_and_back(app.test_client()).status_code == 303
    disable(desk.book, "K-1")
    assert there_and_back(app.test_client()).status_code == 401


def test_roles_come_by_a_claim_where_it_is_named(desk: Workspace, provider: OpenId) -> None:
    roles = {"recruiting": (Role.CONSULTANT,), "leads": (Role.REVIEWER, Role.CONSULTANT)}
    app = viewer(desk, OpenIdSettings(provider.issuer, CLIENT, SECRET, claim="groups", roles=roles))
    for groups, given in (
        (["recruiting", "others"], (Role.CONSULTANT,)),
        ("leads", (Role.CONSULTANT, Role.REVIEWER)),
    ):
        provider.person = ANN | {"groups": groups}
        assert there_and_back(app.test_client()).status_code == 303
        assert account(desk.book, "K-1").roles == given
    provider.person = ANN | {"groups": ["others"]}
    answer = there_and_back(app.test_client())
    assert (answer.status_code, "No role here" in answer.get_data(as_text=True)) == (401, True)


def test_a_provider_that_does_not_answer_or_is_another_one_is_told(desk: Workspace, provider: OpenId) -> None:
    silent = viewer(desk, OpenIdSettings("http://127.0.0.1:9", CLIENT, SECRET)).test_client()
    assert "does not answer" in silent.get("/sign-in/single").get_data(as_text=True)
    other = viewer(desk, OpenIdSettings(f"{provider.issuer}/", CLIENT, SECRET)).test_client()
    assert "calls itself otherwise" in other.get("/sign-in/single").get_data(as_text=True)
    wrong = viewer(desk, OpenIdSettings(provider.issuer, CLIENT, "another secret"))
    assert there_and_back(wrong.test_client()).status_code == 401
    assert with_accounts(desk).test_client().get("/sign-in/single").status_code == 404


SETTINGS = f'issuer = "https://login.example"\nclient_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'


def test_settings_are_read_from_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "openid.toml"
    file.write_text(f'{SETTINGS}claim = "groups"\n[roles]\nboss = ["reviewer", "editor"]\nlead = "editor"\n')
    file.chmod(0o600)
    settings = read_openid(file)
    assert (settings.issuer, settings.client_secret) == ("https://login.example", SECRET)
    assert settings.roles_of({"groups": ["boss"]}) == (Role.EDITOR, Role.REVIEWER)
    assert settings.roles_of({"groups": 7}) == ()
    for mode in (0o640, 0o604, 0o644):
        file.chmod(mode)
        with pytest.raises(InputError, match="others may read it: chmod 600"):
            read_openid(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "issuer is missing; client_id is missing; client_secret is missing"),
        (SETTINGS.replace("https", "http"), "issuer must begin with https://"),
        (SETTINGS + "color = 1", "color is not known"),
        (SETTINGS + "[roles]\nx = 'king'", "no role king"),
        ("[", "Cannot read the settings"),
    ],
)
def test_settings_that_cannot_be_say_why(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "openid.toml"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(SkillPathError, match=said):
        read_openid(file)
