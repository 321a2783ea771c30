"""The commands ``edit sheet``: a scheme of a working copy as a spreadsheet and back."""

import typer

from skillpath.cli.edit_options import WhyOption
from skillpath.cli.edit_review import ByOption, NameArgument
from skillpath.cli.edit_take import MergeOption, SeenOption, TakeOption, Taking, take_file
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, WorkspaceOption
from skillpath.cli.output import say
from skillpath.cli.sheet import OriginOption, ReplaceOption, SchemeArgument, SheetArgument, refuse_present

app = typer.Typer(help="Edit a working copy in a spreadsheet.", no_args_is_help=True)


@app.command()
def write(
    name: NameArgument,
    scheme: SchemeArgument,
    file: SheetArgument,
    origin: OriginOption = None,
    replace: ReplaceOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write the concepts of a scheme as a working copy has them to a spreadsheet, one a row."""
    from skillpath.agency.editing.working_copies import view, working_copy
    from skillpath.agency.workspace import BUNDLED, Workspace
    from skillpath.ontology.sheets.export import write_sheet
    from skillpath.ontology.sheets.files import save

    refuse_present(file, replace)
    opened = Workspace.open(workspace, database=database)
    at = working_copy(opened.book, name).changes
    sheet = write_sheet(scheme, view(opened, name, at=at), origin or BUNDLED)
    save(sheet, file)
    say(
        f"{len(sheet.rows)} concepts written to {file}, as after change set {at}. Once it is edited: "
        f"skillpath edit sheet take {name} {file} --seen {at}{f' --origin {origin}' if origin else ''}"
    )


@app.command()
def take(
    name: NameArgument,
    file: SheetArgument,
    by: ByOption,
    why: WhyOption,
    seen: SeenOption = None,
    merge: MergeOption = False,
    origin: OriginOption = None,
    yes: TakeOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Take an edited spreadsheet as one change set: the difference is shown first, all or nothing."""
    from skillpath.agency.workspace import BUNDLED
    from skillpath.ontology.sheets.files import load
    from skillpath.ontology.sheets.intake import read_sheet

    taking = Taking(name, file, by, why, seen, merge, yes, workspace, database)
    made = take_file(taking, lambda before: read_sheet(load(file), before, origin or BUNDLED))
    if made is not None:
        say(f"Change set {made.number} is kept.")
