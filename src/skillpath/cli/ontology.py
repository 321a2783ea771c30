"""Commands on the workspace and its ontology: ``init``, ``releases``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say, step_progress

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(init)
    app.command()(releases)


def init(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    demo: Annotated[bool, typer.Option("--demo", help="Also load the demonstration agency.")] = False,
) -> None:
    """Make a workspace, or bring the one that is there up to date.

    A workspace holds the releases of the ontology, beginning with the bundled one, and the agency's book.
    """
    opened = make_workspace(workspace, database=database, demo=demo)
    counts = opened.release.counts
    say(
        f"Workspace {workspace}: release {opened.release.name} with {counts['job types']} job types, "
        f"{counts['skills']} skills, {counts['industries']} industries."
    )


def make_workspace(folder: Path, *, database: str | None, demo: bool) -> "Workspace":
    """A workspace that is there and up to date, with the demonstration agency if wanted; tells its steps."""
    from skillpath.agency.protected.demonstration import load_demonstration
    from skillpath.agency.workspace import Workspace

    opened = Workspace.create(folder, database=database, progress=step_progress())
    _ = opened.book  # made, or brought up to date
    if demo:
        opened.load_demonstration()
        load_demonstration(opened)
    return opened


def releases(workspace: WorkspaceOption = DEFAULT_WORKSPACE, json: JsonOption = False) -> None:
    """List the releases of the ontology; the current one is marked."""
    from dataclasses import asdict

    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace)
    current = opened.release.name
    found = opened.releases.all()
    if json:
        print_json([asdict(release) | {"current": release.name == current} for release in found])
        return
    counted = list(opened.release.counts)
    print_table(
        "",
        ["", "release", "made", "from", *counted],
        [
            ["*" if r.name == current else "", r.name, r.created, ", ".join(r.graphs), *r.counts.values()]
            for r in found
        ],
        right=counted,
    )
