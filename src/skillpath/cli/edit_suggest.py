"""The commands ``edit suggest``, ``accept``, ``reject``, ``reconsider``: what editors may want to change."""

from typing import Annotated

import typer

from skillpath.cli.edit_review import ByOption, NameArgument
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="Which suggestion: the key in the list.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (suggest, accept, reject, reconsider):
        app.command()(command)


def suggest(
    name: NameArgument,
    rejected: Annotated[bool, typer.Option("--rejected", help="List those that were rejected.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List what may be changed: words of CVs, near duplicates, and what new versions of others mean."""
    from dataclasses import asdict

    from skillpath.agency.editing.rejections import rejections
    from skillpath.agency.editing.suggesting import suggested, told
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    if rejected:
        gone = [asdict(one) for one in rejections(opened.book)]
        if json:
            print_json(gone)
        else:
            print_table(
                "",
                ["key", "suggestion", "day", "by", "why"],
                [[one["key"], one["about"], one["at"][:10], one["by"], one["why"]] for one in gone],
            )
        return
    found = suggested(opened, name)
    if json:
        print_json(
            [
                asdict(one) | {"key": one.key, "ways": list(one.ways), "says": told(found.view, one)}
                for one in found.suggestions
            ]
        )
        return
    rows = [[one.key, told(found.view, one), ", ".join(one.ways)] for one in found.suggestions]
    print_table(f"{len(rows)} suggestions", ["key", "suggestion", "ways"], rows)
    if found.without_duplicates:
        say("Near duplicates are not looked for: `skillpath check --release` of its release counts them.")


def accept(
    name: NameArgument,
    key: KeyArgument,
    by: ByOption,
    way: Annotated[
        str | None, typer.Option(metavar="WAY", help="One of its ways; without it the first.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Take a suggestion, as one change set."""
    from skillpath.agency.editing.suggesting import accept, find, suggested
    from skillpath.agency.workspace import Workspace
    from skillpath.errors import UnknownName

    opened = Workspace.open(workspace, database=database)
    ways = find(suggested(opened, name), key).ways
    chosen = next((one for one in ways if way in (None, one)), None)
    if chosen is None:
        raise UnknownName(f"There is no way {way} to take {key}.", list(ways))
    made = accept(opened, name, key, chosen, by=by)
    say("It is so already." if made is None else f"Change set {made.number} is kept: {made.why}")


def reject(
    name: NameArgument,
    key: KeyArgument,
    by: ByOption,
    why: Annotated[str, typer.Option("--why", help="Why: it is remembered.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Reject a suggestion: it is not made again, in no working copy."""
    from skillpath.agency.editing.suggesting import turn_down
    from skillpath.agency.workspace import Workspace

    made = turn_down(Workspace.open(workspace, database=database), name, key, by=by, why=why)
    say(f"Rejected: {made.about}. `skillpath edit reconsider {key}` takes it back.")


def reconsider(
    key: KeyArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Have a suggestion that was rejected be made again."""
    from skillpath.agency.editing.rejections import reconsider
    from skillpath.agency.workspace import Workspace

    reconsider(Workspace.open(workspace, database=database).book, key)
    say(f"{key} is suggested again.")
