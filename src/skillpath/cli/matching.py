"""Commands that score: ``transfer``, ``match``, ``explain``."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, AsOfOption, JsonOption, ProfileOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from datetime import date


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (transfer, match, explain):
        app.command()(command)


def transfer(
    origin: Annotated[
        str, typer.Argument(metavar="FROM", help="Label or IRI of a job type, skill or industry.")
    ],
    destination: Annotated[str, typer.Argument(metavar="TO", help="Label or IRI of the same kind.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How far experience carries from one concept to another.

    Prints the score and the best paths. Between job types it is the score of a candidate with a long
    spell in FROM for the role that TO stands for.
    """
    from skillpath.agency.matching import transfer_document
    from skillpath.agency.workspace import Workspace

    document = transfer_document(Workspace.open(workspace), origin, destination)
    if json:
        print_json(document)
        return
    say(f"{document['from']['label']} → {document['to']['label']}: {_carried(document)}")
    for path in document["paths"]:
        say(f"  {path['transfer']:.3f}  {path['route'] or 'the same concept'}")
    if document["match"] is not None:
        _print_match(document["match"])


def _carried(document: dict[str, Any]) -> str:
    if document["match"] is not None:
        return f"{document['match']['points']:.2f} of 100 points"
    return f"carries {document['transfer']:.3f}" if document["transfer"] else "nothing carries over"


def match(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role in the book, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    top: Annotated[int, typer.Option(min=1, help="How many candidates to show.")] = 20,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Rank the candidates of the book for a role."""
    from skillpath.agency.matching import ranking
    from skillpath.agency.workspace import Workspace

    document = ranking(Workspace.open(workspace), role, profile=profile, as_of=_day(as_of), top=top)
    if json:
        print_json(document)
        return
    channels = [part["channel"] for part in document["rows"][0]["channels"]] if document["rows"] else []
    title = f"{document['role']['title']} — {document['profile']}, {document['total']} candidates"
    print_table(
        title,
        ["rank", "candidate", "points", "in words", *channels, "missing or outside"],
        [
            [
                row["rank"],
                row["candidate"],
                f"{row['points']:.2f}",
                row["band"]["word"],
                *(f"{part['points']:.2f}" for part in row["channels"]),
                row["outside_filter"] or ", ".join(row["missing_essential"]),
            ]
            for row in document["rows"]
        ],
        right=["rank", "points", *channels],
    )
    for band in document["bands"]:
        say(f"{band['word']}: {band['meaning']}")
    say(document["bands"][0]["basis"])


def explain(
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-001.")
    ],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Explain why a candidate matches a role, and what is missing.

    Every requirement, what meets it, along which path, and for how many points.
    """
    from skillpath.agency.matching import explanation
    from skillpath.agency.workspace import Workspace

    document = explanation(Workspace.open(workspace), candidate, role, profile=profile, as_of=_day(as_of))
    if json:
        print_json(document)
        return
    _print_match(document)


def _day(moment: datetime | None) -> "date | None":
    return None if moment is None else moment.date()


def _print_match(document: dict[str, Any]) -> None:
    say(document["summary"])
    band = document["band"]
    say(f"In words: {band['word']}. {band['meaning']} {band['basis']}")
    say("")
    rows = [
        [
            requirement["requirement"]["label"],
            _kind(requirement["requirement"]),
            f"{requirement['strength']:.2f}",
            f"{requirement['points']:.2f}",
            _evidence(requirement),
        ]
        for requirement in sorted(document["requirements"], key=lambda r: -r["score"])
    ]
    rows.append(["together", "", "", f"{document['points']:.2f}", ""])
    print_table(
        "", ["requirement", "kind", "strength", "points", "evidence"], rows, right=["strength", "points"]
    )
    if document["unknown"]:
        say(f"Not in this release, so left out: {', '.join(document['unknown'])}")


def _kind(asked: dict[str, Any]) -> str:
    if asked["dimension"] != "skills":
        return str(asked["dimension"])
    return "essential" if asked["essential"] else "optional"


def _evidence(requirement: dict[str, Any]) -> str:
    if requirement["source"] is None:
        return "nothing carries to it"
    return requirement["route"] or "; ".join(part["text"] for part in requirement["contributions"])
