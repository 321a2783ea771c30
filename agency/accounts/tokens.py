"""Tokens by which programs use the API in the name of an account: shown once, kept as a hash, ending."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import insert, select, update

from skillpath.agency.accounts import tables as t
from skillpath.agency.accounts.account import Account, account_of
from skillpath.agency.accounts.register import account
from skillpath.agency.accounts.scope import Scope
from skillpath.agency.accounts.secret import new_secret, trace_of
from skillpath.agency.accounts.sessions import SEEN_EVERY
from skillpath.agency.book import Book
from skillpath.agency.moments import between, in_days, now
from skillpath.errors import InputError, UnknownName, WorkspaceError

MARK: Final = "skp_"
"""How tokens begin, so that they are known where they should not be, such as in a repository."""

SHOWN: Final = len(MARK) + 6
"""So many characters of a token are shown again, by which it is known from others."""

MOST_DAYS: Final = 365
"""A token lasts no longer than this."""

LONGEST_LABEL: Final = 80


@dataclass(frozen=True, slots=True)
class Token:
    """A token: moments in ISO 8601, UTC; ``prefix`` is how it begins, ``label`` what it is for."""

    number: int
    prefix: str
    account: str
    label: str
    scope: Scope
    made_at: str
    until: str
    used_at: str | None
    revoked_at: str | None

    @property
    def ended(self) -> bool:
        """Whether it is refused."""
        return self.revoked_at is not None or self.until <= now()


_COLUMNS: Final = tuple(t.API_TOKEN.c[name] for name in Token.__dataclass_fields__)


def make_token(book: Book, name: str, *, label: str, scope: Scope, days: int) -> str:
    """Makes a token, which nobody can read again.

    Raises :class:`UnknownName`, and :class:`InputError` for one without a label or for a time that is none.
    """
    said = " ".join(label.split())[:LONGEST_LABEL]
    if not said or not said.isprintable():
        raise InputError("Say what the token is for, such as: nightly report.")
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"A token lasts 1 to {MOST_DAYS} days.")
    secret = MARK + new_secret()
    row = {
        "key": trace_of(secret),
        "prefix": secret[:SHOWN],
        "account": account(book, name).name,
        "label": said,
        "scope": scope,
        "made_at": now(),
        "until": in_days(days),
    }
    with book.write() as connection:
        connection.execute(insert(t.API_TOKEN), row)
    return secret


def find_token(book: Book, secret: str) -> tuple[Token, Account] | None:
    """The token with its account as it is now; ``None`` where it is refused. That it was used is noted."""
    live = t.API_TOKEN.c.revoked_at.is_(None) & (t.API_TOKEN.c.until > now())
    may = t.ACCOUNT.c.disabled.is_(False) & t.ACCOUNT.c.removed_at.is_(None)
    with book.read() as connection:
        mine = select(*_COLUMNS).where(t.API_TOKEN.c.key == trace_of(secret), live)
        row = connection.execute(mine).mappings().first()
        if row is None:
            return None
        owner = select(t.ACCOUNT).where(t.ACCOUNT.c.name == row["account"], may)
        found = connection.execute(owner).mappings().first()
    if found is None:
        return None
    token = Token(**row)
    if token.used_at is None or between(token.used_at, now()) >= SEEN_EVERY:
        _note_used(book, token)
    return token, account_of(dict(found))


def tokens(book: Book, name: str) -> list[Token]:
    """The tokens of an account, those that ended too, the latest first."""
    query = select(*_COLUMNS).where(t.API_TOKEN.c.account == account(book, name).name)
    with book.read() as connection:
        rows = connection.execute(query.order_by(t.API_TOKEN.c.number.desc())).mappings()
        return [Token(**row) for row in rows]


def revoke_token(book: Book, name: str, number: int) -> None:
    """Ends a token of an account now; raises :class:`UnknownName` where it is none of theirs that lasts."""
    mine = (t.API_TOKEN.c.account == account(book, name).name) & (t.API_TOKEN.c.number == number)
    live = mine & t.API_TOKEN.c.revoked_at.is_(None)
    with book.write() as connection:
        if not connection.execute(update(t.API_TOKEN).where(live).values(revoked_at=now())).rowcount:
            raise UnknownName("There is no such token, or it was revoked already.")


def _note_used(book: Book, token: Token) -> None:
    try:
        with book.write() as connection:
            mine = t.API_TOKEN.c.number == token.number
            connection.execute(update(t.API_TOKEN).where(mine).values(used_at=now()))
    except WorkspaceError:
        return  # a book that cannot be written to may still be read
