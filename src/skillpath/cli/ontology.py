"""Commands on the workspace and its ontology: ``init``, ``import esco``, ``releases``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say, step_progress

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace

importing = typer.Typer(help="Take an outside taxonomy into the workspace.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(init)
    app.command()(releases)


def init(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    demo: Annotated[bool, typer.Option("--demo", help="Also load the demonstration agency.")] = False,
) -> None:
    """Make a workspace, or bring the one that is there up to date.

    A workspace holds the releases of the ontology, beginning with the bundled one, and the agency's book.
    """
    opened = make_workspace(workspace, demo=demo)
    counts = opened.release.counts
    say(
        f"Workspace {workspace}: release {opened.release.name} with {counts['job types']} job types, "
        f"{counts['skills']} skills, {counts['industries']} industries."
    )


def make_workspace(folder: Path, *, demo: bool) -> "Workspace":
    """A workspace that is there and up to date, with the demonstration agency if wanted; tells its steps."""
    from skillpath.agency.workspace import Workspace

    opened = Workspace.create(folder, progress=step_progress())
    if demo:
        opened.load_demonstration()
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


@importing.command("esco")
def import_esco(
    source: Annotated[Path, typer.Argument(metavar="DIR_OR_ZIP", help="The official CSV download of ESCO.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    language: Annotated[
        str | None, typer.Option(help="Language of the files, where there are several (en, de, …).")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Import ESCO (skills, occupations, hierarchies, relations) and compile a new release with it.

    All or nothing: when the files cannot be taken, the workspace stays as it was. Rows that cannot be
    taken are listed with file, line and reason.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.importers.esco import read_esco

    opened = Workspace.open(workspace)
    with table_progress() as progress:
        taken = read_esco(source, language=language, progress=progress)
    release = opened.take("esco", taken.graph, progress=step_progress())
    rejected = [{"file": p.file, "line": p.line, "reason": p.reason} for p in taken.rejected]
    if json:
        rows = {"rows": dict(taken.counts), "skipped": dict(taken.skipped), "rejected": rejected}
        print_json({"release": release.name, **rows})
        return
    counted = [(table, rows, taken.skipped[table]) for table, rows in taken.counts.items()]
    print_table("", ["table", "rows", "skipped"], counted, right=["rows", "skipped"])
    if rejected:
        print_table(
            f"{len(rejected)} rows were not taken",
            ["file", "line", "reason"],
            [list(row.values()) for row in rejected],
        )
    say(f"Release {release.name} is current.")
