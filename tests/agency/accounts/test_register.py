"""Who has an account: added, changed, closed, removed, and never without somebody who can let others in."""

from typing import Literal

import pytest
from argon2 import PasswordHasher

from skillpath.agency.accounts import passwords
from skillpath.agency.accounts.passwords import LONGEST, check_password, hashed, is_right, new_password
from skillpath.agency.accounts.register import (
    account,
    accounts,
    add_account,
    administrators,
    disable,
    enable,
    remove,
    set_email,
    set_password,
    set_roles,
)
from skillpath.agency.accounts.rights import RIGHTS, Right, Role, may
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import begin_session, find_session, sessions
from skillpath.agency.accounts.single_sign_on import Named, known_as
from skillpath.agency.accounts.tokens import find_token, make_token
from skillpath.agency.book import Book
from skillpath.errors import InputError, SkillPathError, UnknownName

PASSWORD = "kettle gravel noon"


def add(book: Book, name: str, *roles: Role, email: str | None = None) -> None:
    """An account without a password: to hash one takes long."""
    add_account(book, name, roles=roles or [Role.CONSULTANT], password=None, email=email)


def test_an_account_is_found_by_its_name_however_it_is_written(book: Book) -> None:
    made = add_account(
        book,
        " K-1 ",
        roles=["reviewer", "consultant"],
        password=PASSWORD,
        display="Ann  Example",
        email="Ann@Mail.Example",
    )
    assert (made.name, made.roles) == ("K-1", (Role.CONSULTANT, Role.REVIEWER))
    assert (made.display, made.email, made.has_password) == ("Ann Example", "ann@mail.example", True)
    assert account(book, "k-1") == made
    with pytest.raises(InputError, match="K-1 has an account already"):
        add(book, "k-1")
    with pytest.raises(InputError, match="that of K-1"):
        add(book, "K-2", email="ann@mail.example ")
    assert accounts(book) == [made]


@pytest.mark.parametrize(
    ("name", "roles", "more", "said"),
    [
        ("Ann Example", ["consultant"], {}, "a code such as K-1"),
        ("", ["consultant"], {}, "a code such as K-1"),
        ("K\u202e1", ["consultant"], {}, "can be seen"),
        ("K-1", [], {}, "needs a role"),
        ("K-1", ["king"], {}, "no role king"),
        ("K-1", ["editor"], {"email": "nobody"}, "no e-mail address"),
        ("K-1", ["editor"], {"display": "x" * 81}, "at most 80"),
    ],
)
def test_what_makes_no_account_says_why(
    book: Book, name: str, roles: list[str], more: dict[str, str], said: str
) -> None:
    with pytest.raises(SkillPathError, match=said):
        add_account(book, name, roles=roles, password=None, **more)  # type: ignore[arg-type]
    assert accounts(book) == []


@pytest.mark.parametrize(
    "password",
    ["short", "password1234", "qwertyuiop12", "123456789012", "aaaaaaaaaaaa", "passwordpassword", "x" * 201],
)
def test_a_password_that_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(InputError):
        check_password(password, name="K-1")


def test_a_made_password_is_taken_and_no_two_are_the_same() -> None:
    made = {new_password() for _ in range(20)}
    assert len(made) == 20
    for one in made:
        check_password(one, name="K-1")


def test_a_hash_tells_neither_the_password_nor_that_two_are_the_same() -> None:
    one, other = hashed(PASSWORD), hashed(PASSWORD)
    assert one.startswith("$argon2id$")
    assert PASSWORD not in one
    assert one != other
    assert is_right(PASSWORD, one)
    assert is_right("caf\u00e9 lantern fog", hashed("cafe\u0301 lantern fog"))
    assert not is_right(PASSWORD + "s", one)
    assert not is_right("x" * LONGEST, "no hash")


def test_a_password_is_compared_with_a_hash_where_there_is_none_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the time of an answer would tell who has an account."""
    compared = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            compared.append(hash)
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting())
    assert not is_right("the password of nobody", None)
    assert len(compared) == 1


def test_the_last_administrator_stays(book: Book) -> None:
    add(book, "K-1")
    set_roles(book, "K-1", ["reviewer"])  # before there is one, others may change
    add(book, "A-1", Role.ADMINISTRATOR)
    for ends in (disable, remove, lambda b, n: set_roles(b, n, ["editor"])):
        with pytest.raises(InputError, match="A-1 is the last administrator"):
            ends(book, "A-1")
    assert administrators(book) == ["A-1"]
    add(book, "A-2", Role.ADMINISTRATOR, Role.EDITOR)
    disable(book, "A-1")
    assert administrators(book) == ["A-2"]
    with pytest.raises(InputError, match="A-2 is the last"):
        remove(book, "A-2")


def test_another_address_is_that_of_another_person_at_the_provider(book: Book) -> None:
    add(book, "K-1", email="ann@mail.example")
    add(book, "K-2")
    ann = Named("https://login.example", "ann-7", "ann@mail.example", None)
    assert known_as(book, ann) == "K-1"
    assert set_email(book, "k-1", " ").email is None
    with pytest.raises(InputError, match="Nobody here has an account"):
        known_as(book, ann)
    set_email(book, "K-2", "ANN@mail.example")
    assert known_as(book, ann) == "K-2"
    with pytest.raises(InputError, match="that of K-2"):
        set_email(book, "K-1", "ann@mail.example")


def test_a_closed_account_is_signed_out_and_opened_again(book: Book) -> None:
    add(book, "K-1")
    secret = begin_session(book, "K-1", device="")
    token = make_token(book, "K-1", label="report", scope=Scope.READ, days=1)
    assert disable(book, "K-1").disabled
    assert find_session(book, secret) is None
    assert find_token(book, token) is None
    assert not enable(book, "k-1").disabled
    assert find_session(book, secret) is None
    assert find_token(book, token) is not None


def test_a_removed_account_leaves_its_name_taken(book: Book) -> None:
    add(book, "K-1", email="ann@mail.example")
    token = make_token(book, "K-1", label="report", scope=Scope.READ, days=1)
    remove(book, "K-1")
    assert accounts(book) == []
    assert find_token(book, token) is None
    with pytest.raises(UnknownName):
        account(book, "K-1")
    with pytest.raises(InputError, match="was removed, and its name stands under"):
        add(book, "k-1")
    add(book, "K-2", email="ann@mail.example")


def test_another_password_ends_the_other_sessions(book: Book) -> None:
    add(book, "K-1")
    kept, other = (begin_session(book, "K-1", device=device) for device in ("Firefox", "Chrome"))
    found = find_session(book, kept)
    assert found is not None
    set_password(book, "K-1", PASSWORD, keep=found[0].key, temporary=True)
    assert find_session(book, other) is None
    assert [one.device for one in sessions(book, "K-1")] == ["Firefox"]
    assert account(book, "K-1").temporary
    assert not set_password(book, "K-1", PASSWORD).temporary


def test_every_right_is_somebodys_and_says_why() -> None:
    assert set(RIGHTS) == set(Right)
    for right, grant in RIGHTS.items():
        assert grant.what
        assert grant.why
        assert may(right, [Role.ADMINISTRATOR])
        assert may(right, []) is (grant.roles is None)
        if grant.roles == frozenset(Role) or grant.roles is None:
            assert right in {Right.OPEN, Right.OWN_ACCOUNT, Right.READ, Right.QUERY, Right.KEEP_QUERIES}
