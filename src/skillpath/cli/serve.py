"""The command ``serve``."""

from pathlib import Path
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
    public: Annotated[str, option(settings.PUBLIC, "--public")] = "",
    proxy: Annotated[str, option(settings.PROXY, "--proxy")] = "",
    requests: Annotated[int, option(settings.REQUESTS, "--requests", low=0)] = int(settings.REQUESTS.default),
    metrics: Annotated[
        settings.MetricsReaders, option(settings.METRICS, "--metrics")
    ] = settings.MetricsReaders.HERE,
    accounts: Annotated[bool, option(settings.ACCOUNTS, "--accounts")] = False,
    openid: Annotated[Path | None, option(settings.OPENID, "--openid")] = None,
    log: Annotated[settings.LogForm, option(settings.LOG, "--log")] = settings.LogForm.TEXT,
    stop_seconds: Annotated[float, option(settings.STOP_SECONDS, "--stop-seconds", low=0)] = float(
        settings.STOP_SECONDS.default
    ),
    seconds: Annotated[float, option(settings.QUERY_SECONDS, "--query-seconds", low=0)] = float(
        settings.QUERY_SECONDS.default
    ),
    rows: Annotated[int, option(settings.QUERY_ROWS, "--query-rows", low=1)] = int(
        settings.QUERY_ROWS.default
    ),
    megabytes: Annotated[int, option(settings.QUERY_MEGABYTES, "--query-megabytes", low=1)] = int(
        settings.QUERY_MEGABYTES.default
    ),
    workers: Annotated[int, option(settings.QUERY_WORKERS, "--query-workers", low=1)] = int(
        settings.QUERY_WORKERS.default
    ),
    waiting: Annotated[int, option(settings.QUERY_WAITING, "--query-waiting", low=0)] = int(
        settings.QUERY_WAITING.default
    ),
    origins: Annotated[str, option(settings.QUERY_ORIGINS, "--query-origins")] = "",
    federation: Annotated[str, option(settings.FEDERATION, "--federation")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="First do what `skillpath init --demo` does.")] = False,
) -> None:
    """Open the viewer; stop it with Ctrl+C or SIGTERM.

    On the loopback address nobody signs in: who uses this machine is its one user. Where others may reach it
    (--host, --public, --proxy) one signs in, by an account that `skillpath user add` makes.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.sparql.question import Limits
    from skillpath.web.analyst.settings import listed_endpoints, listed_origins
    from skillpath.web.asking import QuerySettings
    from skillpath.web.exposure import Exposure
    from skillpath.web.log_form import write_log
    from skillpath.web.openid_settings import read_openid
    from skillpath.web.serve import serve as serve_viewer

    exposure = Exposure(
        host,
        public=public,
        proxy=proxy,
        per_minute=requests or None,
        open_metrics=metrics is settings.MetricsReaders.ALL,
        accounts=accounts or openid is not None,
    )
    limits = Limits(seconds, megabytes, listed_endpoints(federation))
    queries = QuerySettings(limits, workers, waiting, rows, listed_origins(origins))
    provider = None if openid is None else read_openid(openid)
    opened = (
        make_workspace(workspace, database=database, demo=True)
        if demo
        else Workspace.open(workspace, database=database)
    )
    write_log(log)
    serve_viewer(opened, port, exposure=exposure, within=stop_seconds, openid=provider, queries=queries)
