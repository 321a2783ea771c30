"""The commands ``backup …`` and ``restore``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say

if TYPE_CHECKING:
    from skillpath.agency.backup_manifest import Manifest

_MAKE = "make"


class _FileFirst(TyperGroup):
    """``backup FILE`` is short for ``backup make FILE``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in {"-h", "--help"}:
            args = [_MAKE, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(help="Save a workspace in one file, and verify it.", no_args_is_help=True, cls=_FileFirst)

BackupArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")]


def register(main: typer.Typer) -> None:
    """Adds the commands."""
    main.add_typer(app, name="backup")
    main.command()(restore)


@app.command(_MAKE)
def make(
    target: Annotated[
        Path,
        typer.Argument(metavar="FILE_OR_DIR", help="File to write; in a folder, one named by the moment."),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Save a workspace in one file while others work in it; `backup FILE` is the same.

    The book, the releases of the ontology and the settings are in it. What is made of them is left out.
    """
    from skillpath.agency.backup import make_backup
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    opened = Workspace.open(workspace, database=database)
    with table_progress() as progress:
        path, manifest = make_backup(opened, target, progress=progress)
    _tell(path, manifest, "is saved", json=json)


@app.command()
def verify(file: BackupArgument, json: JsonOption = False) -> None:
    """Read a backup to its last byte and hold every file to its SHA-256."""
    from skillpath.agency.backup_reading import open_backup
    from skillpath.cli.progress import table_progress

    with open_backup(file) as opened, table_progress() as progress:
        opened.verify(progress=progress)
        _tell(file, opened.manifest, "is whole", json=json)


def restore(
    file: BackupArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the workspace that is there.")
    ] = False,
    deletions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A later deletions.jsonl, kept elsewhere.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Make a workspace of a backup, all or nothing; who was deleted since is deleted again."""
    from skillpath.agency.restoring import restore as restored
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        done = restored(
            file, workspace, replace=replace, database=database, deletions=deletions, progress=progress
        )
    aside = None if done.aside is None else str(done.aside)
    gone = [f"{one.kind} {one.name}" for one in done.deleted]
    if json:
        print_json(_document(file, done.manifest) | {"aside": aside, "deleted_again": gone})
        return
    say(f"Workspace {workspace}: {_told(done.manifest)}.")
    if gone:
        say(f"Deleted again, as it was deleted since: {', '.join(gone)}.")
    if aside:
        say(f"What was there is in {aside}: delete that folder when nothing in it is needed.")


def _tell(path: Path, manifest: "Manifest", what: str, *, json: bool) -> None:
    if json:
        print_json(_document(path, manifest))
        return
    say(f"{path} {what}: {_told(manifest)}.")
    say(f"Its manifest has the SHA-256 {manifest.seal}.")


def _told(manifest: "Manifest") -> str:
    book = ", ".join(f"{count:,} {what}" for what, count in manifest.counts.items())
    return (
        f"{book}; {len(manifest.members)} files, {manifest.bytes / 1e6:,.1f} MB; as it was at {manifest.made}"
    )


def _document(path: Path, manifest: "Manifest") -> dict[str, Any]:
    return {"file": str(path), "seal": manifest.seal, "bytes": manifest.bytes} | manifest.document()
