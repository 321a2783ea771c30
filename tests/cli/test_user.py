"""The commands that say who may sign in; and that nobody serves others without accounts."""

from pathlib import Path

import pytest

from commands import Run
from skillpath.agency.accounts.rights import RIGHTS
from skillpath.agency.accounts.sessions import begin_session, find_session
from skillpath.agency.accounts.signing_in import SignInRefused, prove
from skillpath.agency.accounts.tokens import find_token
from skillpath.agency.workspace import Workspace
from skillpath.web.needs import NEEDS
from workspaces import small_workspace

PASSWORD = "kettle gravel noon\n"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return small_workspace(
        tmp_path / "desk",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        '<urn:pay> a <http://data.europa.eu/esco/model#Skill> ; skos:prefLabel "payroll"@en .',
    )


def signs_in(desk: Workspace, name: str, password: str) -> bool:
    try:
        return prove(desk.book, name, password.strip(), address="") == name
    except SignInRefused:
        return False


def test_an_account_from_its_first_day_to_its_last(skillpath: Run, desk: Workspace, tmp_path: Path) -> None:
    at = ("-w", desk.folder)
    added = skillpath(
        "user", "add", "A-1", "--role", "administrator", "--password-file", "-", *at, text=PASSWORD
    )
    assert (added.code, added.out) == (0, "A-1 may sign in as administrator.\n")
    file = tmp_path / "password"
    file.write_text(PASSWORD, encoding="utf-8")
    roles = ("--role", "editor", "--role", "consultant")
    assert skillpath("user", "add", "K-1", *roles, "--password-file", file, *at).code == 0
    listed = skillpath("user", "list", "--json", *at).document
    assert [(one["name"], one["roles"]) for one in listed] == [
        ("A-1", ["administrator"]),
        ("K-1", ["consultant", "editor"]),
    ]
    assert signs_in(desk, "K-1", PASSWORD)
    assert skillpath("user", "roles", "k-1", "--role", "analyst", *at).out == "K-1 signs in as analyst.\n"
    assert (
        skillpath("user", "email", "K-1", "Ann@mail.example", *at).out
        == "K-1 is known by ann@mail.example.\n"
    )
    session = begin_session(desk.book, "K-1", device="")
    assert skillpath("user", "sign-out", "K-1", *at).out == "1 session is ended.\n"
    assert find_session(desk.book, session) is None
    other = skillpath("user", "password", "K-1", "--password-file", "-", *at, text="lantern fog bicycle")
    assert other.out == "K-1 has another password, and must sign in anew.\n"
    assert not signs_in(desk, "K-1", PASSWORD)
    assert skillpath("user", "disable", "K-1", *at).code == 0
    assert "closed" in skillpath("user", "list", *at).out
    assert skillpath("user", "enable", "K-1", *at).out == "K-1 is open again.\n"
    assert skillpath("user", "remove", "K-1", *at).out == "K-1 has no account any more.\n"
    refused = skillpath("user", "remove", "A-1", *at)
    assert (refused.code, refused.out) == (1, "")
    assert "A-1 is the last administrator" in refused.err


def test_a_token_is_printed_once_listed_and_revoked(skillpath: Run, desk: Workspace) -> None:
    at = ("-w", desk.folder)
    skillpath("user", "add", "K-1", "--role", "analyst", "--single-sign-on", *at)
    token = skillpath("user", "token", "K-1", "--for", "report", "--days", "7", *at).out.strip()
    found = find_token(desk.book, token)
    assert found is not None
    assert found[0].scope == "read"
    (listed,) = skillpath("user", "token", "K-1", "--json", *at).document
    assert (listed["label"], token.startswith(listed["prefix"]), token in str(listed)) == (
        "report",
        True,
        False,
    )
    assert skillpath("user", "token", "K-1", "--revoke", str(listed["number"]), *at).code == 0
    assert find_token(desk.book, token) is None
    assert "ended" in skillpath("user", "token", "K-1", *at).out


@pytest.mark.parametrize(
    ("arguments", "text", "said"),
    [
        (("--role", "editor"), "", "nobody to ask for the password"),
        (("--role", "editor", "--password-file", "-"), "\n", "its first line is the password"),
        (("--role", "editor", "--password-file", "-"), "short\n", "12 to 200 characters"),
        (("--role", "editor", "--password-file", "-"), "password1234\n", "among the first"),
        (("--role", "editor", "--password-file", "/nowhere/x"), "", "Cannot read the password"),
        (("--role", "king", "--single-sign-on"), "", "king"),
    ],
)
def test_what_makes_no_account_says_why(
    skillpath: Run, desk: Workspace, arguments: tuple[str, ...], text: str, said: str
) -> None:
    ran = skillpath("user", "add", "K-1", *arguments, "-w", desk.folder, text=text)
    assert ran.code in (1, 2)
    assert said in ran.err
    assert skillpath("user", "list", "--json", "-w", desk.folder).document == []


@pytest.mark.parametrize(
    "arguments",
    [("--host", "0.0.0.0"), ("--accounts",), ("--proxy", "192.0.2.1"), ("--public", "https://desk.example")],
)
def test_others_are_not_served_without_accounts(
    skillpath: Run, desk: Workspace, arguments: tuple[str, ...]
) -> None:
    ran = skillpath("serve", "-w", desk.folder, *arguments)
    assert ran.code == 1
    assert "`skillpath user add K-1 --role administrator`" in ran.err


def test_the_table_of_rights_is_shown_whole(skillpath: Run) -> None:
    shown = skillpath("user", "rights", "--json").document
    assert [one["right"] for one in shown] == list(RIGHTS)
    pages = skillpath("user", "rights", "--pages", "--json").document
    assert len(pages) == len(NEEDS) - 1  # of a static file there is nothing to tell
    assert {"method": "POST", "address": "/users", "right": "accounts"} in pages
