"""Which account somebody has whom a single sign-on names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update

from skillpath.agency.accounts import tables as t
from skillpath.agency.accounts.register import set_roles
from skillpath.agency.accounts.rights import Role
from skillpath.agency.book import Book
from skillpath.agency.identities import compared
from skillpath.errors import InputError


@dataclass(frozen=True, slots=True)
class Named:
    """Who a provider says that somebody is.

    ``subject`` is theirs for good at that ``issuer``; ``email`` is "" where it is not verified. ``roles`` is
    ``None`` where they are not the provider's to give.
    """

    issuer: str
    subject: str
    email: str
    roles: Sequence[Role] | None


def known_as(book: Book, named: Named) -> str:
    """The name of their account: that of the subject, or the first time that of the verified address.

    From then on the address counts no more: it may be given to somebody else. Roles are brought up to date.
    Raises :class:`InputError` where nobody is meant, the account is closed, or no role is left.
    """
    with book.write() as connection:
        row = _of_subject(connection, named) or _bound(connection, named)
    if row is None or row["disabled"]:
        raise InputError("Nobody here has an account by this name: ask an administrator.")
    name = str(row["name"])
    if named.roles is not None:
        if not named.roles:
            raise InputError("No role here comes with this name: ask an administrator.")
        if list(named.roles) != row["roles"]:
            set_roles(book, name, named.roles)
    return name


def _of_subject(connection: Connection, named: Named) -> dict[str, Any] | None:
    return _first(connection, t.ACCOUNT.c.subject == _subject(named))


def _bound(connection: Connection, named: Named) -> dict[str, Any] | None:
    """The account of the address, which belongs to the subject from now on."""
    if not named.email:
        return None
    free = (t.ACCOUNT.c.email == compared(named.email)) & t.ACCOUNT.c.subject.is_(None)
    row = _first(connection, free)
    if row is not None:
        mine = update(t.ACCOUNT).where(t.ACCOUNT.c.name == row["name"])
        connection.execute(mine.values(subject=_subject(named)))
    return row


def _first(connection: Connection, which: Any) -> dict[str, Any] | None:
    query = select(t.ACCOUNT).where(which, t.ACCOUNT.c.removed_at.is_(None))
    found = connection.execute(query).mappings().first()
    return None if found is None else dict(found)


def _subject(named: Named) -> str:
    return f"{named.issuer} {named.subject}"
