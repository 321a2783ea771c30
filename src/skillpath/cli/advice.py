"""Commands that advise: ``improve``, ``compare``, ``why-not``."""

from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer

from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    ProfileOption,
    WorkspaceOption,
    day,
)
from skillpath.cli.output import print_json, print_table, say

CandidateArgument = Annotated[
    str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-003.")
]
RoleArgument = Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")]

MOST_LIFTS: Final = 3
"""At most so many requirements that a skill lifts are named in its row; JSON has all."""


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(improve)
    app.command()(compare)
    app.command("why-not")(why_not)


def improve(
    candidate: CandidateArgument,
    role: RoleArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    to: Annotated[
        float | None,
        typer.Option("--to", metavar="POINTS", help="Points to reach; ten more than now when left out."),
    ] = None,
    overtake: Annotated[
        list[str] | None,
        typer.Option(
            "--overtake", metavar="CANDIDATE", help="Code of a candidate to rank above; repeatable."
        ),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many single skills to show.")] = 10,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """What would raise a match: the value of single skills, and the smallest set to a goal.

    Any skill of the ontology counts that carries to what is not met in full, asked for or not. Each is
    scored as mastered in full; what the set brings as claims on a CV is said too. A set is proved
    smallest, or the answer says that it is not. More work is tried as well: a year later in the present
    job, and two years in the role's job type and industry.
    """
    from skillpath.agency.improvement import improvement
    from skillpath.agency.workspace import Workspace

    document = improvement(
        Workspace.open(workspace, database=database),
        candidate,
        role,
        to=to,
        overtake=overtake or (),
        profile=profile,
        as_of=day(as_of),
    )
    if json:
        print_json(document)
        return
    _print_skills(document, top)
    say("")
    _print_work(document["work"])
    for goal in document["goals"]:
        say("")
        _print_goal(goal)


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="Code of a candidate, such as C-001.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Code of another candidate.")],
    role: RoleArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Why one candidate is above another for a role: the difference, requirement by requirement.

    The differences add up to that of the scores. What speaks most for the higher score is first; the rows
    marked * are the fewest that cover 80 % of the difference.
    """
    from skillpath.agency.comparison import comparison
    from skillpath.agency.workspace import Workspace

    document = comparison(
        Workspace.open(workspace, database=database), first, second, role, profile=profile, as_of=day(as_of)
    )
    if json:
        print_json(document)
        return
    _print_comparison(document)


def why_not(
    candidate: CandidateArgument,
    role: RoleArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    top: Annotated[int, typer.Option(min=1, help="How many candidates count as the best.")] = 10,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Why a candidate is not among the best for a role, and what would bring them there.

    Rank and distance, a filter that stands in the way, the comparison with the last of the best, and the
    smallest set of skills that overtakes that one.
    """
    from skillpath.agency.why_not import why_not as answer
    from skillpath.agency.workspace import Workspace

    document = answer(
        Workspace.open(workspace, database=database),
        candidate,
        role,
        top=top,
        profile=profile,
        as_of=day(as_of),
    )
    if json:
        print_json(document)
        return
    say(document["sentence"])
    if document["last"] is not None:
        say("")
        _print_comparison(document["comparison"])
        say("")
        _print_goal(document["change"])


def _print_skills(document: dict[str, Any], top: int) -> None:
    head = f"{document['candidate']} for {document['role']['title']} — {document['profile']}"
    rows = [
        [
            value["skill"]["label"],
            "yes" if value["required"] else "no",
            f"{value['gain_points']:+.2f}",
            f"{value['points']:.2f}",
            _lifts(value["lifts"]),
        ]
        for value in document["skills"][:top]
    ]
    print_table(
        f"{head}: {document['points']:.2f} points, {document['considered']} skills would raise it",
        ["skill", "asked for", "gain", "points", "lifts"],
        rows,
        right=["gain", "points"],
    )


def _print_work(changes: Sequence[dict[str, Any]]) -> None:
    rows = [
        [change["text"], f"{change['gain_points']:+.2f}", f"{change['points']:.2f}", change["outside_filter"]]
        for change in changes
    ]
    if rows:
        print_table("", ["or more work", "gain", "points", "outside"], rows, right=["gain", "points"])


def _lifts(lifts: Sequence[dict[str, Any]]) -> str:
    named = [f"{lift['label']} {lift['before']:.2f} → {lift['after']:.2f}" for lift in lifts[:MOST_LIFTS]]
    more = [f"{len(lifts) - MOST_LIFTS} more"] if len(lifts) > MOST_LIFTS else []
    return ", ".join([*named, *more])


def _print_goal(goal: dict[str, Any]) -> None:
    say(goal["sentence"])
    rows = [
        [step["skill"]["label"], "yes" if step["required"] else "no", f"{step['gain_points']:+.2f}",
         f"{step['points']:.2f}"]
        for step in goal["skills"]
    ]  # fmt: skip
    if rows:
        print_table("", ["learned", "asked for", "gain", "points"], rows, right=["gain", "points"])
        say(f"As claims on a CV the same would bring {goal['claimed_points']:.2f} points.")


def _print_comparison(document: dict[str, Any]) -> None:
    say(document["sentence"])
    say("")
    first, second = document["first"], document["second"]
    different = [row for row in document["requirements"] if row["points"]]
    rows = [
        [
            "*" if row["main"] else "",
            row["requirement"]["label"],
            f"{row['points']:+.2f}",
            *(f"{row[side]['strength']:.2f}  {_evidence(row[side])}" for side in ("first", "second")),
        ]
        for row in different
    ]
    if same := len(document["requirements"]) - len(different):
        rows.append(["", f"{same} without difference", f"{0:+.2f}", "", ""])
    rows.append(
        ["", "together", f"{document['points']:+.2f}", f"{first['points']:.2f}", f"{second['points']:.2f}"]
    )
    print_table(
        "",
        [
            "",
            "requirement",
            "difference",
            f"how {first['candidate']} meets it",
            f"how {second['candidate']} meets it",
        ],
        rows,
        right=["difference"],
    )


def _evidence(side: dict[str, Any]) -> str:
    if side["source"] is None:
        return "nothing"
    return "; ".join(dict.fromkeys(part["text"] for part in side["contributions"]))
