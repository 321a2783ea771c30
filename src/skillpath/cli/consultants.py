"""``consultant …`` and ``route``: who is at home in what, and who a role goes to."""

from typing import Annotated, Final

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

KINDS: Final = ("job type", "industry")

app = typer.Typer(help="The consultants of the firm and their specialisms.", no_args_is_help=True)

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="Code of the consultant, such as K-1.")]


def register(app: typer.Typer) -> None:
    """Adds ``route``."""
    app.command()(route)


@app.command()
def add(
    code: CodeArgument,
    specialism: Annotated[
        list[str], typer.Option(help="A job type or an industry, by label or IRI; repeatable.")
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Add a consultant, or give one other specialisms."""
    from skillpath.agency.consultants import Consultant, put_consultant
    from skillpath.agency.workspace import Workspace
    from skillpath.graph.lookup import find_concept

    opened = Workspace.open(workspace, database=database)
    network = opened.network
    nodes = [network.nodes[find_concept(network, text, kinds=KINDS)] for text in specialism]
    put_consultant(opened.book, Consultant(code, tuple(dict.fromkeys(node.iri for node in nodes))))
    say(f"{code}: {', '.join(node.label for node in nodes)}.")


@app.command("list")
def list_consultants(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the consultants with their specialisms."""
    from dataclasses import asdict

    from skillpath.agency.consultants import all_consultants
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    known = all_consultants(opened.book)
    if json:
        print_json([asdict(one) | {"specialisms": list(one.specialisms)} for one in known])
        return
    print_table(
        f"{len(known)} consultants",
        ["consultant", "specialisms"],
        [[one.code, ", ".join(map(opened.network.label, one.specialisms))] for one in known],
    )


@app.command()
def remove(
    code: CodeArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Take a consultant away; what they decided stays."""
    from skillpath.agency.consultants import remove_consultant
    from skillpath.agency.workspace import Workspace

    remove_consultant(Workspace.open(workspace, database=database).book, code)
    say(f"{code} is no consultant any more.")


def route(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="Code of a role, such as R-01.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Name the consultants for a role, the nearest first, and say why.

    How near a consultant is, is how far experience carries from their specialisms to the job type and to the
    industry of the role.
    """
    from skillpath.agency.routing import routing
    from skillpath.agency.workspace import Workspace

    document = routing(Workspace.open(workspace, database=database), role)
    if json:
        print_json(document)
        return
    print_table(
        document["role"]["title"],
        ["consultant", "near", "why"],
        [
            [
                row["consultant"],
                f"{row['nearness']:.2f}",
                "\n".join(f"{one['transfer']:.2f}  {one['in_words']}" for one in row["reasons"]),
            ]
            for row in document["rows"]
        ],
        right=["near"],
    )
