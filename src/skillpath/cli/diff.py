"""The command ``diff``."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from skillpath.ontology.diff import Change, Diff

_NAME_HELP = (
    "A Turtle file, or a release: current, previous, the first digits of its name; or RELEASE:ORIGIN."
)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(diff)


def diff(
    old: Annotated[str, typer.Argument(metavar="A", help=_NAME_HELP)],
    new: Annotated[str, typer.Argument(metavar="B", help="The same, for what A became.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with code 1 where A and B differ.")
    ] = False,
) -> None:
    """Show what changed from A to B: concepts, labels, hierarchy, mappings, relations and stated weights."""
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.diff import compare, document
    from skillpath.ontology.revisions import read_revisions

    found = compare(*read_revisions((old, new), lambda: Workspace.open(workspace).releases))
    if json:
        print_json(document(found))
    else:
        print_diff(found)
    if exit_code and found.changes:
        raise typer.Exit(1)


def print_diff(found: "Diff") -> None:
    """The counts, then the changes by origin and group."""
    if not found.changes:
        say("No difference.")
        return
    print_table("", ["changes", ""], [[n, group] for group, n in found.counts.items()], right=["changes"])
    for origin, changes in groupby(found.changes, key=lambda change: change.origin):
        _print_part(origin, changes)


def _print_part(origin: str, changes: Iterable["Change"]) -> None:
    for group, some in groupby(changes, key=lambda change: change.group):
        say(f"\n{group}{origin and f' in {origin}'}")
        for change in some:
            say(f"  {_one_line(f'{change.label}: {change.says}')}  <{change.iri}>")


def _one_line(text: str) -> str:
    return " ".join(text.split())
