"""The command ``copy-book``."""

from typing import Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("copy-book")(copy_book)


def copy_book(
    target: Annotated[
        str,
        typer.Argument(metavar="URL", help="The other database, such as postgresql://USER@HOST/DATABASE."),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Copy the whole book into an empty database: to a server, or back into a file (sqlite:///FILE)."""
    from skillpath.agency.address import database_url
    from skillpath.agency.moving import copy_book as copy

    copied = copy(database_url(database, workspace), database_url(target, workspace))
    if json:
        print_json(dict(copied))
        return
    say(f"Copied {copied['candidate']} candidates, {copied['role']} roles, {copied['decision']} decisions.")
