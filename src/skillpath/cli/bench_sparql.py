"""Commands about the endpoint for SPARQL: ``bench conformance`` and others."""

from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.bench_output import print_tables
from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (sparql, hostile, conformance):
        app.command()(command)


def conformance(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="Folder with the W3C's tests: the manifest.ttl in it and below."),
    ],
    json: JsonOption = False,
) -> None:
    """Whether the endpoint answers as the W3C says: its own tests of queries, their grammar and the protocol.

    An endpoint for the time of the command is given the data of each test, and asked over HTTP.
    """
    from skillpath.bench.conformance import run_suite, suite_document, suite_tables
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.conformance.manifests import read_suite
    from skillpath.web.analyst.suite_endpoint import endpoint_over_files
    from skillpath.web.log_form import write_errors_only

    write_errors_only()
    cases = read_suite(folder)
    with endpoint_over_files() as (address, files), table_progress() as progress:
        judged = run_suite(cases, address, files.hold, progress=progress)
    if json:
        print_json(suite_document(judged))
        return
    print_tables(suite_tables(judged))


def hostile(
    seconds: Annotated[float, typer.Option(min=1, help="How long each measurement takes.")] = 60,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How much longer a user's queries take while somebody else asks a hundred hostile ones at once.

    Serves the workspace on this machine, and asks as two users.
    """
    from skillpath.bench.hostile import hostile_document, hostile_tables, measure_hostile
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        found = measure_hostile(workspace, seconds=seconds, progress=progress)
    if json:
        print_json(hostile_document(found))
        return
    print_tables(hostile_tables(found))


def sparql(
    repeats: Annotated[int, typer.Option(min=1, help="How often each query is asked.")] = 5,
    limit: Annotated[float, typer.Option(min=0.1, help="rdflib is stopped after so many seconds.")] = 60,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How long twenty queries of analysts take, beside plain Oxigraph and rdflib's own engine.

    They are meant for a workspace with full ESCO.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.sparql import measure_sparql, sparql_document, sparql_tables
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        measured = measure_sparql(Workspace.open(workspace), repeats=repeats, limit=limit, progress=progress)
    if json:
        print_json(sparql_document(measured))
        return
    print_tables(sparql_tables(measured))
