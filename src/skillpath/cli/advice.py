"""Commands that advise: ``improve``, ``compare``, ``why-not``."""

from typing import Annotated

import typer

from skillpath.cli.logged import log_matches
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    LanguageOption,
    ProfileOption,
    WorkspaceOption,
    day,
)
from skillpath.cli.output import print_json, say
from skillpath.reasoner.texts.languages import Language

CandidateArgument = Annotated[
    str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-003.")
]
RoleArgument = Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")]


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
    language: LanguageOption = Language.EN,
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
    from skillpath.cli.advice_output import print_goal, print_skills, print_work
    from skillpath.reasoner.texts.voice import Voice

    opened = Workspace.open(workspace, database=database)
    document = improvement(
        opened,
        candidate,
        role,
        to=to,
        overtake=overtake or (),
        profile=profile,
        as_of=day(as_of),
        language=language,
    )
    log_matches(opened, [candidate], role, via="improve", profile=profile, as_of=day(as_of))
    if json:
        print_json(document)
        return
    voice = Voice(language)
    print_skills(document, top, voice)
    say("")
    print_work(document["work"], voice)
    for goal in document["goals"]:
        say("")
        print_goal(goal, voice)


def compare(
    first: Annotated[str, typer.Argument(metavar="A", help="Code of a candidate, such as C-001.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Code of another candidate.")],
    role: RoleArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Why one candidate is above another for a role: the difference, requirement by requirement.

    The differences add up to that of the scores. What speaks most for the higher score is first; the rows
    marked * are the fewest that cover 80 % of the difference.
    """
    from skillpath.agency.comparison import comparison
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.advice_output import print_comparison
    from skillpath.reasoner.texts.voice import Voice

    opened = Workspace.open(workspace, database=database)
    document = comparison(
        opened,
        first,
        second,
        role,
        profile=profile,
        as_of=day(as_of),
        language=language,
    )
    log_matches(opened, [first, second], role, via="compare", profile=profile, as_of=day(as_of))
    if json:
        print_json(document)
        return
    print_comparison(document, Voice(language))


def why_not(
    candidate: CandidateArgument,
    role: RoleArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    top: Annotated[int, typer.Option(min=1, help="How many candidates count as the best.")] = 10,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Why a candidate is not among the best for a role, and what would bring them there.

    Rank and distance, a filter that stands in the way, the comparison with the last of the best, and the
    smallest set of skills that overtakes that one.
    """
    from skillpath.agency.why_not import why_not as answer
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.advice_output import print_comparison, print_goal
    from skillpath.reasoner.texts.voice import Voice

    opened = Workspace.open(workspace, database=database)
    document = answer(
        opened,
        candidate,
        role,
        top=top,
        profile=profile,
        as_of=day(as_of),
        language=language,
    )
    log_matches(opened, [candidate], role, via="why-not", profile=profile, as_of=day(as_of))
    if json:
        print_json(document)
        return
    say(document["sentence"])
    if document["last"] is not None:
        voice = Voice(language)
        say("")
        print_comparison(document["comparison"], voice)
        say("")
        print_goal(document["change"], voice)
