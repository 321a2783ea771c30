"""A copy of a book in a file, as the book was at one moment, whatever is written to it meanwhile."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import URL

from skillpath.agency.address import file_url, place
from skillpath.agency.database_errors import said_in_words
from skillpath.agency.moving import copy_book
from skillpath.errors import WorkspaceError

Progress = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is, and of how much."""

PAGES: Final = 1024
"""So many pages of a file are copied at a time."""


def copy_to_file(url: URL, path: Path, *, progress: Progress = lambda *_: None) -> None:
    """Copies a book into a new file; a book on a server by its tables, and one in a file page by page.

    Raises :class:`WorkspaceError` for a book that cannot be read, or is damaged.
    """
    if url.get_backend_name() == "sqlite":
        if not Path(url.database or "").exists():
            raise WorkspaceError(
                f"There is no book {place(url)} in the workspace: `skillpath init` makes one; where it "
                "is on a server, say --database."
            )
        copy_pages(Path(url.database or ""), path, progress=progress)
    else:
        copy_book(url, file_url(path))
    check_file(path, place(url))


def copy_pages(source: Path, target: Path, *, progress: Progress = lambda *_: None) -> None:
    """Copies a database of SQLite into a new file."""

    def tell(_status: int, remaining: int, total: int) -> None:
        progress("the book", total - remaining, total)

    try:
        with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
            there.execute("BEGIN")
            there.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it is one state
            there.backup(here, pages=PAGES, progress=tell)
    except sqlite3.Error as error:
        raise said_in_words(str(error), file_url(source)) from error


def check_file(path: Path, name: str) -> None:
    """Raises :class:`WorkspaceError` for a database of SQLite that is damaged; ``name``: of what it is."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = [text for (text,) in connection.execute("PRAGMA integrity_check(3)")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise said_in_words(str(error), file_url(path)) from error
    if found != ["ok"] or broken is not None:
        said = found[0] if found != ["ok"] else f"a row of {broken[0]} refers to nothing"
        raise WorkspaceError(f"The book {name} is damaged ({said}): restore it from a backup.")


def version_of(path: Path) -> str | None:
    """The version of the tables in a file; ``None`` for one that is no book."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.Error:
            return None
    return None if row is None else str(row[0])


def counts_of(path: Path) -> dict[str, int]:
    """How many candidates, roles and decisions are in a book in a file, as far as it has the tables."""
    with closing(sqlite3.connect(path)) as connection:
        found = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
        return {
            f"{name}s": int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608
            for name in ("candidate", "role", "decision")
            if name in found
        }
