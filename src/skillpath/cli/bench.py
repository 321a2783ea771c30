"""Commands that measure: ``bench quality``."""

from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table

app = typer.Typer(help="Measure the product beside published baselines.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keeps ``quality`` a sub-command while it is the only one."""


@app.command()
def quality(
    gold: Annotated[
        Path, typer.Option(help="CSV with origin_esco, dest_esco (IRIs, |-separated) and maybe a grade.")
    ],
    grade: Annotated[
        str | None, typer.Option(help="Column with the grade, where it is none of the usual ones.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How well the score ranks known job moves, beside baselines on the same pairs."""
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.quality import report_document, report_tables, run_quality
    from skillpath.cli.progress import table_progress

    network = Workspace.open(workspace).network
    with table_progress() as progress:
        report = run_quality(network, gold, grade=grade, progress=progress)
    if json:
        print_json(report_document(report))
        return
    for title, columns, rows in report_tables(report):
        print_table(title, columns, rows, right=columns[1:])
