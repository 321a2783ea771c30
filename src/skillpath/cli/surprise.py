"""``surprise``: the candidates whom the title would not bring onto the shortlist."""

from typing import Annotated, Any

import typer

from skillpath.cli.logged import log_ranking
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
from skillpath.cli.output import print_json, print_table, say
from skillpath.reasoner.texts.languages import Language


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(surprise)


def surprise(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role in the book, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Name the surprising good matches of the book for a role, and why they are.

    They score far better than people of their job family in their industry usually do, along several
    independent paths.
    """
    from skillpath.agency.surprises import surprising
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    document = surprising(
        opened,
        role,
        profile=profile,
        as_of=day(as_of),
        language=language,
    )
    log_ranking(opened, document, role, via="surprise", profile=profile, as_of=day(as_of), first=None)
    if json:
        print_json(document)
        return
    _print_surprises(document, language)


def _print_surprises(document: dict[str, Any], language: Language) -> None:
    from skillpath.reasoner.texts.advice_wordings import Advice
    from skillpath.reasoner.texts.phrases import profile_name
    from skillpath.reasoner.texts.voice import Voice
    from skillpath.reasoner.texts.wordings import Message

    voice = Voice(language)
    candidate, rank, points, usual, known_as = voice.each(
        Advice.T_CANDIDATE, Advice.T_RANK, Message.T_POINTS, Advice.T_USUAL, Advice.T_KNOWN_AS
    )
    print_table(
        voice.say(
            Advice.SURPRISE_HEAD,
            role=document["role"]["title"],
            profile=profile_name(document["profile"], voice),
            total=str(document["total"]),
        ),
        [candidate, rank, points, usual, "z", known_as],
        [
            [
                row["candidate"],
                row["rank"],
                voice.number(found["points"], decimals=1),
                voice.number(found["usual"]["points"], decimals=1),
                voice.number(found["z"], decimals=1),
                found["job_type"]["label"],
            ]
            for row in document["rows"]
            for found in [row["surprise"]]
        ],
        right=[rank, points, usual, "z"],
    )
    for row in document["rows"]:
        say(f"\n{row['candidate']}: {row['surprise']['reason']}")
