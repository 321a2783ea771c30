"""The commands ``edit golden``: what a release must make of some candidates and roles, whatever is edited."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.edit_review import ByOption, NameArgument
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

if TYPE_CHECKING:
    from skillpath.agency.editing.golden_check import Verdict
    from skillpath.ontology.golden.matches import GoldenMatch, Wanted
    from skillpath.ontology.golden.nodes import Party

app = typer.Typer(
    no_args_is_help=True,
    help="Golden matches: what a release must make of some candidates and roles, or is refused.",
)

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="What the golden match is called, such as clerk-1.")
]
WhyOption = Annotated[str, typer.Option("--why", help="Why it is so: it stands with the golden match.")]


@app.command("list")
def list_(
    name: NameArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the golden matches of a working copy."""
    from skillpath.agency.editing.golden import assertions
    from skillpath.agency.editing.golden_words import asserted
    from skillpath.agency.workspace import Workspace

    found = assertions(Workspace.open(workspace, database=database), name)
    if json:
        print_json([_document(one) for one in found])
        return
    rows = [[one.id, asserted(one), one.as_of, one.why] for one in found]
    print_table("", ["golden match", "says", "as of", "why"], rows)


@app.command()
def add(
    name: NameArgument,
    match: IdArgument,
    candidate: Annotated[
        str, typer.Option("--candidate", help="A code of the book, or of the file of invented candidates.")
    ],
    role: Annotated[
        str,
        typer.Option(
            "--role", help="An id of the book or of the file of invented roles, or a job type's IRI."
        ),
    ],
    by: ByOption,
    why: WhyOption,
    at_least: Annotated[str | None, typer.Option(help="A word for scores, such as strong.")] = None,
    not_above: Annotated[str | None, typer.Option(help="A word for scores, such as stretch.")] = None,
    above: Annotated[str | None, typer.Option(help="The code of a candidate who stands below.")] = None,
    candidates: Annotated[
        Path | None,
        typer.Option(help="TOML file of invented candidates, as data/agency/README.md describes it."),
    ] = None,
    roles: Annotated[Path | None, typer.Option(help="TOML file of invented roles.")] = None,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Add a golden match to a working copy.

    Of people of the book only the code is written. Experience is always reckoned for the day that is named.
    """
    from skillpath.agency.editing.golden import Invented, add
    from skillpath.agency.editing.golden_words import asserted
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.golden.matches import GoldenMatch
    from skillpath.ontology.golden.nodes import Party

    wanted, than = _wanted(at_least, not_above, above)
    made = GoldenMatch(match, Party(candidate), Party(role), wanted, than, _as_of(as_of), why.strip())
    invented, source = Invented.of(candidates, roles), "golden matches"
    opened = Workspace.open(workspace, database=database)
    kept = add(opened, name, made, by=by, why=why, source=source, invented=invented)
    say(f"Change set {kept.number if kept else '–'}: {asserted(made)}.")


@app.command()
def remove(
    name: NameArgument,
    match: IdArgument,
    by: ByOption,
    why: WhyOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Remove a golden match from a working copy, with whom no other one speaks of."""
    from skillpath.agency.editing.golden import remove
    from skillpath.agency.workspace import Workspace

    made = remove(Workspace.open(workspace, database=database), name, match, by=by, why=why)
    say(f"Change set {made.number if made else '–'}: {match} is no golden match any more.")


@app.command()
def check(
    name: NameArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Check the golden matches of a working copy; ends with 1 where one is broken."""
    from skillpath.agency.editing.golden import checked
    from skillpath.agency.editing.golden_words import told
    from skillpath.agency.workspace import Workspace

    found = checked(Workspace.open(workspace, database=database), name)
    if json:
        print_json([_document(one.match) | _came(one) for one in found])
    else:
        said = {True: "holds", False: "broken", None: "cannot be checked"}
        rows = [[one.match.id, said[one.holds], told(one)] for one in found]
        print_table("", ["golden match", "it", "says, and what comes of it"], rows)
    if any(one.holds is False for one in found):
        raise typer.Exit(1)


def _wanted(at_least: str | None, not_above: str | None, above: str | None) -> "tuple[Wanted, Party]":
    from skillpath.ontology.golden.matches import Wanted
    from skillpath.ontology.golden.nodes import Party

    said = {Wanted.AT_LEAST: at_least, Wanted.NOT_ABOVE: not_above, Wanted.ABOVE: above}
    given = [(wanted, Party(than)) for wanted, than in said.items() if than is not None]
    if len(given) != 1:
        raise InputError("Say one thing of the score: --at-least, --not-above or --above.")
    return given[0]


def _as_of(moment: datetime | None) -> str:
    from skillpath.agency.matching import today

    return (day(moment) or today()).isoformat()


def _came(verdict: "Verdict") -> dict[str, object]:
    return {name: getattr(verdict, name) for name in ("holds", "points", "reason")}


def _document(match: "GoldenMatch") -> dict[str, object]:
    from dataclasses import asdict

    return asdict(match)
