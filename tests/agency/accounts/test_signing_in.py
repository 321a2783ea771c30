"""Signing in: throttled by name and by address, remembered over a restart; sessions and tokens that end."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL, select

from skillpath.agency.accounts import tables as t
from skillpath.agency.accounts.register import add_account, disable, remove, set_roles
from skillpath.agency.accounts.rights import Role
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.sessions import (
    IDLE,
    LONGEST,
    SEEN_EVERY,
    begin_session,
    end_session,
    end_sessions,
    find_session,
    sessions,
)
from skillpath.agency.accounts.signing_in import TOO_EARLY, WRONG, SignInRefused, sign_in
from skillpath.agency.accounts.throttle import (
    FORGOTTEN,
    FREE,
    LONGEST_WAIT,
    Origin,
    count_attempt,
    keys_of,
    wait,
)
from skillpath.agency.accounts.tokens import MARK, find_token, make_token, revoke_token, tokens
from skillpath.agency.book import Book
from skillpath.agency.moments import after, now
from skillpath.errors import InputError, UnknownName

PASSWORD = "kettle gravel noon"
NOW = "2026-03-01T12:00:00+00:00"


def entered(book: Book, name: str, password: str, *, at: str, address: str = "192.0.2.1") -> str:
    return sign_in(book, name, password, address=address, device="Firefox, Linux", at=at)


def failures(book: Book, name: str, seconds: list[float], *, address: str = "192.0.2.1") -> list[int]:
    """The waits of attempts that fail so many seconds after the beginning; what is typed is not looked at."""
    keys = keys_of(name=name, address=address)
    with book.write() as connection:
        return [count_attempt(connection, keys, after(NOW, second)) for second in seconds]


def test_a_right_password_begins_a_session(book: Book) -> None:
    add_account(book, "K-1", roles=["consultant"], password=PASSWORD)
    secret = entered(book, "k-1", PASSWORD, at=now())
    found = find_session(book, secret)
    assert found is not None
    session, account = found
    assert (session.account, account.name, session.device) == ("K-1", "K-1", "Firefox, Linux")
    with book.read() as connection:
        kept = connection.execute(select(t.SESSION)).one()
    assert secret not in kept


def test_all_that_is_wrong_is_told_in_the_same_words(book: Book) -> None:
    add_account(book, "K-1", roles=["consultant"], password=PASSWORD)
    add_account(book, "K-2", roles=["consultant"], password=None)
    said = set()
    for name, password in (("K-1", "wrong"), ("K-9", PASSWORD), ("K-2", ""), ("K-2", "wrong")):
        with pytest.raises(SignInRefused) as refused:
            entered(book, name, password, at=NOW)
        said.add((str(refused.value), refused.value.wait))
    disable(book, "K-1")
    with pytest.raises(SignInRefused, match=WRONG):
        entered(book, "K-1", PASSWORD, at=NOW)
    assert said == {(WRONG, 0)}


def test_who_fails_waits_longer_each_time_also_after_a_restart(book: Book, database: URL) -> None:
    """Six attempts at once: five are looked at. Then one must wait 1, 2, 4 … seconds."""
    free = FREE[Origin.NAME]
    add_account(book, "K-1", roles=["consultant"], password=PASSWORD)
    assert failures(book, "k-1", [0] * (free + 1)) == [0] * free + [1]
    again = Book(database)
    with pytest.raises(SignInRefused, match=TOO_EARLY):
        entered(again, "K-1", PASSWORD, at=NOW)
    assert failures(again, "k-1", [1, 2, 3, 4, 7]) == [0, 1, 0, 3, 0]
    with pytest.raises(SignInRefused, match=WRONG):
        entered(again, "K-1", "wrong", at=after(NOW, 15))
    with pytest.raises(SignInRefused, match=TOO_EARLY):
        entered(again, "K-1", PASSWORD, at=after(NOW, 30))
    assert entered(again, "K-1", PASSWORD, at=after(NOW, 31))
    assert failures(again, "k-1", [31] * free) == [0] * free


def test_a_name_that_nobody_has_is_throttled_as_well(book: Book) -> None:
    free = FREE[Origin.NAME]
    assert failures(book, "nobody", [0] * (free + 1)) == [0] * free + [1]
    assert failures(book, "nobody", [FORGOTTEN]) == [0]
    with book.read() as connection:
        kept = connection.execute(select(t.SIGN_IN_ATTEMPT)).all()
    assert "nobody" not in str(kept)


def test_an_address_is_throttled_whatever_names_are_tried(book: Book) -> None:
    free = FREE[Origin.ADDRESS]
    with book.write() as connection:
        keys = [keys_of(name=f"K-{n}", address="192.0.2.1") for n in range(free + 1)]
        assert [count_attempt(connection, one, NOW) for one in keys] == [0] * free + [1]
        elsewhere = keys_of(name="K-1", address="192.0.2.2")
        assert count_attempt(connection, elsewhere, NOW) == 0


def test_an_account_of_ones_own_makes_no_guess_at_others_free(book: Book) -> None:
    add_account(book, "K-1", roles=["consultant"], password=PASSWORD)
    free = FREE[Origin.ADDRESS]
    with book.write() as connection:
        for n in range(free - 1):
            count_attempt(connection, keys_of(name=f"other-{n}", address="192.0.2.1"), NOW)
    assert entered(book, "K-1", PASSWORD, at=NOW)
    assert failures(book, "other", [0, 0]) == [0, 1]


@given(st.integers(0, 200), st.integers(1, 40))
def test_the_wait_never_shrinks_and_has_an_end(failed: int, free: int) -> None:
    assert wait(failed, free) <= wait(failed + 1, free) <= LONGEST_WAIT
    assert (wait(failed, free) == 0) is (failed < free)


def test_a_clock_that_goes_back_locks_nobody_out_for_longer(book: Book) -> None:
    failures(book, "K-1", [10_000] * FREE[Origin.NAME])
    assert failures(book, "K-1", [0, 0]) == [1, 1]
    assert failures(book, "K-1", [10_001]) == [0]


def test_a_session_ends_when_it_is_not_used_and_when_it_is_old(book: Book) -> None:
    add_account(book, "K-1", roles=["consultant"], password=None)
    secret = begin_session(book, "K-1", device="")
    found = find_session(book, secret)
    assert found is not None
    made = found[0].made_at
    assert find_session(book, secret, at=after(made, IDLE - 1)) is not None
    assert find_session(book, secret, at=after(made, 2 * IDLE - 2)) is not None
    assert find_session(book, secret, at=after(made, 3 * IDLE)) is None
    step = IDLE - 1
    for moment in range(2 * IDLE - 2 + step, LONGEST, step):
        assert find_session(book, secret, at=after(made, moment)) is not None
    assert find_session(book, secret, at=after(made, LONGEST)) is None


def test_a_page_writes_seldom_that_a_session_was_seen(book: Book) -> None:
    add_account(book, "K-1", roles=["consultant"], password=None)
    secret = begin_session(book, "K-1", device="")
    (made,) = sessions(book, "K-1")
    find_session(book, secret, at=after(made.made_at, SEEN_EVERY - 1))
    assert sessions(book, "K-1") == [made]
    find_session(book, secret, at=after(made.made_at, SEEN_EVERY))
    assert sessions(book, "K-1")[0].seen_at == after(made.made_at, SEEN_EVERY)


def test_sessions_are_ended_one_by_one_and_all_at_once(book: Book) -> None:
    for name in ("K-1", "K-2"):
        add_account(book, name, roles=["consultant"], password=None)
    one, two, three, other = (begin_session(book, name, device="") for name in ("K-1", "K-1", "K-1", "K-2"))
    number = sessions(book, "K-2")[0].number
    with pytest.raises(UnknownName):
        end_session(book, "K-1", number)  # somebody else's
    mine = find_session(book, one)
    assert mine is not None
    end_session(book, "K-1", mine[0].number)
    assert find_session(book, one) is None
    kept = find_session(book, two)
    assert kept is not None
    assert end_sessions(book, "K-1", but=kept[0].key) == 1
    assert [find_session(book, secret) is not None for secret in (two, three, other)] == [True, False, True]
    assert end_sessions(book) == 2


def test_other_roles_count_at_once(book: Book) -> None:
    add_account(book, "K-1", roles=["consultant"], password=None)
    secret = begin_session(book, "K-1", device="")
    set_roles(book, "K-1", ["analyst"])
    found = find_session(book, secret)
    assert found is not None
    assert found[1].roles == (Role.ANALYST,)
    remove(book, "K-1")
    assert find_session(book, secret) is None


def test_a_token_is_shown_once_and_ends(book: Book) -> None:
    for name in ("K-1", "K-2"):
        add_account(book, name, roles=["analyst"], password=None)
    secret = make_token(book, "k-1", label=" nightly  report", scope=Scope.READ, days=30)
    found = find_token(book, secret)
    assert found is not None
    token, account = found
    assert (account.name, token.label, token.scope) == ("K-1", "nightly report", Scope.READ)
    assert secret.startswith(token.prefix)
    assert len(token.prefix) < len(MARK) + 8
    with book.read() as connection:
        assert secret not in connection.execute(select(t.API_TOKEN)).one()
    with pytest.raises(UnknownName):
        revoke_token(book, "K-2", token.number)
    revoke_token(book, "K-1", token.number)
    assert find_token(book, secret) is None
    (listed,) = tokens(book, "K-1")
    assert listed.ended
    assert listed.used_at is not None
    with pytest.raises(UnknownName):
        revoke_token(book, "K-1", token.number)


@pytest.mark.parametrize(("label", "days"), [("", 30), ("x", 0), ("x", 366)])
def test_what_makes_no_token_says_why(book: Book, label: str, days: int) -> None:
    add_account(book, "K-1", roles=["analyst"], password=None)
    with pytest.raises(InputError):
        make_token(book, "K-1", label=label, scope=Scope.READ, days=days)
    assert tokens(book, "K-1") == []


def test_a_token_that_has_expired_is_refused(book: Book) -> None:
    add_account(book, "K-1", roles=["analyst"], password=None)
    secret = make_token(book, "K-1", label="x", scope=Scope.WRITE, days=1)
    with book.write() as connection:
        connection.execute(t.API_TOKEN.update().values(until=now()))
    assert find_token(book, secret) is None
    with suppress(UnknownName):
        revoke_token(book, "K-1", tokens(book, "K-1")[0].number)
    assert tokens(book, "K-1")[0].ended
