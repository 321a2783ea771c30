"""The commands ``sheet export`` and ``sheet import``: a concept scheme as a spreadsheet and back."""

from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.diff import print_diff
from skillpath.cli.options import DEFAULT_WORKSPACE, WorkspaceOption
from skillpath.cli.output import say, step_progress
from skillpath.errors import InputError

app = typer.Typer(help="Edit concepts in a spreadsheet.", no_args_is_help=True)

OriginOption = Annotated[
    str | None,
    typer.Option(
        "--origin",
        help="The part of the ontology to show or to edit, such as esco; the bundled one if left out.",
    ),
]
SheetArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .xlsx file.")]
SchemeArgument = Annotated[
    str,
    typer.Argument(
        metavar="SCHEME", help="skills, job-types, industries, jobs-in-industries, or a scheme's IRI."
    ),
]
ReplaceOption = Annotated[bool, typer.Option("--replace", help="Write over a file that is there.")]


@app.command("export")
def export(
    scheme: SchemeArgument,
    file: SheetArgument,
    origin: OriginOption = None,
    replace: ReplaceOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Write the concepts of a scheme to a spreadsheet, one a row."""
    from skillpath.agency.workspace import BUNDLED, Workspace
    from skillpath.ontology.editing.view import view_of
    from skillpath.ontology.sheets.export import write_sheet
    from skillpath.ontology.sheets.files import save

    refuse_present(file, replace)
    opened = Workspace.open(workspace)
    sheet = write_sheet(scheme, view_of(opened.releases, opened.release), origin or BUNDLED)
    save(sheet, file)
    say(f"{len(sheet.rows)} concepts written to {file}.")


@app.command("import")
def take(
    file: SheetArgument,
    origin: OriginOption = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the changes without asking.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Take an edited spreadsheet: shows what it changes, asks, and compiles a new release.

    All or nothing: when a cell cannot be taken, all that are wrong are listed and nothing is changed.
    """
    from skillpath.agency.workspace import BUNDLED, Workspace
    from skillpath.ontology.editing.difference import difference
    from skillpath.ontology.editing.statements import graphs_of
    from skillpath.ontology.editing.view import view_of
    from skillpath.ontology.sheets.files import load
    from skillpath.ontology.sheets.intake import read_sheet

    opened, part = Workspace.open(workspace), origin or BUNDLED
    before = view_of(opened.releases, opened.release)
    after = before.after(read_sheet(load(file), before, part))
    changes = difference(before, after)
    print_diff(changes)
    if not changes.changes:
        return
    if not yes:
        typer.confirm("Take these changes?", abort=True)
    edited = graphs_of(after.part(part), [part])
    release = opened.take(part, edited[part], progress=step_progress())
    say(f"The changes are taken: release {release.name} is current.")


def refuse_present(file: Path, replace: bool) -> None:
    """Raises :class:`InputError` for a file that is there, and must not be written over."""
    if file.exists() and not replace:
        raise InputError(f"{file} is there already: choose another name or give --replace.")
