"""Saved queries: whoever saves one owns it, and alone changes, shares and removes it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, false, insert, or_, select, true, update

from skillpath.agency.book import Book
from skillpath.agency.moments import in_days, now
from skillpath.agency.queries.tables import SAVED_QUERY, Sharing
from skillpath.errors import InputError, SkillPathError, UnknownName
from skillpath.ontology.queries.kept_query import KeptQuery, read_query
from skillpath.ontology.sparql.guard import refuse_unsafe

KEPT_DAYS: Final = 30
"""For so many days a removed query can be had back."""

_C: Final = SAVED_QUERY.c


class ChangedMeanwhile(SkillPathError):
    """A query that was changed since it was read."""


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query: moments in ISO 8601, UTC; ``removed_at`` where it was removed and can be had back."""

    number: int
    owner: str
    text: str
    sharing: Sharing
    key: str
    version: int
    made_at: str
    changed_at: str
    removed_at: str | None

    @property
    def query(self) -> KeptQuery:
        """The query with its title and parameters; its name is its number."""
        return read_query(self.text, name=str(self.number))


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks for saved queries: an account by ``name`` (``None``: whoever uses this machine, and sees all).

    ``key`` is that of a link.
    """

    name: str | None
    key: str = ""

    def owns(self, saved: SavedQuery) -> bool:
        """Whether they may change it."""
        return self.name is None or self.name == saved.owner


MACHINE: Final = Reader(None)
"""Who uses this machine."""


def save(book: Book, text: str, *, by: str, sharing: Sharing = Sharing.PRIVATE) -> SavedQuery:
    """Saves a query; raises :class:`InputError` for what cannot be kept, :class:`QueryError` for what may not
    be asked."""
    if not by.strip():
        raise InputError("Say who saves it: --by.")
    at = now()
    row: dict[str, Any] = {
        "owner": by.strip(),
        "text": _checked(text),
        "sharing": sharing,
        "key": secrets.token_hex(16),
        "version": 1,
        "made_at": at,
        "changed_at": at,
    }
    with book.write() as connection:
        _forget_removed(connection)
        connection.execute(insert(SAVED_QUERY), row)
        return _one(connection, _C.key == row["key"])


def saved_queries(book: Book, reader: Reader) -> list[SavedQuery]:
    """Those that are listed for somebody: their own, and those for everybody; in the order of saving."""
    listed = or_(_C.sharing == Sharing.EVERYBODY, _owned(reader))
    with book.read() as connection:
        query = select(SAVED_QUERY).where(listed, _C.removed_at.is_(None)).order_by(_C.number)
        return [_saved(row) for row in connection.execute(query).mappings()]


def removed_queries(book: Book, reader: Reader) -> list[SavedQuery]:
    """Those of somebody's own that were removed and can be had back, the latest first."""
    query = select(SAVED_QUERY).where(_owned(reader), _C.removed_at > in_days(-KEPT_DAYS))
    with book.read() as connection:
        rows = connection.execute(query.order_by(_C.removed_at.desc(), _C.number.desc())).mappings()
        return [_saved(row) for row in rows]


def saved_query(book: Book, number: int, reader: Reader) -> SavedQuery:
    """One that somebody may see; raises :class:`UnknownName`, whether there is none or it is another's."""
    by_link = and_(_C.sharing == Sharing.LINK, _C.key == reader.key) if reader.key else false()
    seen = or_(_C.sharing == Sharing.EVERYBODY, _owned(reader), by_link)
    with book.read() as connection:
        return _one(connection, _C.number == number, _C.removed_at.is_(None), seen)


def change(
    book: Book,
    number: int,
    reader: Reader,
    *,
    version: int,
    text: str | None = None,
    sharing: Sharing | None = None,
) -> SavedQuery:
    """Changes one's own; raises :class:`ChangedMeanwhile` where ``version`` is not the one that was read,
    else as :func:`save` and :func:`saved_query`."""
    values: dict[str, Any] = {} if text is None else {"text": _checked(text)}
    return _changed(
        book, number, reader, version, values if sharing is None else values | {"sharing": sharing}
    )


def new_link(book: Book, number: int, reader: Reader, *, version: int) -> SavedQuery:
    """Gives one's own another link: the old one ends. Raises as :func:`change`."""
    return _changed(book, number, reader, version, {"key": secrets.token_hex(16)})


def remove(book: Book, number: int, reader: Reader) -> None:
    """Removes one's own, which :func:`restore` takes back for a while; raises :class:`UnknownName`."""
    _turn(book, number, reader, _C.removed_at.is_(None), now())


def restore(book: Book, number: int, reader: Reader) -> None:
    """Takes a removal back; raises :class:`UnknownName`."""
    _turn(book, number, reader, _C.removed_at > in_days(-KEPT_DAYS), None)


def forget_queries_of(connection: Connection, owner: str) -> None:
    """Takes the queries of an account that goes out of the book; those for everybody stay, under its name."""
    not_shared = or_(_C.sharing != Sharing.EVERYBODY, _C.removed_at.is_not(None))
    connection.execute(delete(SAVED_QUERY).where(_C.owner == owner, not_shared))


def _changed(book: Book, number: int, reader: Reader, version: int, values: Mapping[str, Any]) -> SavedQuery:
    mine = and_(_C.number == number, _C.removed_at.is_(None), _owned(reader))
    told = {**values, "version": version + 1, "changed_at": now()}
    with book.write() as connection:
        before = _one(connection, mine)
        if before.version != version:
            raise ChangedMeanwhile(
                f"The query was changed since you read it ({before.changed_at}): look, and send yours again."
            )
        connection.execute(update(SAVED_QUERY).where(mine).values(told))
        return _one(connection, mine)


def _turn(book: Book, number: int, reader: Reader, before: ColumnElement[bool], removed: str | None) -> None:
    mine = and_(_C.number == number, before, _owned(reader))
    with book.write() as connection:
        _forget_removed(connection)
        if not connection.execute(update(SAVED_QUERY).where(mine).values(removed_at=removed)).rowcount:
            raise _unknown()


def _one(connection: Connection, *conditions: ColumnElement[bool]) -> SavedQuery:
    row = connection.execute(select(SAVED_QUERY).where(*conditions)).mappings().first()
    if row is None:
        raise _unknown()
    return _saved(row)


def _saved(row: Mapping[Any, Any]) -> SavedQuery:
    return SavedQuery(**{one.name: row[one.name] for one in fields(SavedQuery)})


def _owned(reader: Reader) -> ColumnElement[bool]:
    return true() if reader.name is None else _C.owner == reader.name


def _forget_removed(connection: Connection) -> None:
    """Takes those out of the book whose time has run out."""
    connection.execute(delete(SAVED_QUERY).where(_C.removed_at <= in_days(-KEPT_DAYS)))


def _checked(text: str) -> str:
    clean = text.replace("\r\n", "\n").strip() + "\n"
    refuse_unsafe(clean)
    read_query(clean, name="the query")
    return clean


def _unknown() -> UnknownName:
    return UnknownName("There is no such saved query, or it is not yours.")
