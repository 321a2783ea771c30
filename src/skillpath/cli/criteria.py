"""The command ``criteria``: what a role's criteria are, and changing them."""

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, AsOfOption, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace
    from skillpath.reasoner.profile import Profile

TOP: Final = 10
"""So many candidates are shown before and after a change."""

NumbersOption = Annotated[
    list[str] | None,
    typer.Option("--share", metavar="DIMENSION=NUMBER", help="Share of a dimension, such as skills=0.6."),
]
ChannelsOption = Annotated[
    list[str] | None,
    typer.Option("--channel", metavar="CHANNEL=NUMBER", help="How much a channel counts, such as claim=0.7."),
]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(criteria)


def criteria(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role in the book, such as R-01.")],
    base: Annotated[str | None, typer.Option(help="Name of the profile to begin with.")] = None,
    share: NumbersOption = None,
    channel: ChannelsOption = None,
    bottleneck: Annotated[
        float | None, typer.Option(help="Share of the score that the weakest essential skill decides.")
    ] = None,
    industry_only: Annotated[
        bool | None, typer.Option("--industry-only/--any-industry", help="Filter by the role's industry.")
    ] = None,
    other_industry: Annotated[
        bool | None,
        typer.Option("--other-industry/--same-industry", help="Which industries the industry's share wants."),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="First take away what was changed before.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Show or change the criteria of a role.

    A change is kept with the role. What is not named stays as it is; the ranking before and after is shown.
    """
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.criteria import with_criteria
    from skillpath.agency.matching import ranking
    from skillpath.agency.role_changes import change_role
    from skillpath.agency.workspace import Workspace
    from skillpath.reasoner.criteria import changes_of

    opened = Workspace.open(workspace, database=database)
    asked = opened.book.role_as_written(role)
    single = {
        "bottleneck": bottleneck,
        "industry_only": industry_only,
        "other_industry": other_industry,
    }
    table = {"share": _numbers(share), "development": _numbers(channel)} | {
        name: value for name, value in single.items() if value is not None
    }
    made = with_criteria(opened.book, asked, base=base, changes=changes_of(table), clear=clear)
    day = None if as_of is None else as_of.date()
    rankings = [ranking(opened, role, as_of=day)]
    if made != asked:
        change_role(opened.book, made, by=LOCAL)
        rankings.append(ranking(opened, role, as_of=day))
    if json:
        print_json(_document(opened, role, rankings))
        return
    _print(opened, role, rankings)


def _numbers(given: list[str] | None) -> dict[str, Any]:
    """``NAME=NUMBER`` texts as a table; what is no number stays a text, and is refused later."""
    table: dict[str, Any] = {}
    for one in given or ():
        name, _, number = one.rpartition("=")
        try:
            table[name.replace("-", " ")] = float(number)
        except ValueError:
            table[name.replace("-", " ")] = number
    return table


def _own(workspace: "Workspace", role: str) -> "Profile":
    from skillpath.agency.criteria import criteria as criteria_of

    return criteria_of(workspace.book, workspace.book.role(role))


def _document(workspace: "Workspace", role: str, rankings: list[dict[str, Any]]) -> dict[str, Any]:
    from skillpath.reasoner.criteria import table_of

    asked, own = workspace.book.role(role), _own(workspace, role)
    before, after = rankings[0], rankings[-1]
    return {
        "role": asked.id,
        "name": own.name,
        "base": asked.profile,
        "changes": table_of(asked.changes),
        "share": {str(dimension): value for dimension, value in own.share.items()},
        "development": {str(channel): value for channel, value in own.development.items()},
        "bottleneck": own.bottleneck,
        "industry_only": own.industry_only,
        "other_industry": own.other_industry,
        "ranking": [
            {"candidate": row["candidate"], "rank": row["rank"], "points": row["points"], **earlier}
            for row, earlier in _beside(before, after)
        ],
    }


def _print(workspace: "Workspace", role: str, rankings: list[dict[str, Any]]) -> None:
    own = _own(workspace, role)
    say(f"{role}: {own.name}")
    say(own.summary)
    print_table("", ["criterion", "value"], _rows(own), right=["value"])
    before, after = rankings[0], rankings[-1]
    if before is after:
        return
    say(f"The ranking, before under “{before['profile']}”")
    print_table(
        "",
        ["rank", "candidate", "points", "rank before", "points before"],
        [
            [
                row["rank"],
                row["candidate"],
                f"{row['points']:.2f}",
                earlier["rank_before"],
                f"{earlier['points_before']:.2f}",
            ]
            for row, earlier in _beside(before, after)
        ],
        right=["rank", "points", "rank before", "points before"],
    )


def _rows(own: "Profile") -> list[list[str]]:
    return [
        *([f"share of {dimension}", f"{value:g}"] for dimension, value in own.share.items()),
        *([f"channel {channel}", f"{value:g}"] for channel, value in own.development.items()),
        ["bottleneck", f"{own.bottleneck:g}"],
        ["industry only", "yes" if own.industry_only else "no"],
        ["other industry", "yes" if own.other_industry else "no"],
    ]


def _beside(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The top of a ranking, each row with where the candidate stood before."""
    earlier = {row["candidate"]: row for row in before["rows"]}
    return [
        (
            row,
            {
                "rank_before": earlier[row["candidate"]]["rank"],
                "points_before": earlier[row["candidate"]]["points"],
            },
        )
        for row in after["rows"][:TOP]
    ]
