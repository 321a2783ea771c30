"""The commands of ``edit`` about releases: the way back to one, and which became current when."""

from typing import Annotated

import typer

from skillpath.cli.edit_review import ByOption
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say, step_progress


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(back)
    app.command()(turns)


def back(
    release: Annotated[
        str, typer.Argument(metavar="RELEASE", help="The first digits of its name, or `previous`.")
    ],
    by: ByOption,
    why: Annotated[str, typer.Option("--why", help="Why: it is kept.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Make a release of before the current one again; to undo it, go back to the one that was current."""
    from skillpath.agency.editing.going_back import back
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    before = opened.release.name
    made = back(opened, release, by=by, why=why, progress=step_progress())
    say(f"Release {made.name} is current. To undo it: skillpath edit back {before}")


def turns(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None, json: JsonOption = False
) -> None:
    """List which release became current when, by whom and why, the latest first."""
    from dataclasses import asdict

    from skillpath.agency.editing.turns import turns
    from skillpath.agency.workspace import Workspace

    found = list(reversed(turns(Workspace.open(workspace, database=database).book)))
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [[one.at, one.release, one.before, one.by, one.working_copy or "", one.why] for one in found]
    print_table("", ["at", "release", "in place of", "by", "made of", "why"], rows)
