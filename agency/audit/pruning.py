"""Taking old rows out of the log, so that what is left can still be verified."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from skillpath.agency import schema as t
from skillpath.agency import version_tables as was
from skillpath.agency.audit.chain import Happening, append
from skillpath.agency.audit.kinds import LEAST_DAYS, Event
from skillpath.agency.book import Book
from skillpath.agency.revisions import state
from skillpath.errors import InputError


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows were taken out, and up to which number."""

    rows: int
    number: int


def prune(book: Book, *, days: int, by: str) -> Pruned:
    """Takes out the rows that are older than so many days, and what only they kept.

    A row stays that says how many they were, by whom they were taken out and the hash of the last of them.
    Raises :class:`InputError` for less than :data:`LEAST_DAYS`.
    """
    if days < LEAST_DAYS:
        raise InputError(f"The log is kept for {LEAST_DAYS} days at least: {days} would be too few.")
    before = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    with book.forget() as connection:
        return _prune(connection, before, by)


def _prune(connection: Connection, before: str, by: str) -> Pruned:
    own = t.AUDIT.c
    # Up to the first that must stay: the clock may have gone back.
    stays = connection.execute(select(func.min(own.number)).where(own.at >= before)).scalar()
    old = own.number < stays if stays is not None else own.number > 0
    query = select(own.number, own.hash, own.at).where(old).order_by(own.number.desc())
    last = connection.execute(query.limit(1)).first()
    if last is None:
        return Pruned(0, 0)
    rows = int(connection.execute(select(func.count()).select_from(t.AUDIT).where(old)).scalar_one())
    newest = connection.execute(select(func.max(own.at)).where(old)).scalar_one()
    details = {"rows": rows, "number": last.number, "hash": last.hash, "newest": newest}
    append(connection, [Happening(Event.PRUNED, by, details=details, prunes=last.number)])
    connection.execute(delete(t.AUDIT).where(own.number <= last.number))
    _forget_unused(connection)
    return Pruned(rows, last.number)


def _forget_unused(connection: Connection) -> None:
    """What no row asks for any more, and what candidates were before all that is still to be replayed."""
    kept, own = t.AUDIT_KEPT.c.digest, t.AUDIT.c
    unused = [kept.not_in(select(column).where(column.is_not(None))) for column in (own.question, own.answer)]
    connection.execute(delete(t.AUDIT_KEPT).where(*unused))
    first = select(own.details).where(own.question.is_not(None)).order_by(own.number).limit(1)
    details = connection.execute(first).scalar()
    versions, moments = delete(was.CANDIDATE_VERSION), delete(was.BOOK_CHANGE)
    oldest = state(connection).changes if details is None else json.loads(details)["changes"]
    connection.execute(versions.where(was.CANDIDATE_VERSION.c.until <= oldest))
    connection.execute(moments.where(was.BOOK_CHANGE.c.number < oldest))
