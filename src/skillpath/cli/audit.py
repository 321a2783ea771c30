"""Commands on the log: ``audit list`` and all that is done with it; and the notice for candidates."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from skillpath import settings
from skillpath.cli import fairness
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    DatabaseOption,
    JsonOption,
    LanguageOption,
    WorkspaceOption,
    day,
    option,
)
from skillpath.cli.output import print_json, print_table, say
from skillpath.reasoner.texts.languages import Language

app = typer.Typer(
    no_args_is_help=True,
    help="Answer for every match: the log of what was shown and decided, and its fairness.",
)
fairness.register(app)

ByOption = Annotated[str | None, typer.Option("--by", help="Only what this person did.")]
EventOption = Annotated[
    str | None, typer.Option("--event", help="Only this kind, such as decision or 'ranking shown'.")
]
RoleOption = Annotated[str | None, typer.Option("--role", help="Only about this role.")]
CandidateOption = Annotated[
    str | None,
    typer.Option("--candidate", help="Only about this candidate, rankings that showed them included."),
]
SinceOption = Annotated[
    datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="From this day (UTC).")
]
UntilOption = Annotated[
    datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="To the end of this day (UTC).")
]
NumberArgument = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of an entry of the log.")]


@app.command("list")
def list_(
    event: EventOption = None,
    by: ByOption = None,
    role: RoleOption = None,
    candidate: CandidateOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    certificate: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="Only where a match with this certificate was shown or decided."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many entries to show.")] = 20,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the log, the newest entry first."""
    from skillpath.agency.audit.entries import Wanted, entries
    from skillpath.agency.audit.exporting import document_of
    from skillpath.agency.audit.wanted import event_named
    from skillpath.agency.workspace import Workspace

    wanted = Wanted(
        None if event is None else event_named(event),
        by,
        role,
        candidate,
        day(since),
        day(until),
        certificate,
        shown=True,
    )
    found = entries(Workspace.open(workspace, database=database).book, wanted, most=top)
    if json:
        print_json([document_of(one) for one in found])
        return
    print_table(
        "",
        ["entry", "at (UTC)", "by", "what", "role", "candidate", "more"],
        [[e.number, e.at[:19], e.by, e.event, e.role, e.candidate, _told(e.details)] for e in found],
        right=["entry"],
    )


def _told(details: Any) -> str:
    """The plain ones of the details of an entry."""
    plain = {
        key: value for key, value in details.items() if value is not None and not isinstance(value, dict)
    }
    return ", ".join(
        f"{key} {' '.join(value) if isinstance(value, list) else value}" for key, value in plain.items()
    )


@app.command()
def verify(
    head: Annotated[
        str | None,
        typer.Option("--head", metavar="HASH", help="Hash of an entry that was noted elsewhere as the last."),
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Find any row of the log that was changed, taken out, added or moved. Exit code 1 where there is one.

    That rows are missing at the end is seen only with --head: note what `audit head` prints where those who
    can write to the database cannot.
    """
    from dataclasses import asdict

    from skillpath.agency.audit.verifying import verify
    from skillpath.agency.workspace import Workspace

    found = verify(Workspace.open(workspace, database=database).book, anchor=head)
    if json:
        print_json(asdict(found) | {"whole": found.whole})
    elif found.whole:
        kept = f", entries up to {found.pruned} were pruned" if found.pruned else ""
        say(f"The log is whole: {found.rows} entries{kept}.")
        say(f"The last is {found.head.number}, with the hash {found.head.hash}.")
    else:
        say("\n".join(["The log is not whole.", *(f"  {finding}" for finding in found.findings)]))
    if not found.whole:
        raise typer.Exit(1)


@app.command()
def head(workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None) -> None:
    """Print the hash of the last entry of the log: note it elsewhere, for `audit verify --head`."""
    from skillpath.agency.audit.chain import head
    from skillpath.agency.workspace import Workspace

    with Workspace.open(workspace, database=database).book.read() as connection:
        say(head(connection).hash)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="File to write: .jsonl or .csv.")],
    event: EventOption = None,
    by: ByOption = None,
    role: RoleOption = None,
    candidate: CandidateOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Write the log of a person or a period into a file, the earliest entry first."""
    from skillpath.agency.audit.entries import Wanted
    from skillpath.agency.audit.exporting import export
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.audit.wanted import event_named
    from skillpath.agency.workspace import Workspace

    kind = None if event is None else event_named(event)
    wanted = Wanted(kind, by, role, candidate, day(since), day(until), shown=True)
    count = export(Workspace.open(workspace, database=database).book, out, wanted, by=LOCAL)
    say(f"{count} entries are in {out}.")


@app.command()
def prune(
    days: Annotated[int, option(settings.AUDIT_DAYS, "--days")] = int(settings.AUDIT_DAYS.default),
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Take out of the log what is older than so many days, 183 at least.

    An entry stays that says how many they were and how the log begins, so that the rest can be verified.
    """
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.audit.pruning import prune
    from skillpath.agency.workspace import Workspace

    pruned = prune(Workspace.open(workspace, database=database).book, days=days, by=LOCAL)
    said = f"{pruned.rows} entries were taken out, up to {pruned.number}" if pruned.rows else "Nothing is"
    say(f"{said}." if pruned.rows else f"{said} older than {days} days.")


@app.command()
def replay(
    number: NumberArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Work out again what an entry of the log says was shown. Exit code 1 where any digit differs.

    On the release, with the criteria and the candidates of then. What is gone since is said.
    """
    from skillpath.agency.audit.exporting import document_of
    from skillpath.agency.audit.replaying import replay
    from skillpath.agency.workspace import Workspace

    found = replay(Workspace.open(workspace, database=database), number)
    if json:
        parts = {name: list(getattr(found, name)) for name in ("checked", "differences", "gone")}
        print_json({"entry": document_of(found.entry), "same": found.same, **parts})
    else:
        say(f"Entry {number}, {found.entry.event} on {found.entry.at}, release {found.entry.release}")
        say("\n".join(f"  the same: {one}" for one in found.checked) or "  nothing can be compared")
        for lines, word in ((found.differences, "differs"), (found.gone, "gone")):
            for one in lines:
                say(f"  {word}: {one}")
    if found.differences:
        raise typer.Exit(1)


@app.command()
def notice(language: LanguageOption = Language.EN) -> None:
    """Print what candidates are to be told: what the score knows and does not, and how to contest it."""
    from skillpath.agency.audit.kinds import LEAST_DAYS
    from skillpath.reasoner.texts.notice import notice

    told = notice(language, kept_days=LEAST_DAYS)
    say(told.title)
    for section in told.sections:
        say("\n".join(["", section.heading, *section.lines]))


def register(main: typer.Typer) -> None:
    """Adds the commands."""
    main.add_typer(app, name="audit")
