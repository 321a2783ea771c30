"""The command ``agency``: what the firm says of itself."""

from typing import Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(agency)


def agency(
    name: Annotated[str | None, typer.Option(help="Name of the firm.")] = None,
    industry: Annotated[
        str | None, typer.Option(help="The one industry that the firm works for, by label or IRI.")
    ] = None,
    any_industry: Annotated[bool, typer.Option("--any-industry", help="The firm is a broad one.")] = False,
    share: Annotated[
        bool | None,
        typer.Option("--share/--keep", help="Whether other firms may ask for coded profiles."),
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show or change what the firm says of itself.

    In a one-industry firm a role without an industry is in the firm's, and who has no experience that carries
    to the role's industry stands last in every ranking, with the reason.
    """
    from dataclasses import asdict, replace

    from skillpath.agency.workspace import Workspace
    from skillpath.graph.lookup import find_concept

    if industry is not None and any_industry:
        raise typer.BadParameter("--industry and --any-industry exclude each other.")
    opened = Workspace.open(workspace, database=database)
    before, network = opened.book.firm(), opened.network
    about = None if any_industry else before.industry
    if industry is not None:
        about = network.nodes[find_concept(network, industry, kinds=("industry",))].iri
    firm = replace(
        before,
        name=before.name if name is None else name,
        industry=about,
        shares=before.shares if share is None else share,
    )
    if firm != before:
        opened.book.set_firm(firm)
    if json:
        print_json(asdict(firm))
        return
    say(f"Name: {firm.name or 'not said'}")
    say(f"Industry: {network.label(firm.industry) or 'any'}")
    say(f"Other firms may ask for coded profiles: {'yes' if firm.shares else 'no'}")
