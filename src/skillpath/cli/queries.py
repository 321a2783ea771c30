"""``queries …``: the library of queries, run by typed parameters, and queries that are saved in the book."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillpath import settings
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    LanguageOption,
    WorkspaceOption,
    day,
    option,
)
from skillpath.cli.output import print_json, print_table, say
from skillpath.cli.query import Format
from skillpath.errors import InputError
from skillpath.reasoner.texts.languages import Language

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.queries.kept_query import KeptQuery
    from skillpath.ontology.queries.parameters import Parameter
    from skillpath.ontology.sparql.results import QueryResult

app = typer.Typer(help="Queries by name, with parameters in place of SPARQL.", no_args_is_help=True)


class With(StrEnum):
    """Who sees a saved query."""

    NOBODY = "nobody"
    LINK = "link"
    EVERYBODY = "everybody"


NameArgument = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the query, or the number of a saved one.")
]
NumberArgument = Annotated[int, typer.Argument(metavar="NUMBER", help="Number of a saved query.")]


@app.command("list")
def list_queries(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the queries of the library, those of the workspace's folder `queries`, and those saved."""
    from skillpath.agency.queries.running import library_of
    from skillpath.agency.queries.saved import MACHINE, saved_queries
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    listed = [
        *(_listed(one) for one in library_of(opened)),
        *(_listed(one.query, one.owner, str(one.sharing)) for one in saved_queries(opened.book, MACHINE)),
    ]
    if json:
        print_json(listed)
        return
    print_table(
        f"{len(listed)} queries",
        ["query", "title", "for", "parameters", "of"],
        [
            [
                one["name"],
                one["title"],
                ", ".join(one["for"]),
                ", ".join(one["parameters"]),
                f"{one['owner']}, {one['sharing']}" if one["owner"] else "",
            ]
            for one in listed
        ],
    )


