"""Where the book is kept: a file of the workspace, or a database on a server that a URL names.

A URL may hold a password: nothing here, and no message, repeats more of it than server and database.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from skillpath.errors import InputError

FILE: Final = "book.sqlite"
"""Name of the file in the workspace."""

_DRIVERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sqlite": "sqlite",
        "postgresql": "postgresql+psycopg",
        "postgresql+psycopg": "postgresql+psycopg",
    }
)
"""What a URL may begin with → the driver that is used."""


def database_url(asked: str | URL | None, folder: Path) -> URL:
    """The database that is asked for; where none is, the file in a workspace's folder.

    Raises :class:`InputError` for what is no URL of a database that can hold a book.
    """
    if not asked:
        return file_url(folder / FILE)
    try:
        url = make_url(asked)
    except (ArgumentError, ValueError):
        raise InputError(
            "The database is no URL: write postgresql://USER:PASSWORD@HOST/DATABASE, and in the password "
            "%40 for @, %2F for /."
        ) from None
    if url.drivername not in _DRIVERS:
        raise InputError(
            f"A book cannot be kept in {url.drivername}: give a database as "
            "postgresql://USER:PASSWORD@HOST/DATABASE, or none for the file in the workspace."
        )
    return url.set(drivername=_DRIVERS[url.drivername])


def file_url(path: Path) -> URL:
    """The database in a file."""
    return URL.create("sqlite", database=str(path))


def place(url: URL) -> str:
    """How messages name a database: its file, or its name and server; never user or password.

    >>> place(make_url("postgresql+psycopg://me:secret@db.example/agency"))
    'agency on db.example'
    """
    if url.get_backend_name() == "sqlite":
        return Path(url.database or "").name
    host = url.host or url.query.get("host") or "this machine"
    return f"{url.database} on {host if isinstance(host, str) else host[0]}"
