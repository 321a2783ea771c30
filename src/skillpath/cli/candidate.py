"""Commands on the records of persons: ``candidate …``, and ``find``."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    DatabaseOption,
    DayOption,
    JsonOption,
    WorkspaceOption,
    day,
)
from skillpath.cli.output import print_json, print_table, say, write_json

app = typer.Typer(
    no_args_is_help=True,
    help="Keep what is known of persons: identities, notes, duplicates, and what must go.",
)

CodeArgument = Annotated[str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-001.")]
ByOption = Annotated[str, typer.Option("--by", help="Who does it, such as the code of a consultant, K-1.")]


@app.command()
def identify(
    candidate: CodeArgument,
    name: Annotated[str, typer.Option(help="Name of the person.")],
    email: Annotated[str | None, typer.Option(help="E-mail address.")] = None,
    phone: Annotated[str | None, typer.Option(help="Phone number.")] = None,
    address: Annotated[str | None, typer.Option(help="Postal address, in one line.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Say who a candidate is. It is kept apart from the profile and shown only on demand."""
    from skillpath.agency.identities import Identity, identify
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    identify(book, candidate, Identity(name, email, phone, address))
    say(f"{candidate}: the identity is kept.")


@app.command()
def identity(
    candidate: CodeArgument,
    by: ByOption,
    reason: Annotated[str, typer.Option(help="Why the name is needed, such as: invite to an interview.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show who a candidate is. It is kept who looked, when and why."""
    from dataclasses import asdict

    from skillpath.agency.identities import look
    from skillpath.agency.workspace import Workspace

    found = look(Workspace.open(workspace, database=database).book, candidate, by=by, reason=reason)
    if json:
        print_json(None if found is None else asdict(found))
    elif found is None:
        say(f"Nobody has said who {candidate} is: `skillpath candidate identify {candidate} --name …`.")
    else:
        print_table("", ["what", candidate], [[key, value] for key, value in asdict(found).items() if value])


@app.command()
def looks(
    candidate: Annotated[str | None, typer.Argument(metavar="[CANDIDATE]", help="Those at one only.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the looks at identities, the earliest first."""
    from dataclasses import asdict

    from skillpath.agency.identities import looks
    from skillpath.agency.workspace import Workspace

    found = looks(Workspace.open(workspace, database=database).book, candidate)
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [[one.at, one.candidate, one.by, one.reason] for one in found]
    print_table(f"{len(found)} looks", ["at (UTC)", "candidate", "by", "reason"], rows)


@app.command()
def note(
    candidate: CodeArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to keep in mind, about the work.")],
    by: ByOption,
    role: Annotated[str | None, typer.Option(help="Code of the role that it is about.")] = None,
    private: Annotated[
        bool, typer.Option("--private", help="In the viewer, for its author and administrators only.")
    ] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Add a note about a candidate. Notes are only ever added, each with its author."""
    from skillpath.agency.notes import add_note
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    add_note(book, candidate, text, by=by, role=role, private=private)
    say(f"{candidate}: noted.")


@app.command()
def notes(
    candidate: CodeArgument,
    role: Annotated[str | None, typer.Option(help="Only those about this role.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the notes about a candidate, the earliest first."""
    from dataclasses import asdict

    from skillpath.agency.notes import notes
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    found = notes(book, book.candidate(candidate).code, role=role)
    if json:
        print_json([asdict(one) for one in found])
        return
    rows = [[one.at, one.by, one.role, one.text] for one in found]
    print_table(f"{len(found)} notes about {candidate}", ["at (UTC)", "by", "role", "note"], rows)


@app.command()
def duplicates(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None, json: JsonOption = False
) -> None:
    """List records that may be of one person: the same contact, or nearly the same history."""
    from skillpath.agency.duplicates import duplicates
    from skillpath.agency.workspace import Workspace

    found = duplicates(Workspace.open(workspace, database=database).book)
    if json:
        print_json([{"first": p.first, "second": p.second, "reasons": list(p.reasons)} for p in found])
        return
    rows = [[pair.first, pair.second, "; ".join(pair.reasons)] for pair in found]
    print_table(f"{len(found)} pairs", ["candidate", "and", "why"], rows)
    if found:
        first = found[0]
        say(f"To make one of two: skillpath candidate merge {first.first} {first.second} --by …")


@app.command()
def merge(
    candidate: CodeArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Code of the record that is merged into it.")],
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Make one candidate of two records of the same person. It can be undone."""
    from skillpath.agency.merging import merge
    from skillpath.agency.workspace import Workspace

    done = merge(Workspace.open(workspace, database=database).book, candidate, other, by=by)
    say(f"{other} is part of {candidate} now. To undo: skillpath candidate unmerge {done.number} --by …")


@app.command()
def unmerge(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Number of the merge.")],
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Undo a merge: both are candidates again, as they were before."""
    from skillpath.agency.merging import undo
    from skillpath.agency.workspace import Workspace

    done = undo(Workspace.open(workspace, database=database).book, number, by=by)
    say(f"{done.candidate} and {done.merged} are two candidates again.")


@app.command()
def apart(
    candidate: CodeArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Code of the other candidate.")],
    by: ByOption,
    undo: Annotated[bool, typer.Option("--undo", help="Take it back: the two may be one person.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Say that two candidates who look like one person are two: they are no duplicates any more."""
    from skillpath.agency.distinct import set_apart, take_back
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    if undo:
        take_back(book, candidate, other)
        say(f"{candidate} and {other} may be one person again.")
        return
    set_apart(book, candidate, other, by=by)
    say(f"{candidate} and {other} are two persons. To take it back: the same with --undo.")


@app.command()
def export(
    candidate: CodeArgument,
    out: Annotated[Path, typer.Option(metavar="FILE", help="JSON file to write.")],
    by: ByOption,
    reason: Annotated[str, typer.Option(help="Why it is needed: kept with the look.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write all that is held on a person into one file, for the person; the look is kept."""
    from skillpath.agency.dossier import export as exported
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    held = exported(book, candidate, by=by, reason=reason)
    write_json(out, held)
    say(f"{out}: {', '.join(f'{len(rows)} of {table}' for table, rows in held.items() if rows)}.")


@app.command()
def remove(
    candidate: CodeArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Delete a candidate with all that is held on the person. It cannot be undone."""
    from skillpath.agency.deleting import delete_everywhere
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    opened.book.candidate(candidate)
    if not yes:
        typer.confirm(f"Delete all that is held on {candidate}?", abort=True)
    delete_everywhere(opened, candidate)
    say(f"{candidate} is deleted.")


@app.command()
def keep(
    candidate: CodeArgument,
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="The last day; without end when left out."),
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Say until when a candidate may be kept."""
    from skillpath.agency.retention import keep
    from skillpath.agency.workspace import Workspace

    keep(Workspace.open(workspace, database=database).book, candidate, day(until))
    say(f"{candidate}: kept {'without end' if until is None else f'until {until:%Y-%m-%d}'}.")


@app.command()
def expired(
    remove: Annotated[bool, typer.Option("--remove", help="Delete them.")] = False,
    on: DayOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List those whose time is over, the longest overdue first; --remove deletes them."""
    from skillpath.agency.deleting import delete_everywhere
    from skillpath.agency.matching import today
    from skillpath.agency.retention import expired
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    found = expired(opened.book, day(on) or today())
    if remove:
        for one in found:
            delete_everywhere(opened, one.code)
    if json:
        print_json([{"code": one.code, "until": one.until.isoformat(), "removed": remove} for one in found])
        return
    title = f"{len(found)} {'deleted' if remove else 'to be deleted'}"
    print_table(title, ["candidate", "kept until"], [[one.code, one.until] for one in found])


def register(main: typer.Typer) -> None:
    """Adds the commands."""
    main.add_typer(app, name="candidate")
    main.command()(find)


def find(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="Words, or how they begin.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Find candidates by words: in notes and decisions, and in what they did and can."""
    from dataclasses import asdict

    from skillpath.agency.word_search import MOST, find
    from skillpath.agency.workspace import Workspace

    found = find(Workspace.open(workspace, database=database), " ".join(words))
    if json:
        print_json([asdict(place) for place in found])
        return
    print_table(
        f"{len(found)} places" + (", and more" if len(found) == MOST else ""),
        ["candidate", "in", "text"],
        [[place.candidate, place.kind, place.text] for place in found],
    )
