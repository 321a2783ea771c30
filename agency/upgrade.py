"""Bringing a database to the present version of the book's tables, all steps or none."""

from pathlib import Path
from typing import Final

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from skillpath.agency import migrations
from skillpath.agency.dialects import DIALECTS
from skillpath.agency.same_rows import held, lost
from skillpath.agency.schema import VERSION
from skillpath.errors import WorkspaceError

_FOLDER: Final = str(Path(migrations.__file__).parent)


def steps() -> ScriptDirectory:
    """The steps, in the package."""
    return ScriptDirectory(_FOLDER, version_locations=[_FOLDER])


def upgrade(connection: Connection, name: str) -> None:
    """Takes the steps that are missing, within the connection's transaction: a crash leaves what was.

    ``name`` is what messages call the book. Raises :class:`WorkspaceError` for a version that is not known,
    and where a table would not hold any more what it held.
    """
    context, script = MigrationContext.configure(connection), steps()
    version = context.get_current_revision() or _adopted(connection)
    refuse_unknown(version, f"The book {name}")
    missing = list(script.iterate_revisions(VERSION, version or "base"))
    before = held(connection)
    with Operations.context(context):
        for step in reversed(missing):
            step.module.upgrade()
    context.stamp(script, VERSION)
    stamp = DIALECTS[connection.dialect.name].stamp
    if stamp is not None:
        connection.exec_driver_sql(stamp.format(number=int(VERSION)))
    gone = sorted(lost(connection, before))
    if gone:
        raise WorkspaceError(
            f"The book {name} stays at version {version}: version {VERSION} would not hold all that is in "
            f"{', '.join(gone)}. Use the SkillPath that wrote it, and report this."
        )


def refuse_unknown(version: str | None, what: str) -> None:
    """Raises :class:`WorkspaceError` for a version of the tables that no step leads to."""
    try:
        steps().get_revision(version or "base")
    except CommandError as error:
        raise WorkspaceError(
            f"{what} has version {version}, this SkillPath reads version {VERSION}: "
            "use the SkillPath that wrote it."
        ) from error


def _adopted(connection: Connection) -> str | None:
    """The version of an SQLite file that SkillPath made before it had alembic; ``None`` for a new one."""
    if connection.dialect.name != "sqlite":
        return None
    number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return f"{number:04}" if number else None
