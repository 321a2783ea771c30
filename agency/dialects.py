"""In what the kinds of databases differ, in one table: SQLite in the workspace, PostgreSQL on a server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite

from skillpath.agency.forgetting import empty_log

WORDS: Final[Mapping[str, str]] = {
    "note": "note_words",
    "decision": "decision_words",
    "intake": "intake_words",
}
"""Table → the index of the words of its texts; on SQLite a table too."""

_REBUILD: Final = "INSERT INTO {words} ({words}) VALUES ('rebuild')"

_LOCK: Final = 0x5C111
"""Any number that no other program uses for an advisory lock in the same database."""

PATIENCE: Final = 30.0
"""Seconds for which one who writes to a file waits for another."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What one kind of database is told.

    ``options`` are those of :func:`sqlalchemy.create_engine`, ``on_connect`` prepares a new connection.
    ``reading`` and ``writing`` are the execution options of a transaction, ``begin`` the statements with
    which it begins, by whether it writes: who reads sees one state throughout, who writes waits for their
    turn at the beginning. ``forget`` are the last statements of a transaction that deletes; when it is over,
    ``settle`` has what was deleted leave the files. ``insert`` makes an insertion that
    can say what happens on a conflict; ``stamp`` is a statement that marks a new version besides alembic's
    own table, ``count_on`` one after which a table numbers new rows after those that have numbers.
    """

    options: Mapping[str, Any]
    on_connect: Callable[[Any], None]
    reading: Mapping[str, Any]
    writing: Mapping[str, Any]
    begin: Mapping[bool, str | None]
    insert: Callable[..., Any]
    stamp: str | None
    forget: tuple[str, ...]
    settle: Callable[[Any], None]
    count_on: str | None


def _prepare_sqlite(connection: Any) -> None:
    connection.isolation_level = None  # or sqlite3 would commit before each change of a table
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")


DIALECTS: Final[Mapping[str, Dialect]] = MappingProxyType(
    {
        "sqlite": Dialect(
            options={"connect_args": {"timeout": PATIENCE}},
            on_connect=_prepare_sqlite,
            reading={},
            writing={},
            begin={True: "BEGIN IMMEDIATE", False: "BEGIN"},
            insert=sqlite.insert,
            stamp="PRAGMA user_version = {number}",
            forget=tuple(_REBUILD.format(words=words) for words in WORDS.values()),
            settle=partial(empty_log, patience=PATIENCE),
            count_on=None,
        ),
        "postgresql": Dialect(
            options={"pool_pre_ping": True, "connect_args": {"connect_timeout": 10}},
            on_connect=lambda _: None,
            reading={"isolation_level": "REPEATABLE READ"},
            writing={"isolation_level": "READ COMMITTED"},
            begin={True: f"SELECT pg_advisory_xact_lock({_LOCK})", False: None},
            insert=postgresql.insert,
            stamp=None,
            forget=(),
            settle=lambda _: None,
            count_on="SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) "
            "FROM {table} HAVING max({column}) IS NOT NULL",
        ),
    }
)
