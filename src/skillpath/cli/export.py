"""``export``: the pool for other engines, and the history of the ontology."""

from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, WorkspaceOption
from skillpath.cli.output import say, write_text

app = typer.Typer(help="Write what the book holds for other programs.", no_args_is_help=True)


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


@app.command()
def provenance(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Turtle file to write.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write what became of the ontology, by whom and why, as PROV-O: change sets, reviews, releases.

    In canonical Turtle; people are known by their codes only.
    """
    from skillpath.agency.editing.provenance import provenance_turtle
    from skillpath.agency.workspace import Workspace

    write_text(file, provenance_turtle(Workspace.open(workspace, database=database)))
    say(f"The history of the ontology is in {file}.")
