"""Commands that score: ``transfer``, ``match``, ``explain``."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillpath.cli.logged import log_explanation, log_ranking
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
from skillpath.cli.output import print_json, print_table, say, write_json
from skillpath.reasoner.texts.audiences import Audience
from skillpath.reasoner.texts.languages import Language

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (transfer, match, explain):
        app.command()(command)


def transfer(
    origin: Annotated[
        str | None, typer.Argument(metavar="FROM", help="Label or IRI of a job type, skill or industry.")
    ] = None,
    destination: Annotated[
        str | None, typer.Argument(metavar="TO", help="Label or IRI of the same kind.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    pairs: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Instead of one pair those of a file, a line each: FROM|TO."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """How far experience carries from one concept to another.

    Prints the score and the best paths, of the pairs of a file the scores. Between job types it is the
    score of a candidate with a long spell in FROM for the role that TO stands for.
    """
    from skillpath.agency.matching import transfer_document, transfer_documents
    from skillpath.agency.pairs import read_pairs
    from skillpath.agency.workspace import Workspace

    if pairs is not None:
        documents = transfer_documents(Workspace.open(workspace), read_pairs(pairs))
        if json:
            print_json(documents)
        else:
            say("\n".join(map(_headline, documents)))
        return
    if origin is None or destination is None:
        raise typer.BadParameter("name two concepts, or a file of pairs by --pairs")
    document = transfer_document(Workspace.open(workspace), origin, destination)
    if json:
        print_json(document)
        return
    say(_headline(document))
    zones = [document[end]["job_zone"] for end in ("from", "to")]
    if all(zones):
        say("  job zone (O*NET, how much preparation it needs, of 5): {} → {}".format(*zones))
    for path in document["paths"]:
        say(f"  {path['transfer']:.3f}  {path['route'] or 'the same concept'}")
    if document["match"] is not None:
        _print_match(document["match"])


def _headline(document: dict[str, Any]) -> str:
    return f"{document['from']['label']} → {document['to']['label']}: {_carried(document)}"


def _carried(document: dict[str, Any]) -> str:
    if document["match"] is not None:
        return f"{document['match']['points']:.2f} of 100 points"
    return f"carries {document['transfer']:.3f}" if document["transfer"] else "nothing carries over"


def match(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role in the book, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    top: Annotated[int, typer.Option(min=1, help="How many candidates to show.")] = 20,
    profile: ProfileOption = None,
    location: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Only who lives there: ISO 3166, such as DE or DE-BE; repeatable."),
    ] = None,
    available_by: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only who is available on that day.")
    ] = None,
    licence: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only who holds it, such as ADR; repeatable.")
    ] = None,
    industry: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only who has worked in it, by label or IRI; repeatable."),
    ] = None,
    as_of: AsOfOption = None,
    json: JsonOption = False,
) -> None:
    """Rank the candidates of the book for a role.

    --location, --available-by, --licence and --industry take the place of what the role itself asks for. Who
    is outside a filter stands last, with the reason, whatever the score.
    """
    from skillpath.agency.matching import ranking, role_of
    from skillpath.agency.replaced import named_by_role
    from skillpath.agency.surprises import mark_surprises
    from skillpath.agency.workspace import Workspace
    from skillpath.graph.lookup import find_concept
    from skillpath.reasoner.filters import Filters

    opened, moment = Workspace.open(workspace, database=database), day(as_of)
    network = opened.network
    worked_in = [
        network.nodes[find_concept(network, name, kinds=("industry",))].iri for name in industry or ()
    ]
    filters = Filters(tuple(location or ()), day(available_by), tuple(licence or ()), tuple(worked_in))
    ranked = ranking(opened, role, profile=profile, as_of=moment, top=top, filters=filters)
    log_ranking(opened, ranked, role, via="match", profile=profile, as_of=moment, filters=filters)
    document = mark_surprises(opened, ranked, profile=profile, as_of=moment)
    if json:
        print_json(document)
        return
    channels = [part["channel"] for part in document["rows"][0]["channels"]] if document["rows"] else []
    title = f"{document['role']['title']} — {document['profile']}, {document['total']} candidates"
    print_table(
        title,
        ["rank", "candidate", "points", "in words", *channels, "surprise", "missing or outside"],
        [
            [
                row["rank"],
                row["candidate"],
                f"{row['points']:.2f}",
                row["band"]["word"],
                *(f"{part['points']:.2f}" for part in row["channels"]),
                f"z {row['surprise']['z']:.1f}" if row["surprise"] else "",
                row["outside_filter"] or ", ".join(row["missing_essential"]),
            ]
            for row in document["rows"]
        ],
        right=["rank", "points", *channels, "surprise"],
    )
    _say_replaced(opened, named_by_role(role_of(opened, role)))
    for band in document["bands"]:
        say(f"{band['word']}: {band['meaning']}")
    say(document["bands"][0]["basis"])


def explain(
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-001.")
    ],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    profile: ProfileOption = None,
    as_of: AsOfOption = None,
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write what proves the score: see `verify`.")
    ] = None,
    audience: Annotated[
        Audience, typer.Option("--for", help="Whom to tell: the client and the candidate get no scores.")
    ] = Audience.CONSULTANT,
    language: LanguageOption = Language.EN,
    json: JsonOption = False,
) -> None:
    """Explain why a candidate matches a role, and what is missing.

    Every requirement, what meets it, along which path, and for how many points; what came second, the
    nearest thing to what is missing, and what to ask. Or, with --for, a text for the client or the candidate.
    """
    from skillpath.agency.matching import explanation, match_certificate, today
    from skillpath.agency.replaced import named_in_match
    from skillpath.agency.workspace import Workspace

    opened, moment = Workspace.open(workspace, database=database), day(as_of) or today()
    if certificate is not None:
        write_json(certificate, match_certificate(opened, candidate, role, profile=profile, as_of=moment))
    document = explanation(
        opened,
        candidate,
        role,
        profile=profile,
        as_of=moment,
        audience=audience,
        language=language,
    )
    via = f"explain for the {audience}"
    log_explanation(opened, document, role, via=via, profile=profile, as_of=moment)
    consultant = audience is Audience.CONSULTANT
    if json:
        print_json(document if consultant else document["reading"])
    elif consultant:
        _print_match(document)
        named = named_in_match(opened.book.candidate(candidate), opened.book.role(role))
        _say_replaced(opened, named)
        _print_sections(document["reading"], ("missing", "alternatives", "questions"))
    else:
        say(document["reading"]["title"])
        _print_sections(document["reading"])


def _print_match(document: dict[str, Any]) -> None:
    """The match in short, and a table with a row for each requirement."""
    from skillpath.reasoner.texts.band_wordings import BANDS, Meaning
    from skillpath.reasoner.texts.table import table
    from skillpath.reasoner.texts.voice import Voice

    voice = Voice(Language(document["language"]))
    shown, (short, *_) = table(document), document["reading"]["sections"]
    band = document["band"]
    say("\n".join(short["lines"]))
    word = voice.say(Meaning.IN_WORDS, word=voice.term(BANDS, band["word"]))
    say(f"{word} {band['meaning']} {band['basis']}\n")
    print_table("", shown.columns, [*shown.rows, shown.total], right=shown.right)


def _say_replaced(opened: "Workspace", iris: Iterable[str]) -> None:
    """How concepts that are out of use are understood, a line each."""
    from skillpath.agency.replaced import in_words, replaced

    for one in replaced(opened, iris):
        say(in_words(one))


def _print_sections(reading: dict[str, Any], names: Sequence[str] = ()) -> None:
    """The sections of a reading, or those of some names, with their headings."""
    for section in reading["sections"]:
        if section["name"] in names or not names:
            say("\n".join(["", *([section["heading"]] if section["heading"] else []), *section["lines"]]))
