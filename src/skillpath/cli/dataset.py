"""The command ``dataset``."""

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(dataset)


def dataset(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Which graphs `query` can ask beside the release, what is in them, and how many statements.

    Brings them up to date first, which a query that names one does as well.
    """
    from skillpath.agency.dataset.listing import listing
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        found = listing(Workspace.open(workspace, database=database), progress=progress)
    if json:
        print_json(found)
        return
    rows = [
        [one["name"], "" if one["statements"] is None else f"{one['statements']:,}", one["what"]]
        for one in found
    ]
    print_table("", ["graph", "statements", "what"], rows)
