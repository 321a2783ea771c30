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
    rows: Annotated[int, option(settings.QUERY_ROWS, "--rows")] = int(settings.QUERY_ROWS.default),
    megabytes: Annotated[int, option(settings.QUERY_MEGABYTES, "--megabytes")] = int(
        settings.QUERY_MEGABYTES.default
    ),
) -> None:
    """Ask the ontology and the book anything in SPARQL; `skillpath dataset` names the graphs.

    Queries only read, are stopped on time, and their answers are cut with a notice.
    """
    from skillpath.agency.asking import Asking
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.sparql.question import Limits, Question
    from skillpath.ontology.sparql.results import to_csv

    opened = Workspace.open(workspace, database=database)
    question = Question(_text(source), max_rows=rows)
    with (
        table_progress() as progress,
        Asking(limits=Limits(seconds, megabytes), count=1, progress=progress) as asking,
        asking.ask(opened, question, user="", book=True, as_of=day(as_of)) as answer,
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
