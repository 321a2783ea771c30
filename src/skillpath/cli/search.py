"""The command ``search``: the best candidates of the book and of all shared sources."""

from typing import Annotated, Any

import typer

from skillpath.cli.logged import log_ranking
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    ProfileOption,
    WorkspaceOption,
    day,
)
from skillpath.cli.output import print_json, print_table


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(search)


def search(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")],
    source: Annotated[
        list[str] | None,
        typer.Option(help="Only this source (`own` is the book); all that fit the role when left out."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many candidates to show.")] = 20,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Rank the candidates of the book and of all sources that fit the role.

    All sources are asked at once, each is waited for its own time, and what came from each is said. The
    scores are those of this SkillPath.
    """
    from skillpath.agency.sources.search import search as ask
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    document = ask(opened, role, names=source or (), top=top, profile=profile, as_of=day(as_of))
    log_ranking(opened, document, role, via="search", profile=profile, as_of=day(as_of), first=None)
    if json:
        print_json(document)
        return
    _print_rows(document)
    print_table(
        "",
        ["source", "what came", "candidates", "why not all"],
        [
            [one["source"], one["state"], one["candidates"], "; ".join(one["reasons"])]
            for one in document["sources"]
        ],
        right=["candidates"],
    )


def _print_rows(document: dict[str, Any]) -> None:
    print_table(
        f"{document['role']['title']} — {document['profile']}",
        ["rank", "candidate", "points", "in words", "from", "missing or outside"],
        [
            [
                row["rank"],
                row["candidate"],
                f"{row['points']:.2f}",
                row["band"]["word"],
                ", ".join(one["source"] for one in row["sources"]),
                row["outside_filter"] or ", ".join(row["missing_essential"]),
            ]
            for row in document["rows"]
        ],
        right=["rank", "points"],
    )
