"""The command ``serve``."""

from typing import Annotated

import typer

from skillpath import settings
from skillpath.cli.ontology import make_workspace
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, WorkspaceOption, option


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)


def serve(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    host: Annotated[str, option(settings.HOST, "--host")] = str(settings.HOST.default),
    port: Annotated[int, option(settings.PORT, "--port", "-P")] = int(settings.PORT.default),
    demo: Annotated[bool, typer.Option("--demo", help="First do what `skillpath init --demo` does.")] = False,
) -> None:
    """Open the viewer on this machine; stop it with Ctrl+C."""
    from skillpath.agency.workspace import Workspace
    from skillpath.web.security import LOOPBACK
    from skillpath.web.serve import serve as serve_viewer

    if host not in LOOPBACK:
        typer.echo(f"Warning: there is no sign-in; whoever reaches {host} reads every candidate.", err=True)
    opened = (
        make_workspace(workspace, database=database, demo=True)
        if demo
        else Workspace.open(workspace, database=database)
    )
    serve_viewer(opened, host=host, port=port)
