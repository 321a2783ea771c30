"""``export candidates``: the pool for other engines."""

from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, WorkspaceOption
from skillpath.cli.output import say

app = typer.Typer(help="Write what the book holds for other programs.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    pass  # with one command only, its name would be left out


@app.command()
def candidates(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for the Parquet files.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write all candidates as Parquet files: codes, spells, claims, and what filters ask for.

    For `rank --candidates`, on this machine or by Spark. No name is in them. The folder appears when it is
    whole.
    """
    from skillpath.agency.audit.chain import Happening
    from skillpath.agency.audit.kinds import LOCAL, Event
    from skillpath.agency.candidate_files import export_candidates
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    opened = Workspace.open(workspace, database=database)
    snapshot = opened.pool.now()
    with table_progress() as progress:
        count = export_candidates(
            snapshot, folder, progress=lambda done, total: progress("candidates", done, total)
        )
    opened.book.log(Happening(Event.EXPORT, LOCAL, details={"what": "candidates", "rows": count}))
    say(f"{count} candidates are in {folder}.")
