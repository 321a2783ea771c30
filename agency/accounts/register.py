"""The register of accounts: who has one, added, changed, closed and removed."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from skillpath.agency.accounts import tables as t
from skillpath.agency.accounts.account import Account, account_of, checked_name, checked_roles, key_of
from skillpath.agency.accounts.passwords import check_password, hashed
from skillpath.agency.accounts.rights import Role
from skillpath.agency.accounts.sessions import end_within
from skillpath.agency.book import Book
from skillpath.agency.identities import compared
from skillpath.agency.moments import now
from skillpath.agency.queries.saved import forget_queries_of
from skillpath.errors import InputError, UnknownName

_LISTED: Final = t.ACCOUNT.c.removed_at.is_(None)

LONGEST_DISPLAY: Final = 80
"""Characters of the name of a person, at most."""


def accounts(book: Book) -> list[Account]:
    """All accounts, those disabled too, by name."""
    with book.read() as connection:
        rows = connection.execute(select(t.ACCOUNT).where(_LISTED).order_by(t.ACCOUNT.c.name)).mappings()
        return [account_of(dict(row)) for row in rows]


def account(book: Book, name: str) -> Account:
    """One account; raises :class:`UnknownName`."""
    with book.read() as connection:
        return account_of(_row(connection, name))


def administrators(book: Book) -> list[str]:
    """The names of the administrators who can sign in: without one, nobody can let others in."""
    with book.read() as connection:
        return _administrators(connection)


def add_account(
    book: Book,
    name: str,
    *,
    roles: Iterable[str],
    password: str | None,
    display: str = "",
    email: str | None = None,
    temporary: bool = False,
) -> Account:
    """Adds an account; without a password it signs in by single sign-on alone, known by ``email``.

    Raises :class:`InputError` for a name that is or was in use, and for what cannot be a name, password or
    address.
    """
    said, given = checked_name(name), checked_roles(roles)
    if password is not None:
        check_password(password, name=said)
    address = _address(email)
    row = {
        "name": said,
        "key": key_of(said),
        "display": _display(display),
        "roles": [str(role) for role in given],
        "email": address,
        "password": None if password is None else hashed(password),
        "temporary": temporary,
        "disabled": False,
        "made_at": now(),
    }
    with book.write() as connection:
        _refuse_taken(connection, said, address)
        connection.execute(insert(t.ACCOUNT), row)
    return account(book, said)


def set_roles(book: Book, name: str, roles: Iterable[str]) -> Account:
    """Gives an account other roles, which count from its next request on.

    Raises :class:`UnknownName`, and :class:`InputError` where no administrator would be left.
    """
    given = checked_roles(roles)
    return _change(book, name, roles=[str(role) for role in given])


def set_email(book: Book, name: str, email: str | None) -> Account:
    """Says by which address single sign-on knows an account, if by any; whom it was before, is forgotten.

    Raises :class:`UnknownName`, and :class:`InputError` for what is no address, or somebody else's.
    """
    address = _address(email)
    with book.write() as connection:
        known: str = _row(connection, name)["name"]
        _refuse_address(connection, address, but=known)
        mine = update(t.ACCOUNT).where(t.ACCOUNT.c.name == known)
        connection.execute(mine.values(email=address, subject=None))
    return account(book, known)


def set_password(book: Book, name: str, password: str, *, keep: str = "", temporary: bool = False) -> Account:
    """Gives an account another password, and ends its sessions but the one whose key is ``keep``.

    A ``temporary`` one serves to choose another. Raises :class:`UnknownName`, and :class:`InputError` for a
    password that is not taken.
    """
    check_password(password, name=name)
    values = {"password": hashed(password), "temporary": temporary}
    with book.write() as connection:
        known = _row(connection, name)["name"]
        connection.execute(update(t.ACCOUNT).where(t.ACCOUNT.c.name == known).values(values))
        end_within(connection, known, but=keep)
    return account(book, known)


def disable(book: Book, name: str) -> Account:
    """Closes an account: nobody signs in by it, its sessions end, its tokens are refused.

    Raises :class:`UnknownName`, and :class:`InputError` where no administrator would be left.
    """
    return _change(book, name, disabled=True)


def enable(book: Book, name: str) -> Account:
    """Opens a closed account again; raises :class:`UnknownName`."""
    return _change(book, name, disabled=False)


def remove(book: Book, name: str) -> None:
    """Takes an account away with its sessions, tokens, password, address and display name.

    The queries that it saved go too, but those for everybody.

    Its name is given to nobody else: it stands under what was decided. Raises as :func:`disable`.
    """
    gone: dict[str, Any] = {"display": "", "email": None, "subject": None, "password": None}
    with book.write() as connection:
        values = gone | {"roles": [], "disabled": True, "removed_at": now()}
        known = _changed(connection, name, values)
        connection.execute(delete(t.API_TOKEN).where(t.API_TOKEN.c.account == known))
        forget_queries_of(connection, known)


def _change(book: Book, name: str, **values: Any) -> Account:
    with book.write() as connection:
        known = _changed(connection, name, values)
    return account(book, known)


def _changed(connection: Connection, name: str, values: Mapping[str, Any]) -> str:
    """Changes an account within a transaction, which is undone where no administrator is left by it."""
    known: str = _row(connection, name)["name"]
    before = _administrators(connection)
    connection.execute(update(t.ACCOUNT).where(t.ACCOUNT.c.name == known).values(values))
    if values.get("disabled"):
        end_within(connection, known)
    if before and not _administrators(connection):
        raise InputError(
            f"{known} is the last administrator, who alone can let others in: make another one first."
        )
    return known


def _row(connection: Connection, name: str) -> dict[str, Any]:
    query = select(t.ACCOUNT).where(_LISTED)
    found = connection.execute(query.where(t.ACCOUNT.c.key == key_of(name))).mappings().first()
    if found is None:
        names = connection.execute(query.with_only_columns(t.ACCOUNT.c.name)).scalars().all()
        raise UnknownName(f"There is no account {name}.", get_close_matches(name, sorted(names)))
    return dict(found)


def _administrators(connection: Connection) -> list[str]:
    rows = connection.execute(
        select(t.ACCOUNT.c.name, t.ACCOUNT.c.roles)
        .where(_LISTED, t.ACCOUNT.c.disabled.is_(False))
        .order_by(t.ACCOUNT.c.name)
    )
    return [row.name for row in rows if Role.ADMINISTRATOR in row.roles]


def _refuse_taken(connection: Connection, name: str, email: str | None) -> None:
    row = connection.execute(select(t.ACCOUNT).where(t.ACCOUNT.c.key == key_of(name))).mappings().first()
    if row is not None:
        gone = " was removed, and its name stands under what was decided: choose another"
        raise InputError(f"{row['name']}{gone if row['removed_at'] else ' has an account already'}.")
    _refuse_address(connection, email, but=name)


def _refuse_address(connection: Connection, email: str | None, *, but: str) -> None:
    taken = select(t.ACCOUNT.c.name).where(t.ACCOUNT.c.email == email, t.ACCOUNT.c.name != but)
    other = None if email is None else connection.execute(taken).scalar()
    if other is not None:
        raise InputError(f"This e-mail address is that of {other}.")


def _display(said: str) -> str:
    shown = " ".join(said.split())
    if len(shown) > LONGEST_DISPLAY or not shown.isprintable():
        raise InputError(f"A display name has at most {LONGEST_DISPLAY} characters, on one line.")
    return shown


def _address(email: str | None) -> str | None:
    if email is None or not email.strip():
        return None
    said = compared(email)
    name, _, host = said.rpartition("@")
    if not name or not host or any(character.isspace() for character in said):
        raise InputError(f"“{email}” is no e-mail address.")
    return said
