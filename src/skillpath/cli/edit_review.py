"""The commands of ``edit`` by which a working copy is reviewed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, WorkspaceOption
from skillpath.cli.output import say

if TYPE_CHECKING:
    from skillpath.agency.editing.review_step import Step

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the working copy.")]
ByOption = Annotated[str, typer.Option("--by", help="Who does it, such as E-1.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (propose, comment, approve):
        app.command()(command)
    app.command("send-back")(send_back)


def propose(
    name: NameArgument,
    by: ByOption,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="What the reviewer should know.")] = "",
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Propose a working copy as it is now for release."""
    from skillpath.agency.editing.review_step import Step

    _review(name, Step.PROPOSED, by, text, workspace, database)


def comment(
    name: NameArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The comment.")],
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Comment on a working copy."""
    from skillpath.agency.editing.review_step import Step

    _review(name, Step.COMMENTED, by, text, workspace, database)


def approve(
    name: NameArgument,
    by: ByOption,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="A remark.")] = "",
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Approve what was proposed; nobody approves what they have edited."""
    from skillpath.agency.editing.review_step import Step

    _review(name, Step.APPROVED, by, text, workspace, database)


def send_back(
    name: NameArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What is to be changed.")],
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Send what was proposed back to its editors."""
    from skillpath.agency.editing.review_step import Step

    _review(name, Step.SENT_BACK, by, text, workspace, database)


def _review(name: str, step: "Step", by: str, text: str, workspace: Path, database: str | None) -> None:
    from skillpath.agency.editing import reviewing
    from skillpath.agency.workspace import Workspace

    said = reviewing.say(Workspace.open(workspace, database=database).book, name, step, by=by, text=text)
    say(f"{name}: {said.step} after change set {said.change_set}.")
