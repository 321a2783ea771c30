"""The commands ``edit``: working copies of the ontology, their changes, review and release."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillpath.cli import (
    edit_concepts,
    edit_golden,
    edit_life,
    edit_quality,
    edit_releases,
    edit_review,
    edit_sheet,
    edit_show,
    edit_suggest,
)
from skillpath.cli.edit_options import WhyOption
from skillpath.cli.edit_review import ByOption, NameArgument
from skillpath.cli.edit_take import MergeOption, SeenOption, TakeOption, Taking, take_file
from skillpath.cli.logged import log_impact
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    WorkspaceOption,
    day,
)
from skillpath.cli.output import print_json, print_table, say, step_progress, write_text
from skillpath.cli.sheet import OriginOption

if TYPE_CHECKING:
    from skillpath.ontology.editing.change_sets import ChangeSet

app = typer.Typer(
    no_args_is_help=True,
    help="Edit the ontology in a working copy: nothing counts until it is reviewed and released.",
)

edit_show.register(app)
edit_concepts.register(app)
edit_life.register(app)
edit_review.register(app)
edit_quality.register(app)
edit_suggest.register(app)
edit_releases.register(app)
app.add_typer(edit_sheet.app, name="sheet")
app.add_typer(edit_golden.app, name="golden")


@app.command()
def begin(
    name: NameArgument,
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Begin a working copy of the current release."""
    from skillpath.agency.editing.working_copies import begin
    from skillpath.agency.workspace import Workspace

    made = begin(Workspace.open(workspace, database=database), name, by=by)
    say(f"{name} is a working copy of release {made.release}: `skillpath edit write {name} FILE` to edit it.")


@app.command("list")
def list_(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None, json: JsonOption = False
) -> None:
    """List the working copies, the latest first."""
    from dataclasses import asdict

    from skillpath.agency.editing.reviewing import standing
    from skillpath.agency.editing.working_copies import working_copies
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    found = [(one, standing(book, one.name)) for one in working_copies(book)]
    if json:
        print_json([asdict(one) | {"standing": step} for one, step in found])
        return
    rows = [
        [one.name, one.release, str(one.changes), one.by, _ended(one) or str(step or "being edited")]
        for one, step in found
    ]
    print_table(
        "", ["working copy", "of release", "changes", "begun by", "standing"], rows, right=["changes"]
    )


