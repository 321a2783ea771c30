"""What is examined of a book without changing it: version, wholeness, indexes, and what waits in it."""

import json
import shlex
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import URL, ColumnElement, Connection, create_engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from skillpath.agency import schema as t
from skillpath.agency.database_errors import in_words
from skillpath.agency.dialects import WORDS
from skillpath.agency.doctor import Check, Finding, first
from skillpath.agency.intake.draft import State
from skillpath.agency.matching import today
from skillpath.agency.revisions import state

WAITING: Final = 30
"""Days after which a draft waits for long."""

PATIENCE: Final = 2.0
"""Seconds for reading a whole book through."""


Look = Callable[[Connection], Finding]
"""Looks at a book of today's version."""


def book_checks(url: URL, folder: Path) -> dict[str, Check]:
    """The checks by name; what is in a book is looked at only where it is of today's version."""
    checks: dict[str, Check] = {"book": partial(_version, url, folder)}
    if url.get_backend_name() == "sqlite":
        checks["book, whole"] = partial(_whole, Path(url.database or ""))
    within: dict[str, Look] = {"indexes": _indexes, "pool": partial(_pool, folder), "waiting": _waiting}
    return checks | {name: partial(_looked_at, url, look) for name, look in within.items()}


def _version(url: URL, folder: Path) -> Finding:
    stated = _stated(url)
    if stated == t.VERSION:
        return Finding(f"version {stated}")
    if stated is None:
        return Finding("there is none yet: it is made when it is first used")
    if stated > t.VERSION:
        return Finding(f"version {stated}, newer than {t.VERSION}", "use the SkillPath that wrote it")
    mend = f"skillpath init --workspace {shlex.quote(str(folder))}"
    return Finding(f"version {stated or 'of before'}, today's is {t.VERSION}", mend)


def _stated(url: URL) -> str | None:
    """The version that a book says it has: empty for one of before versions were kept, ``None`` for none."""
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None
    with _opened(url) as connection:
        if inspect(connection).has_table("alembic_version"):
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
        return "" if inspect(connection).has_table("candidate") else None


def _looked_at(url: URL, look: Look) -> Finding:
    if _stated(url) != t.VERSION:
        return Finding("not looked at: the book is not of today's version")
    with _opened(url) as connection:
        return look(connection)


@contextmanager
def _opened(url: URL) -> Iterator[Connection]:
    """The database as it is: nothing is made, or brought up to date."""
    try:
        with create_engine(url, poolclass=NullPool).connect() as connection:
            yield connection
    except DBAPIError as error:
        raise in_words(error, url) from error


def _whole(book: Path) -> Finding:
    if not book.exists():
        return Finding("there is no book yet")
    until = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(book)) as connection:
        connection.set_progress_handler(lambda: time.monotonic() > until, 10_000)
        try:
            said = [str(row[0]) for row in connection.execute("PRAGMA quick_check(1)")]
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                return Finding(str(error), "skillpath restore BACKUP --replace")
            return Finding(f"too big to be read in {PATIENCE:.0f} s: `skillpath backup` reads it all")
        except sqlite3.DatabaseError as error:
            return Finding(str(error), "skillpath restore BACKUP --replace")
    return Finding("yes") if said == ["ok"] else Finding(said[0], "skillpath restore BACKUP --replace")


def _indexes(connection: Connection) -> Finding:
    missing = list(_missing(connection))
    mend = "restore the book from a backup, or make them as the steps of agency/migrations do"
    return first([(f"missing: {', '.join(missing)}", mend)] if missing else [], otherwise="all there")


def _missing(connection: Connection) -> Iterator[str]:
    found = inspect(connection)
    for table in t.METADATA.sorted_tables:
        if found.has_table(table.name):
            there = {index["name"] for index in found.get_indexes(table.name)}
            yield from sorted(str(index.name) for index in table.indexes if index.name not in there)
    if connection.dialect.name == "sqlite":
        yield from (name for name in WORDS.values() if not found.has_table(name))


def _pool(folder: Path, connection: Connection) -> Finding:
    now = state(connection)
    try:
        mark = json.loads((folder / "pool" / "pool.json").read_text(encoding="utf-8"))
        behind = now.changes - int(mark["changes"])
    except (OSError, ValueError, KeyError, TypeError):
        return Finding("not compiled yet: the first ranking does it")
    if behind < 0 or now.removals < mark["removals"]:
        return Finding("of a later book: the next ranking compiles it anew")
    return Finding("current" if not behind else f"{behind} writes behind: the next ranking reads them")


def _waiting(connection: Connection) -> Finding:
    return first(_overdue(connection), otherwise="nothing is overdue")


def _overdue(connection: Connection) -> Iterator[tuple[str, str]]:
    expired = _count(connection, t.CANDIDATE.c.keep_until < today(), t.IS_CURRENT)
    if expired:
        yield f"{expired} candidates are kept for too long", "skillpath candidate expired --remove"
    since: date = today() - timedelta(WAITING)
    drafts = _count(connection, t.INTAKE.c.state == State.DRAFT, t.INTAKE.c.taken_on < since)
    if drafts:
        yield f"{drafts} drafts wait for more than {WAITING} days", "skillpath intake list"


def _count(connection: Connection, *where: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).where(*where)).scalar_one())
