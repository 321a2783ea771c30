"""What a database complains of, in words that say what to do."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy import URL
from sqlalchemy.exc import DataError, DBAPIError

from skillpath.agency.address import place
from skillpath.errors import InputError, SkillPathError, WorkspaceError

DRIVER_MISSING: Final = (
    "The book is in a PostgreSQL database, and its driver is not installed: install skillpath[postgres]."
)

LEAST_ROOM: Final = 1 << 18
"""Bytes without which no book can be written to, nor even read: SQLite keeps a log beside it."""


class BookBusy(WorkspaceError):
    """Another program writes to the book: trying again helps."""


_BUSY: Final = "database is locked"

_NO_SERVER: Final = "no server answers there: check host and port, and that it runs"
_NO_MACHINE: Final = "no machine has that name: check the host in the URL"

_REMEDIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "password authentication failed": "the server refuses user or password: check both in the URL",
        "no password supplied": "the server asks for a password: give one in the URL",
        '(database|role) ".*" does not exist': "there is no such database or user: ask who runs the server "
        "to create it",
        "permission denied": "the user may not make tables there: ask who runs the server for the right",
        "connection refused|timeout expired|no such file or directory": _NO_SERVER,
        "could not translate host name|failed to resolve host|name or service not known": _NO_MACHINE,
        _BUSY: "another program is writing: try again when it is done",
        "unable to open database file|readonly database": "SkillPath may not write there: check the folder",
        "not a database|disk image is malformed": "the file is no book, or damaged: restore it from a backup",
        "disk is full|no space left": "the disk is full: make room",
        "disk i/o error": "the disk does not take what is written: check that it has room and does not fail",
    }
)
"""What a driver says (a pattern) → what it means for the user, and what to do."""


def in_words(error: DBAPIError, url: URL) -> SkillPathError:
    """The error that a user sees in place of a driver's."""
    said = str(error.orig)
    if isinstance(error, DataError):
        return InputError(f"The book {place(url)} cannot hold this: {_safe(said, url)}")
    return said_in_words(said, url)


def said_in_words(said: str, url: URL) -> WorkspaceError:
    """The error for what a driver says of a database."""
    if url.get_backend_name() == "sqlite" and _is_full(Path(url.database or "").parent):
        said = "disk is full"  # SQLite has other words for it where it is the log that finds no room
    kind = BookBusy if _BUSY in said.lower() else WorkspaceError
    remedies = (remedy for part, remedy in _REMEDIES.items() if re.search(part, said, re.IGNORECASE))
    return kind(f"The book {place(url)} cannot be used: {next(remedies, _safe(said, url))}.")


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < LEAST_ROOM
    except OSError:
        return False


def _safe(said: str, url: URL) -> str:
    """The first line of a message, without the password."""
    line = (said.splitlines() or [""])[0].rstrip(".")
    return line.replace(url.password, "***") if url.password else line
