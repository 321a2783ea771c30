"""Signing in with a name and a password: throttled, and telling nobody who has an account."""

from typing import Any, Final

from sqlalchemy import select, update

from skillpath.agency.accounts import tables as t
from skillpath.agency.accounts.account import key_of
from skillpath.agency.accounts.passwords import hashed, is_outdated, is_right
from skillpath.agency.accounts.sessions import begin_session
from skillpath.agency.accounts.throttle import clear, count_attempt, keys_of
from skillpath.agency.book import Book
from skillpath.agency.moments import now
from skillpath.errors import SkillPathError

WRONG: Final = "Name or password is wrong, or the account is closed."
TOO_EARLY: Final = "Too many attempts failed."


class SignInRefused(SkillPathError):
    """Nobody was signed in; ``wait`` is in how many seconds the next attempt is looked at, 0 for at once."""

    def __init__(self, message: str, wait: int = 0) -> None:
        self.wait = wait
        super().__init__(message)


def sign_in(book: Book, name: str, password: str, *, address: str, device: str, at: str | None = None) -> str:
    """Begins a session; gives what its cookie holds. ``address``: from where it is asked.

    Raises :class:`SignInRefused`, in the same words and after the same time whether the name, the password or
    the account is at fault. ``at``: the moment of the attempt, now if not given.
    """
    return begin_session(book, prove(book, name, password, address=address, at=at), device=device)


def prove(book: Book, name: str, password: str, *, address: str, at: str | None = None) -> str:
    """The name of the account that a password proves, also of one that is signed in and asked again.

    Raises as :func:`sign_in`.
    """
    key = key_of(name)
    keys = keys_of(name=key, address=address)
    with book.write() as connection:
        wait = count_attempt(connection, keys, at or now())
    if wait:
        raise SignInRefused(TOO_EARLY, wait)
    row = _row(book, key)
    kept = None if row is None else row["password"]
    if not is_right(password, kept) or row is None or kept is None:
        raise SignInRefused(WRONG)
    with book.write() as connection:
        clear(connection, keys)
        if is_outdated(kept):
            again = update(t.ACCOUNT).where(t.ACCOUNT.c.name == row["name"])
            connection.execute(again.values(password=hashed(password)))
    return str(row["name"])


def _row(book: Book, key: str) -> dict[str, Any] | None:
    """The account that may sign in by a name."""
    may = t.ACCOUNT.c.disabled.is_(False) & t.ACCOUNT.c.removed_at.is_(None)
    with book.read() as connection:
        found = connection.execute(select(t.ACCOUNT).where(t.ACCOUNT.c.key == key, may)).mappings().first()
    return None if found is None else dict(found)
