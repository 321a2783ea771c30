"""The store of protected attributes: a database of its own beside the book, only where it is allowed."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    Column,
    Connection,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from skillpath.agency.database_errors import in_words
from skillpath.agency.protected.categories import Attributes, Race, Sex
from skillpath.errors import InputError

_METADATA: Final = MetaData()

_ATTRIBUTES: Final = Table(
    "attributes",
    _METADATA,
    Column("candidate", String, primary_key=True),
    Column("sex", String),
    Column("race", String),
)

NOT_ALLOWED: Final = (
    "This workspace holds no protected attributes. Where the law lets the firm hold them, allow it by "
    "`skillpath audit attributes allow`."
)


class ProtectedStore:
    """Attributes by the code of the candidate. Nothing that scores can import this module."""

    def __init__(self, workspace: Path) -> None:
        self.path: Final = workspace / "protected" / "attributes.sqlite"

    @property
    def allowed(self) -> bool:
        """Whether the firm said that it may hold them."""
        return self.path.exists()

    def allow(self) -> None:
        """Makes the store, readable by nobody else on the machine; nothing where it is there."""
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        with self._open() as connection:
            _METADATA.create_all(connection)
        self.path.chmod(0o600)

    def forbid(self) -> None:
        """Deletes the store with all that is in it."""
        if self.allowed:
            with self._open() as connection:
                connection.execute(delete(_ATTRIBUTES))  # overwritten, then taken away
            self.path.unlink()
            self.path.parent.rmdir()

    def put(self, attributes: Mapping[str, Attributes], *, known: Collection[str]) -> None:
        """Writes attributes, all or none, each in place of what was said before.

        ``known``: the codes in the book. Raises :class:`InputError` where the store is not allowed, and for
        a code that is not among those.
        """
        self._require()
        strangers = sorted(set(attributes) - set(known))
        if strangers:
            raise InputError(
                f"Nobody in the book has the code {', '.join(strangers[:10])}: nothing was taken."
            )
        rows = [
            {"candidate": code, "sex": one.sex, "race": one.race} for code, one in sorted(attributes.items())
        ]
        with self._open() as connection:
            for row in rows:
                connection.execute(delete(_ATTRIBUTES).where(_ATTRIBUTES.c.candidate == row["candidate"]))
            if rows:
                connection.execute(insert(_ATTRIBUTES), rows)

    def all(self, *, known: Collection[str]) -> dict[str, Attributes]:
        """Code → attributes. Those of whom the book does not know any more are deleted first.

        Raises :class:`InputError` where the store is not allowed.
        """
        self._require()
        with self._open() as connection:
            rows = connection.execute(select(_ATTRIBUTES)).all()
            for row in rows:
                if row.candidate not in known:
                    connection.execute(delete(_ATTRIBUTES).where(_ATTRIBUTES.c.candidate == row.candidate))
        return {
            row.candidate: Attributes(row.sex and Sex(row.sex), row.race and Race(row.race))
            for row in rows
            if row.candidate in known
        }

    def forget(self, code: str) -> None:
        """Deletes those of one candidate; nothing where there are none."""
        if self.allowed:
            with self._open() as connection:
                connection.execute(delete(_ATTRIBUTES).where(_ATTRIBUTES.c.candidate == code))

    def _require(self) -> None:
        if not self.allowed:
            raise InputError(NOT_ALLOWED)

    @contextmanager
    def _open(self) -> Iterator[Connection]:
        url = URL.create("sqlite", database=str(self.path))
        engine = create_engine(url, poolclass=NullPool)
        event.listen(engine, "connect", _prepare)
        try:
            with engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise in_words(error, url) from error
        finally:
            engine.dispose()


def _prepare(connection: Any, _record: Any) -> None:
    for pragma in ("synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
