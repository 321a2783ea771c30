"""The database behind the book: how it is opened, made and brought up to date."""

from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DBAPIError, IntegrityError

from skillpath.agency.address import place
from skillpath.agency.database_errors import DRIVER_MISSING, in_words
from skillpath.agency.dialects import DIALECTS, Dialect
from skillpath.agency.schema import VERSION
from skillpath.errors import SkillPathError, WorkspaceError

_WRITING: Final = "skillpath_writing"
"""The execution option of an engine whose transactions write."""


def open_engine(url: URL) -> Engine:
    """A database at its present version, made or migrated where needed.

    Raises :class:`WorkspaceError` for what is no book, has a version that is not known or cannot be reached.
    """
    engine = _engine(url)
    try:
        _bring_up_to_date(engine, url)
    except SkillPathError:
        engine.dispose()
        raise
    return engine


def reading(engine: Engine) -> Engine:
    """The same database, for transactions that read."""
    return engine.execution_options(**DIALECTS[engine.dialect.name].reading)


def writing(engine: Engine) -> Engine:
    """The same database, for transactions that write."""
    options = DIALECTS[engine.dialect.name].writing
    return engine.execution_options(**{_WRITING: True}, **options)


def _engine(url: URL) -> Engine:
    dialect = DIALECTS[url.get_backend_name()]
    try:
        engine = create_engine(url, **dialect.options)
    except ModuleNotFoundError as error:
        raise WorkspaceError(DRIVER_MISSING) from error
    _listen(engine, dialect, url)
    return engine


def _listen(engine: Engine, dialect: Dialect, url: URL) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        dialect.on_connect(connection)

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        statement = dialect.begin[bool(connection.get_execution_options().get(_WRITING))]
        if statement is not None:
            connection.exec_driver_sql(statement)

    @event.listens_for(engine, "handle_error", retval=True)
    def _(context: ExceptionContext) -> Exception | None:
        error = context.sqlalchemy_exception
        if not isinstance(error, DBAPIError) or isinstance(error, IntegrityError):
            return None  # a broken rule of the tables is a defect of ours, not of the place
        return in_words(error, url)


def _bring_up_to_date(engine: Engine, url: URL) -> None:
    with engine.connect() as connection:
        current, new = _is_current(connection), not inspect(connection).get_table_names()
    if current:
        return
    if not new:
        from skillpath.agency.rehearsal import rehearse  # noqa: PLC0415 (as below)

        rehearse(url, _migrate_copy)
    _migrate(engine, url)


def _migrate_copy(url: URL) -> None:
    engine = _engine(url)
    try:
        _migrate(engine, url)
    finally:
        engine.dispose()


def _migrate(engine: Engine, url: URL) -> None:
    # alembic is slow to import and only a book that is not up to date needs it.
    from skillpath.agency.upgrade import upgrade  # noqa: PLC0415

    with writing(engine).begin() as connection:
        upgrade(connection, place(url))


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == VERSION