@app.command()
def show(
    name: NameArgument,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show what a query is about, its parameters with their defaults, and its SPARQL."""
    from skillpath.agency.queries.running import kept_query
    from skillpath.agency.queries.saved import MACHINE
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    query = kept_query(opened, name, MACHINE)
    parameters = [_described(opened, one) for one in query.parameters]
    if json:
        print_json(_listed(query) | {"about": query.about, "parameters": parameters, "text": query.text})
        return
    say("\n".join([query.title, *([query.about] if query.about else [])]))
    if parameters:
        columns = ["name", "kind", "what", "default"]
        print_table("", columns, [[_in_words(one[key]) for key in columns] for one in parameters])
    say(f"\n{query.text.rstrip()}")


@app.command()
def run(
    name: NameArgument,
    param: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A parameter; again for several values. Else its default."),
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    as_of: AsOfOption = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="Form of the answer.")] = Format.TABLE,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    rows: Annotated[int, option(settings.QUERY_ROWS, "--rows")] = int(settings.QUERY_ROWS.default),
    language: LanguageOption = Language.EN,
) -> None:
    """Run a query: a table with labels, or CSV or JSON with the addresses of things."""
    from skillpath.agency.asking import Asking
    from skillpath.agency.audit.kinds import LOCAL
    from skillpath.agency.queries.running import ask_kept, kept_query
    from skillpath.agency.queries.saved import MACHINE
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.sparql.question import Question
    from skillpath.ontology.sparql.results import to_csv

    opened = Workspace.open(workspace, database=database)
    query = kept_query(opened, name, MACHINE)
    with (
        Asking(count=1) as asking,
        ask_kept(
            asking,
            opened,
            query,
            _said(param or ()),
            user=LOCAL,
            book=True,
            as_of=day(as_of),
            form=lambda text: Question(text, max_rows=rows),
        ) as answer,
    ):
        result = answer.read()
        written = answer.path.read_text(encoding="utf-8")
    if json or form is Format.JSON:
        typer.echo(written)
    elif form is Format.CSV:
        typer.echo(to_csv(result), nl=False)
    else:
        _print(opened, query.title, result, language)
    if result.truncated:
        typer.echo(f"Cut after {rows} rows: raise --rows for more.", err=True)


@app.command()
def save(
    file: Annotated[Path, typer.Argument(metavar="FILE.rq", help="A query with its header.")],
    by: Annotated[str, typer.Option(help="Whose it is: an account, or your code, such as K-1.")],
    share_with: Annotated[With, typer.Option("--share-with", help="Who else sees it.")] = With.NOBODY,
    instead_of: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Change this saved query in place of adding one.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Save a query in the book, under the number that is printed."""
    from skillpath.agency.queries.saved import Reader, change, saved_query
    from skillpath.agency.queries.saved import save as save_query
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    if instead_of is None:
        kept = save_query(book, _text(file), by=by, sharing=_sharing(share_with))
    else:
        reader = Reader(by)
        version = saved_query(book, instead_of, reader).version
        kept = change(book, instead_of, reader, version=version, text=_text(file))
    say(f"{kept.number}: {kept.query.title}")


@app.command()
def share(
    number: NumberArgument,
    share_with: Annotated[With, typer.Option("--with", help="Who else sees it.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Say who sees a saved query beside its owner; with `link`, whoever is signed in and has its address."""
    from skillpath.agency.queries.saved import MACHINE, change, saved_query
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    version = saved_query(book, number, MACHINE).version
    kept = change(book, number, MACHINE, version=version, sharing=_sharing(share_with))
    say(
        f"{number}: /queries/{number}?key={kept.key}"
        if share_with is With.LINK
        else f"{number}: {share_with}."
    )


@app.command()
def remove(
    number: NumberArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Remove a saved query; `restore` takes that back for thirty days."""
    from skillpath.agency.queries.saved import KEPT_DAYS, MACHINE
    from skillpath.agency.queries.saved import remove as remove_query
    from skillpath.agency.workspace import Workspace

    remove_query(Workspace.open(workspace, database=database).book, number, MACHINE)
    say(
        f"{number} is removed. For {KEPT_DAYS} days it can be had back: `skillpath queries restore {number}`."
    )


@app.command()
def restore(
    number: NumberArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Take the removal of a saved query back."""
    from skillpath.agency.queries.saved import MACHINE
    from skillpath.agency.queries.saved import restore as restore_query
    from skillpath.agency.workspace import Workspace

    restore_query(Workspace.open(workspace, database=database).book, number, MACHINE)
    say(f"{number} is there again.")


def _listed(query: "KeptQuery", owner: str = "", sharing: str = "") -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "for": [str(one) for one in query.audiences],
        "parameters": [one.name for one in query.parameters],
        "owner": owner,
        "sharing": sharing,
    }


def _described(opened: "Workspace", parameter: "Parameter") -> dict[str, Any]:
    from skillpath.agency.queries.values import written_as

    return {
        "name": parameter.name,
        "kind": str(parameter.kind),
        "what": parameter.label,
        "default": written_as(opened, parameter, parameter.default, Language.EN),
        "several": parameter.several,
        "optional": parameter.optional,
        "choices": list(parameter.choices),
    }


def _in_words(said: str | list[str]) -> str:
    return said if isinstance(said, str) else "; ".join(said) or "any"


def _said(given: Sequence[str]) -> dict[str, list[str]]:
    """Values by the name of their parameter; an empty one stands for any."""
    said: dict[str, list[str]] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise InputError(f"“{one}” says no value: write --param NAME=VALUE.")
        said.setdefault(name.strip(), []).append(value)
    return said


def _sharing(share_with: With) -> Any:
    from skillpath.agency.queries.tables import Sharing

    return {
        With.NOBODY: Sharing.PRIVATE,
        With.LINK: Sharing.LINK,
        With.EVERYBODY: Sharing.EVERYBODY,
    }[share_with]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read the query {file}: {error}") from error


def _print(opened: "Workspace", title: str, result: "QueryResult", language: Language) -> None:
    from skillpath.agency.queries.called import called

    if result.kind != "select":
        say(str(result.boolean).lower() if result.kind == "ask" else result.turtle)
        return
    shown = [[called(opened, term, language) for term in row] for row in result.rows]
    say(f"{title}\n")
    print_table("", [name.replace("_", " ") for name in result.columns], shown)
