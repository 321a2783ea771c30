"""The command ``suggestions``: words of CVs for the editors of the ontology."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from skillpath.agency.intake.draft import LabelSuggestion
    from skillpath.agency.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(suggestions)


def suggestions(
    sheet: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write them as a sheet (.csv, .xlsx) that `sheet import` takes."),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(help="For a sheet: a part of the ontology, such as esco; the bundled one if left out."),
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the words of CVs that consultants linked by hand: what editors may take as alternative labels."""
    from skillpath.agency.intake.drafts import Drafts
    from skillpath.agency.intake.review import suggestion_table
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    suggested = Drafts(opened.book).suggestions()
    if sheet is not None:
        _write_suggestions(sheet, opened, suggested, origin)
        return
    found = [suggestion_table(opened, one) for one in suggested]
    if json:
        print_json(found)
        return
    print_table(
        f"{len(found)} suggestions",
        ["words", "language", "concept", "IRI", "draft", "day", "by"],
        [
            [
                o["text"],
                o["language"],
                o["concept"]["label"],
                o["concept"]["iri"],
                o["intake"],
                o["day"],
                o["by"],
            ]
            for o in found
        ],
    )


def _write_suggestions(
    file: Path, workspace: "Workspace", suggested: "list[LabelSuggestion]", origin: str | None
) -> None:
    from skillpath.agency.workspace import BUNDLED
    from skillpath.errors import InputError
    from skillpath.ontology.editing.view import view_of
    from skillpath.ontology.sheets.additions import Addition, additions_sheet
    from skillpath.ontology.sheets.files import save

    if file.exists():
        raise InputError(f"{file} is there already: choose another name.")
    added = [Addition(one.concept, one.language, one.text) for one in suggested]
    sheet = additions_sheet(added, view_of(workspace.releases, workspace.release), origin or BUNDLED)
    save(sheet, file)
    say(f"Labels for {len(sheet.rows)} concepts written to {file}: look through them, then import the sheet.")
