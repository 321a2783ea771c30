"""The command ``then``: a match as it was, beside what it is, and why it differs."""

from datetime import datetime
from typing import Annotated, Any

import typer

from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    WorkspaceOption,
    day,
)
from skillpath.cli.output import print_json, print_table, say
from skillpath.errors import InputError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(then)


def then(
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-001.")
    ],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")],
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day of then: all is taken as it ended.")
    ] = None,
    release: Annotated[
        str | None, typer.Option(help="Instead of a day another release; all else is as today.")
    ] = None,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Work a match out as it was on a day, or on another release, and say what makes it another one today.

    The difference comes from the release, the candidate's record, the role, its criteria, and the passing of
    time; the parts add up.
    """
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.matching import today
    from skillpath.agency.past import standing_now, standing_on, standing_under
    from skillpath.agency.then_and_now import both_shown, then_and_now
    from skillpath.agency.workspace import Workspace

    past = day(on)
    if (past is None) == (release is None):
        raise InputError("Say which day, or which release: --on or --release.")
    opened, reckoned = Workspace.open(workspace, database=database), day(as_of) or today()
    now = standing_now(opened, candidate, role, day=reckoned)
    if past is not None:
        before = standing_on(opened, candidate, role, day=past)
    else:
        before = standing_under(opened, candidate, role, release=str(release), day=reckoned)
    document = then_and_now(before, now)
    opened.book.log(*both_shown(before, now, document, by=LOCAL, via="then"))
    if json:
        print_json(document)
        return
    _print(document)


def _print(document: dict[str, Any]) -> None:
    for name in ("then", "now"):
        match = document[name]
        said = f"{match['points']:.2f} points, {match['band']['word']}, on release {match['release']}"
        say(f"{name.capitalize()} ({match['as_of']}): {said}, certificate {match['certificate']}")
    rows = [
        [part["cause"], "another" if part["differs"] else "the same", f"{part['part']:+.2f}"]
        for part in document["parts"]
    ]
    total = ["together", "", f"{document['difference']:+.2f}"]
    print_table("", ["what", "is", "points"], [*rows, total], right=["points"])
    if document["moved"] is not None:
        from skillpath.agency.editing.moved import link_in_words

        through = "; ".join(map(link_in_words, document["moved"]["links"]))
        say(f"The release moves most: {document['moved']['requirement']}{': ' if through else ''}{through}")
