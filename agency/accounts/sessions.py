"""Sessions: who is signed in where, since when, and until when."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from skillpath.agency.accounts import tables as t
from skillpath.agency.accounts.account import Account, account_of
from skillpath.agency.accounts.secret import new_secret, trace_of
from skillpath.agency.book import Book
from skillpath.agency.moments import after, between, now
from skillpath.errors import UnknownName, WorkspaceError

LONGEST: Final = 14 * 24 * 3600
"""Seconds that a session lasts at most, however much it is used."""

IDLE: Final = 12 * 3600
"""Seconds without a request after which it has ended."""

SEEN_EVERY: Final = 60
"""Seconds between two notes of when it was last seen: not every page writes."""

LONGEST_DEVICE: Final = 80
"""Characters of the name of a device, at most."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in: moments in ISO 8601, UTC. ``key`` is a hash of what its cookie holds."""

    number: int
    key: str
    account: str
    made_at: str
    seen_at: str
    until: str
    device: str


_COLUMNS: Final = tuple(t.SESSION.c[name] for name in Session.__dataclass_fields__)


def begin_session(book: Book, name: str, *, device: str) -> str:
    """Signs the account of a name in; gives what its cookie holds, which nobody can read again.

    Whether it may sign in was asked before. Sessions that have ended are cleared away.
    """
    secret, at = new_secret(), now()
    row = {
        "key": trace_of(secret),
        "account": name,
        "made_at": at,
        "seen_at": at,
        "until": after(at, LONGEST),
        "device": device[:LONGEST_DEVICE],
    }
    with book.write() as connection:
        connection.execute(delete(t.SESSION).where(~_live(at)))
        connection.execute(insert(t.SESSION), row)
    return secret


def find_session(book: Book, secret: str, *, at: str | None = None) -> tuple[Session, Account] | None:
    """The session of a cookie with its account as it is now; ``None`` where it has ended or never was.

    That it was seen is noted. ``at``: the moment for which that is asked, now if not given.
    """
    moment = at or now()
    key = t.SESSION.c.key == trace_of(secret)
    mine = t.ACCOUNT.c.disabled.is_(False) & t.ACCOUNT.c.removed_at.is_(None)
    joined = t.SESSION.join(t.ACCOUNT, t.SESSION.c.account == t.ACCOUNT.c.name)
    with book.read() as connection:
        query = select(*_COLUMNS).select_from(joined).where(key, mine, _live(moment))
        row = connection.execute(query).mappings().first()
        if row is None:
            return None
        session = Session(**row)
        found = account_of(dict(_account_row(connection, session.account)))
    if between(session.seen_at, moment) >= SEEN_EVERY:
        _note_seen(book, session, moment)
    return session, found


def sessions(book: Book, name: str) -> list[Session]:
    """The sessions of an account that last, the latest seen first."""
    mine = (t.SESSION.c.account == name) & _live(now())
    order = (t.SESSION.c.seen_at.desc(), t.SESSION.c.number.desc())
    with book.read() as connection:
        rows = connection.execute(select(*_COLUMNS).where(mine).order_by(*order)).mappings()
        return [Session(**row) for row in rows]


def end_session(book: Book, name: str, number: int) -> None:
    """Ends one session of an account; raises :class:`UnknownName` where it is none of theirs."""
    mine = (t.SESSION.c.account == name) & (t.SESSION.c.number == number)
    with book.write() as connection:
        if not connection.execute(delete(t.SESSION).where(mine)).rowcount:
            raise UnknownName("This session has ended already.")


def end_sessions(book: Book, name: str | None = None, *, but: str = "") -> int:
    """Ends all sessions of an account, or of all accounts, but the one with a key; gives how many."""
    with book.write() as connection:
        return end_within(connection, name, but=but)


def end_within(connection: Connection, name: str | None, *, but: str = "") -> int:
    """The same, within a transaction that does more."""
    meant = t.SESSION.c.key != but
    if name is not None:
        meant &= t.SESSION.c.account == name
    return connection.execute(delete(t.SESSION).where(meant)).rowcount


def _live(at: str) -> Any:
    return (t.SESSION.c.until > at) & (t.SESSION.c.seen_at > after(at, -IDLE))


def _account_row(connection: Connection, name: str) -> Any:
    return connection.execute(select(t.ACCOUNT).where(t.ACCOUNT.c.name == name)).mappings().one()


def _note_seen(book: Book, session: Session, at: str) -> None:
    try:
        with book.write() as connection:
            mine = t.SESSION.c.number == session.number
            connection.execute(update(t.SESSION).where(mine).values(seen_at=at))
    except WorkspaceError:
        return  # a book that cannot be written to may still be read
