"""Commands on what was decided: ``decide``, ``decisions``."""

from typing import Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, DayOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(decide)
    app.command()(decisions)


def decide(
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-001.")
    ],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")],
    outcome: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOME", help="placed, interviewed, rejected, withdrew, on hold or taken back."
        ),
    ],
    by: Annotated[str, typer.Option("--by", help="Code of the consultant who decided, such as K-1.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence, about the work and not the person.")] = "",
    day: DayOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Record what was decided about a candidate for a role.

    Decisions are only ever added: a later one counts in place of an earlier one, and both stay. "taken back"
    lets the one before count again.
    """
    from skillpath.agency.deciding import seen_of
    from skillpath.agency.decision_file import outcome_named
    from skillpath.agency.matching import explanation, today
    from skillpath.agency.workspace import Workspace
    from skillpath.reasoner.decision import Decision

    on = today() if day is None else day.date()
    decision = Decision(candidate, role, outcome_named(outcome), on, by, reason)
    opened = Workspace.open(workspace, database=database)
    match = explanation(opened, candidate, role, as_of=on)
    opened.book.decide([decision], seen=seen_of(match, decision.outcome, good=opened.thresholds.good))
    say(f"{on}: {candidate} {decision.outcome} for {role}, by {by}.")


def decisions(
    role: Annotated[str | None, typer.Option(help="Only those about this role.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the decisions in the book, the earliest first."""
    from dataclasses import asdict

    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    found = book.decisions(role=None if role is None else book.role(role).id)
    if json:
        print_json([asdict(one) | {"day": one.day.isoformat()} for one in found])
        return
    print_table(
        f"{len(found)} decisions",
        ["day", "role", "candidate", "outcome", "by", "reason"],
        [[one.day, one.role, one.candidate, one.outcome, one.by, one.reason] for one in found],
    )
