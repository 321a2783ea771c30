"""The embedded database behind the book: how it is opened, made and brought up to date."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from skillpath.agency import schema as t
from skillpath.errors import WorkspaceError

_STEPS: Final[Mapping[int, Sequence[str]]] = {
    0: (),
    1: ("role ADD COLUMN changes JSON",),
    2: (
        "role ADD COLUMN filters JSON",
        "candidate ADD COLUMN location VARCHAR",
        "candidate ADD COLUMN available_from DATE",
        "candidate ADD COLUMN licences JSON",
    ),
}
"""``user_version`` of a file → what is altered in its tables for the next one; 0 has no tables."""

_PRAGMAS: Final = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")

WRITING: Final = "skillpath_writing"
"""The execution option of an engine whose transactions write: they wait for their turn at the beginning."""


def open_engine(path: Path) -> Engine:
    """A database at its present version, made or migrated where needed.

    Raises :class:`WorkspaceError` for a file that is no book, or one of a version that is not known.
    """
    engine = _engine(path)
    try:
        with engine.connect() as connection:
            current = _version(connection) == t.VERSION
        if not current:
            with engine.execution_options(**{WRITING: True}).begin() as connection:
                _bring_up_to_date(connection, path.name)
    except DBAPIError as error:
        raise WorkspaceError(f"The book {path.name} cannot be opened: {error.orig}.") from error
    return engine


def _engine(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # or sqlite3 would commit before each change of a table
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _bring_up_to_date(connection: Connection, name: str) -> None:
    """All steps from the file's version to the present one; a crash in between leaves the file as it was."""
    version = _version(connection)  # asked again, now that nobody else writes
    if version > t.VERSION:
        raise WorkspaceError(
            f"The book {name} has version {version}, this SkillPath reads version "
            f"{t.VERSION}: use the SkillPath that wrote it."
        )
    for step in range(version, t.VERSION) if version else ():
        for change in _STEPS[step]:
            connection.exec_driver_sql(f"ALTER TABLE {change}")
    t.METADATA.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {t.VERSION}")
