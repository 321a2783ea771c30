"""What taking a file into a working copy does: shows the difference, asks, and keeps it as one change set."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.output import say

if TYPE_CHECKING:
    from skillpath.ontology.editing.change_sets import ChangeSet
    from skillpath.ontology.editing.edits import Edit
    from skillpath.ontology.editing.view import View

SeenOption = Annotated[
    int | None, typer.Option(help="The change set that the file was written after; without it the last.")
]
MergeOption = Annotated[
    bool, typer.Option("--merge", help="Where others changed the same since, let both hold.")
]
TakeOption = Annotated[bool, typer.Option("--yes", "-y", help="Take it without asking.")]


@dataclass(frozen=True, slots=True)
class Taking:
    """Which working copy a file goes into, by whom and why, and what they have seen of it."""

    name: str
    file: Path
    by: str
    why: str
    seen: int | None
    merge: bool
    yes: bool
    workspace: Path
    database: str | None


def take_file(taking: Taking, read: "Callable[[View], Edit]") -> "ChangeSet | None":
    """Takes what ``read`` makes of the file beside the view that it was written from; ``None``: nothing new.

    Raises what :func:`skillpath.agency.editing.working_copies.change` does.
    """
    from skillpath.agency.editing.working_copies import change, view, working_copy
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.diff import print_diff
    from skillpath.ontology.editing.difference import difference

    opened = Workspace.open(taking.workspace, database=taking.database)
    at = working_copy(opened.book, taking.name).changes if taking.seen is None else taking.seen
    before = view(opened, taking.name, at=at)
    edit = read(before)
    print_diff(difference(before, before.after(edit)))
    if edit.is_empty:
        return None
    if not taking.yes:
        typer.confirm("Take these changes?", abort=True)
    said = {"by": taking.by, "why": taking.why, "source": taking.file.name}
    made = change(opened, taking.name, edit, **said, seen=at, merge=taking.merge)
    if made is None:
        say("Others have made the same changes already.")
    return made
