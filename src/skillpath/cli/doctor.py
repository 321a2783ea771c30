"""The command ``doctor``."""

from typing import Annotated

import typer

from skillpath import settings
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption, option
from skillpath.cli.output import print_json, print_table, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    host: Annotated[str, option(settings.HOST, "--host")] = str(settings.HOST.default),
    port: Annotated[int, option(settings.PORT, "--port", "-P")] = int(settings.PORT.default),
    json: JsonOption = False,
) -> None:
    """Examine an installation and say what to mend, and how. Nothing is changed.

    Exit code 1 where something is to be mended.
    """
    from skillpath.agency.doctor import examine
    from skillpath.agency.doctor_machine import machine_checks
    from skillpath.agency.doctor_workspace import workspace_checks
    from skillpath.web.doctor import viewer_checks

    checks = {
        **machine_checks(workspace),
        **workspace_checks(workspace, database),
        **viewer_checks(host, port),
    }
    found = examine(checks)
    amiss = sum(not one.ok for one in found)
    if json:
        print_json(
            [{"check": e.check, "ok": e.ok, "said": e.finding.said, "mend": e.finding.mend} for e in found]
        )
    else:
        rows = [[e.check, "ok" if e.ok else "mend", e.finding.said, e.finding.mend] for e in found]
        print_table("", ["check", "", "found", "what mends it"], rows)
        say(f"{amiss} of {len(found)} to be mended." if amiss else f"{len(found)} checks: all is well.")
    if amiss:
        raise typer.Exit(1)
