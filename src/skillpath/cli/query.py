"""The command ``query``."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath import settings
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    WorkspaceOption,
    day,
    option,
)
from skillpath.cli.output import print_table, say
from skillpath.errors import InputError, QueryError

if TYPE_CHECKING:
    from skillpath.ontology.sparql.results import QueryResult


class Format(StrEnum):
    """Forms of an answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(query)


def query(
    source: Annotated[
        str,
        typer.Argument(metavar="FILE|-", help="A file with a SPARQL query; - reads it from standard input."),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    as_of: AsOfOption = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="Form of the answer.")] = Format.TABLE,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    seconds: Annotated[float, option(settings.QUERY_SECONDS, "--seconds")] = float(
        settings.QUERY_SECONDS.default
    ),
    provenance: Annotated[
        bool,
        typer.Option(
            "--provenance",
            help="Ask the history of the ontology too: change sets, reviews, releases (PROV-O).",
        ),
    ] = False,
    rows: Annotated[int, option(settings.QUERY_ROWS, "--rows")] = int(settings.QUERY_ROWS.default),
    megabytes: Annotated[int, option(settings.QUERY_MEGABYTES, "--megabytes")] = int(
        settings.QUERY_MEGABYTES.default
    ),
) -> None:
    """Ask the ontology anything in SPARQL.

    Queries only read, are stopped on time, and their answers are cut with a notice.
    """
    from contextlib import nullcontext

    from skillpath.agency import sparql_functions
    from skillpath.agency.editing.provenance import store_with_provenance
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.sparql.question import Limits, Question
    from skillpath.ontology.sparql.results import to_csv
    from skillpath.ontology.sparql.workers import Workers

    opened = Workspace.open(workspace, database=database)
    with (
        store_with_provenance(opened) if provenance else nullcontext(opened.store) as store,
        Workers(count=1) as workers,
        workers.answer(
            Question(_text(source), max_rows=rows),
            store,
            limits=Limits(seconds, megabytes),
            functions=sparql_functions.of_workspace(workspace, database=database, as_of=day(as_of)),
        ) as answer,
    ):
        result = answer.read()
        if json or form is Format.JSON:
            if result.kind == "graph":
                raise QueryError(
                    "CONSTRUCT and DESCRIBE give a graph, which is written as Turtle, not as JSON."
                )
            typer.echo(answer.path.read_text(encoding="utf-8"))
    if not json and form is Format.CSV:
        typer.echo(to_csv(result), nl=False)
    elif not json and form is Format.TABLE:
        _print(result)
    if result.truncated:
        typer.echo(f"Cut after {rows} rows: raise --rows for more.", err=True)


def _text(source: str) -> str:
    if source == "-":
        return sys.stdin.read()
    try:
        return Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read the query {source}: {error}") from error


def _print(result: "QueryResult") -> None:
    if result.kind == "select":
        print_table("", result.columns, [[term and term.value for term in row] for row in result.rows])
    else:
        say(str(result.boolean).lower() if result.kind == "ask" else result.turtle)