@app.command()
def write(
    name: NameArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Turtle file to write.")],
    origin: OriginOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write what a working copy says as canonical Turtle, to be edited and taken by `edit take`."""
    from skillpath.agency.editing.working_copies import view, working_copy
    from skillpath.agency.workspace import BUNDLED, Workspace
    from skillpath.ontology.editing.statements import graphs_of
    from skillpath.ontology.turtle import canonical_turtle

    opened, part = Workspace.open(workspace, database=database), origin or BUNDLED
    at = working_copy(opened.book, name).changes
    graphs = graphs_of(view(opened, name, at=at).part(part), [part])
    write_text(file, canonical_turtle(graphs[part]))
    say(f"{file}: as after change set {at}. Once it is edited: skillpath edit take {name} {file} --seen {at}")


@app.command()
def take(
    name: NameArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The edited Turtle file.")],
    by: ByOption,
    why: WhyOption,
    seen: SeenOption = None,
    merge: MergeOption = False,
    origin: OriginOption = None,
    yes: TakeOption = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Take an edited file as one change set: the difference is shown first, and nothing is overwritten.

    What breaks a rule of the taxonomy is refused, with all that is wrong.
    """
    from skillpath.agency.workspace import BUNDLED
    from skillpath.ontology.editing.files import edit_of_file

    taking = Taking(name, file, by, why, seen, merge, yes, workspace, database)
    made = take_file(taking, lambda before: edit_of_file(before, file, origin or BUNDLED))
    if made is not None:
        say(f"{made.told} It is kept.")


@app.command("log")
def log_(
    name: NameArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the change sets of a working copy, and what was said of it."""
    from skillpath.agency.editing.reviewing import said_of
    from skillpath.agency.editing.working_copies import log
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    changes, said = log(book, name), said_of(book, name)
    if json:
        print_json(
            {"changes": [_change_table(one) for one in changes], "review": [_plain(one) for one in said]}
        )
        return
    rows = [
        [str(one.number), one.at, one.by, f"−{len(one.edit.removed)} +{len(one.edit.added)}", one.why]
        for one in changes
    ]
    print_table("", ["change set", "at", "by", "statements", "why"], rows, right=["change set"])
    for one in said:
        remark = f": {one.text}" if one.text else ""
        say(f"{one.at} {one.by}: {one.step} after change set {one.change_set}{remark}")


@app.command()
def undo(
    name: NameArgument,
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER…", help="The change sets to take back.")],
    by: ByOption,
    why: WhyOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Take change sets back, one or any selection; where later ones build on them, it says which."""
    from skillpath.agency.editing.working_copies import undo
    from skillpath.agency.workspace import Workspace

    made = undo(Workspace.open(workspace, database=database), name, numbers, by=by, why=why)
    say("They change nothing any more: nothing was written." if made is None else made.told)


@app.command()
def diff(
    name: NameArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show how a working copy differs from its release, in plain words."""
    from skillpath.agency.editing.working_copies import base, view, working_copy
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.diff import print_diff
    from skillpath.ontology.diff import document
    from skillpath.ontology.editing.difference import difference

    opened = Workspace.open(workspace, database=database)
    found = difference(base(opened, working_copy(opened.book, name)), view(opened, name))
    if json:
        print_json(document(found))
        return
    print_diff(found)


@app.command()
def impact(
    name: NameArgument,
    top: Annotated[int, typer.Option(min=1, help="How long the shortlists are.")] = 20,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show what its release would change: shortlists, words for scores, what moved most by which links."""
    from skillpath.agency.editing.impact import impact
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    opened = Workspace.open(workspace, database=database)
    with table_progress() as progress:
        found = impact(opened, name, top=top, as_of=day(as_of), progress=progress)
    log_impact(opened, found, via="edit impact")
    if json:
        print_json(found)
        return
    rows = [
        [
            one["role"]["id"],
            str(one["moved"]),
            ", ".join(one["entered"]),
            ", ".join(one["left"]),
            _crossed(one),
        ]
        for one in found["roles"]
    ]
    columns = ["role", "scores moved", f"enter the best {top}", "leave them", "cross a word"]
    print_table(
        f"{len(rows)} roles change, {found['untouched']} do not", columns, rows, right=["scores moved"]
    )
    print_table(
        "what moved most",
        ["candidate", "role", "from", "to", "by", "through"],
        list(map(_moved, found["moved"])),
        right=["from", "to"],
    )


def _crossed(one: dict[str, Any]) -> str:
    return ", ".join(f"{c['word']}: +{c['up']} −{c['down']}" for c in one["crossed"])


def _moved(one: dict[str, Any]) -> list[str]:
    from skillpath.agency.editing.moved import link_in_words

    points = (f"{one[key]:.2f}" for key in ("points_before", "points_after"))
    through = "; ".join(map(link_in_words, one["links"])) or "what is asked for weighs otherwise"
    return [one["candidate"], one["role"]["id"], *points, one["requirement"], through]


@app.command()
def rebase(
    name: NameArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Put the changes of a working copy on the current release."""
    from skillpath.agency.editing.rebasing import rebase
    from skillpath.agency.workspace import Workspace

    moved = rebase(Workspace.open(workspace, database=database), name)
    say(f"{name} is a working copy of release {moved.release} now.")


@app.command()
def release(
    name: NameArgument,
    by: ByOption,
    overrule: Annotated[
        str,
        typer.Option(
            help="Why golden matches that it breaks do not count: it is kept and told in the notes."
        ),
    ] = "",
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Make a release of an approved working copy, and the current one; its notes are those of its changes."""
    from skillpath.agency.editing.releasing import notes, release
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    made = release(opened, name, by=by, overrule=overrule, progress=step_progress())
    say(f"Release {made.name} is current:")
    for note in notes(opened.book, made.name):
        say(f"- {note}")


@app.command()
def close(
    name: NameArgument,
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Close a working copy without a release; its log stays."""
    from skillpath.agency.editing.working_copies import close, working_copy
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    close(book, working_copy(book, name), by=by)
    say(f"{name} is closed. Its changes stay on record: skillpath edit log {name}")


def _ended(one: Any) -> str:
    if one.is_open:
        return ""
    return f"release {one.became}" if one.became else "closed"


def _change_table(one: "ChangeSet") -> dict[str, Any]:
    from skillpath.ontology.editing.statements import to_text

    return {
        **{name: getattr(one, name) for name in ("number", "at", "by", "why", "source")},
        "undoes": list(one.undoes),
        "removed": to_text(one.edit.removed).splitlines(),
        "added": to_text(one.edit.added).splitlines(),
    }


def _plain(one: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(one)
