"""``source …``: the shared databases that a search asks besides the book."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillpath import settings
from skillpath.agency.sources.source import Kind
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption, option
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from skillpath.agency.sources.source import Source

app = typer.Typer(help="Shared databases of candidates that `search` asks.", no_args_is_help=True)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the source, such as partner.")]


@app.command()
def add(
    name: NameArgument,
    kind: Annotated[Kind, typer.Option(help="A folder, a SPARQL endpoint, or another SkillPath.")],
    address: Annotated[str, typer.Option(help="The folder, or an http(s) address.")],
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE.rq", help="The SELECT query for a SPARQL endpoint.")
    ] = None,
    industry: Annotated[
        list[str] | None,
        typer.Option(help="An industry that it is about, by label or IRI; asked for any when left out."),
    ] = None,
    seconds: Annotated[float, typer.Option(help="So long it is waited for.")] = 5.0,
    most: Annotated[int, typer.Option(help="So many candidates are taken from it.")] = 10_000,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Add a source. It is asked by the next search that it fits; nothing of it is copied into the book."""
    from skillpath.agency.sources.register import add_source
    from skillpath.agency.sources.source import Source
    from skillpath.agency.workspace import Workspace
    from skillpath.graph.lookup import find_concept

    opened = Workspace.open(workspace, database=database)
    network = opened.network
    about = [find_concept(network, text, kinds=("industry",)) for text in industry or ()]
    industries = tuple(network.nodes[position].iri for position in about)
    place = str(Path(address).resolve()) if kind is Kind.FOLDER else address
    query = None if mapping is None else _text(mapping)
    add_source(opened.book, Source(name, kind, place, query, industries, seconds, most))
    say(f"{name} is a source now: see what comes of it by `skillpath source test {name}`.")


@app.command("list")
def list_sources(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """List the sources."""
    from skillpath.agency.sources.register import all_sources
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    known = all_sources(opened.book)
    if json:
        print_json([_document(source) for source in known])
        return
    print_table(
        f"{len(known)} sources besides the book",
        ["name", "kind", "address", "industries", "seconds", "most"],
        [
            [
                source.name,
                source.kind,
                source.address,
                ", ".join(map(opened.network.label, source.industries)) or "any",
                f"{source.seconds:g}",
                source.most,
            ]
            for source in known
        ],
        right=["seconds", "most"],
    )


@app.command()
def remove(
    name: NameArgument, workspace: WorkspaceOption = DEFAULT_WORKSPACE, database: DatabaseOption = None
) -> None:
    """Take a source away. Nothing of what it gave was kept."""
    from skillpath.agency.sources.register import remove_source
    from skillpath.agency.workspace import Workspace

    remove_source(Workspace.open(workspace, database=database).book, name)
    say(f"{name} is no source any more.")


@app.command("test")
def try_out(
    name: NameArgument,
    role: Annotated[
        str | None, typer.Option(help="Ask for this role; the first of the book when left out.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Ask a source once and say what came."""
    from skillpath.agency.sources.search import search
    from skillpath.agency.workspace import Workspace
    from skillpath.errors import UnknownName

    opened = Workspace.open(workspace, database=database)
    roles = [one.id for one in opened.book.roles()] if role is None else [role]
    if not roles:
        raise UnknownName("There is no role in the book to ask for.")
    document = search(opened, roles[0], names=[name], top=1)
    (answer,) = document["sources"]
    if json:
        print_json(answer)
        return
    came, seconds = answer["candidates"], answer["seconds"]
    say(f"{name}: {answer['state']}. Candidates: {came}, after {seconds:.1f} seconds.")
    for reason in answer["reasons"]:
        say(f"  {reason}")


@app.command()
def keys(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE.csv]", help="The columns code and email; the book's identities when left out."
        ),
    ] = None,
    salt: Annotated[str, option(settings.PERSON_SALT, "--salt")] = "",
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Give candidates of the book the keys by which other firms know the same person.

    A key is made of the e-mail address and of a salt that the firms agreed on. No address leaves the book.
    """
    from skillpath.agency.sources.key_file import read_keys
    from skillpath.agency.sources.same_person import keys_of_identities, set_keys
    from skillpath.agency.workspace import Workspace

    book = Workspace.open(workspace, database=database).book
    found = keys_of_identities(book, salt=salt) if file is None else read_keys(file, salt=salt)
    set_keys(book, found)
    say(f"Candidates with keys: {len(found)}.")


def _document(source: "Source") -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(source) | {"kind": str(source.kind), "industries": list(source.industries)}


def _text(path: Path) -> str:
    from skillpath.errors import InputError

    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read {path}: {error}.") from error
