"""``surprise``: the candidates whom the title would not bring onto the shortlist."""

from typing import Annotated

import typer

from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    ProfileOption,
    WorkspaceOption,
)
from skillpath.cli.output import print_json, print_table, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(surprise)


def surprise(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role in the book, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Name the surprising good matches of the book for a role, and why they are.

    They score far better than people of their job family in their industry usually do, along several
    independent paths.
    """
    from skillpath.agency.surprises import surprising
    from skillpath.agency.workspace import Workspace

    day = None if as_of is None else as_of.date()
    document = surprising(Workspace.open(workspace, database=database), role, profile=profile, as_of=day)
    if json:
        print_json(document)
        return
    print_table(
        f"{document['role']['title']} — {document['profile']}, surprising of {document['total']} candidates",
        ["candidate", "rank", "points", "usual", "z", "known as"],
        [
            [
                row["candidate"],
                row["rank"],
                f"{found['points']:.1f}",
                f"{found['usual']['points']:.1f}",
                f"{found['z']:.1f}",
                found["job_type"]["label"],
            ]
            for row in document["rows"]
            for found in [row["surprise"]]
        ],
        right=["rank", "points", "usual", "z"],
    )
    for row in document["rows"]:
        say(f"\n{row['candidate']}: {row['surprise']['reason']}")
