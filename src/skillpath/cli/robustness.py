"""``robustness``: how much a ranking hangs on numbers that might be a little different."""

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
)
from skillpath.cli.output import print_json, print_table, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(robustness)


def robustness(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role in the book, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    top: Annotated[int, typer.Option(min=1, help="Places on the shortlist; so many are shown.")] = 10,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """How sure the shortlist for a role is.

    The share of plausible weightings under which each candidate stays on it, the interval of the score, and
    the link in the ontology on which most points hang.
    """
    from skillpath.agency.robustness import shortlist_robustness
    from skillpath.agency.workspace import Workspace

    day = None if as_of is None else as_of.date()
    opened = Workspace.open(workspace, database=database)
    document = shortlist_robustness(opened, role, profile=profile, as_of=day, top=top)
    log_ranking(opened, document, role, via="robustness", profile=profile, as_of=day)
    if json:
        print_json(document)
        return
    print_table(
        f"{document['role']['title']} — {document['profile']}, {document['draws']} draws",
        ["rank", "candidate", "points", "interval", f"in the first {top}", "lost", "with the link"],
        [_cells(row) for row in document["rows"]],
        right=["rank", "points", "interval", f"in the first {top}", "lost"],
    )
    say(f"{document['field']} candidates compete. What is drawn and what is held fixed: docs/robustness.md.")


def _cells(row: dict[str, Any]) -> list[Any]:
    mark, link = row["robustness"], row["weakest_link"]
    return [
        row["rank"],
        row["candidate"],
        f"{row['points']:.2f}",
        f"{mark['low_points']:.2f}–{mark['high_points']:.2f}" if mark else "",
        f"{mark['stable']:.0%}" if mark else row["outside_filter"],
        f"{link['points']:.2f}" if link else "",
        link["link"] if link else "no single link",
    ]
