"""Commands that measure how fast the product is: ``bench ranking``, ``load``, ``roles`` and others."""

from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.bench_output import print_tables
from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say, write_text


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (updates, preview, dataset, sparql_ranking, ranking, load, soak, roles, throughput):
        app.command()(command)


def updates(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """What an edit of the ontology moves, and how much faster the transfers are updated than rebuilt.

    Does seven typical edits to the current release, one at a time; nothing of it is kept.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.updates import measure_updates
    from skillpath.bench.updates_report import updates_document, updates_table
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.catalogue import read_catalogue

    opened = Workspace.open(workspace)
    catalogue = read_catalogue(opened.releases.graphs(opened.release).values())
    with table_progress() as progress:
        measured = measure_updates(
            opened.network, catalogue, progress=lambda done, total: progress("edits", done, total)
        )
    if json:
        print_json(updates_document(opened.network, measured))
        return
    print_tables([updates_table(opened.network, measured)])


def preview(
    candidates: Annotated[int, typer.Option(min=1, help="How many candidates to invent.")] = 100_000,
    edits: Annotated[int, typer.Option(min=1, help="How many links to take away.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="Which links.")] = 0,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How long it takes to keep edits and to see what they would change, beside compiling all anew.

    Edits a copy of the workspace with an invented book; nothing of it is kept.
    """
    from skillpath.bench.preview import measure_preview, preview_document, preview_table
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        measured = measure_preview(workspace, candidates, edits=edits, seed=seed, progress=progress)
    if json:
        print_json(preview_document(measured))
        return
    print_tables([preview_table(measured)])


def dataset(
    candidates: Annotated[int, typer.Option(min=1, help="How many candidates to invent.")] = 100_000,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How long the graphs beside the release take: for the first time, after a write, after a deletion.

    In a copy of the workspace with an invented book; nothing of it is kept.
    """
    from skillpath.bench.dataset import dataset_document, dataset_table, measure_dataset
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        measured = measure_dataset(workspace, candidates, progress=progress)
    if json:
        print_json(dataset_document(measured))
        return
    print_tables([dataset_table(measured)])


def sparql_ranking(
    candidates: Annotated[
        int | None, typer.Option(min=1, help="Of an invented book of so many, instead of the workspace's.")
    ] = None,
    roles: Annotated[
        int | None, typer.Option(min=1, help="Of so many roles of the book; else of all.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How long the best of a role take inside a query, beside the API's work for the same answer."""
    from skillpath.bench.sparql_ranking import (
        measure_sparql_ranking,
        sparql_ranking_document,
        sparql_ranking_table,
    )
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        measured = measure_sparql_ranking(workspace, candidates, roles=roles, progress=progress)
    if json:
        print_json(sparql_ranking_document(measured))
        return
    print_tables([sparql_ranking_table(measured)])


def ranking(
    candidates: Annotated[int, typer.Option(min=100, help="How many candidates to invent.")] = 1_000_000,
    roles: Annotated[int, typer.Option(min=1, help="How many roles to invent.")] = 200,
    seed: Annotated[int, typer.Option(min=0, help="What both are drawn from.")] = 0,
    industries: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR_OR_ZIP", help="Employment by industry and occupation, to draw careers from."
        ),
    ] = None,
    crosswalk: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The crosswalk from O*NET to ESCO; goes with it.")
    ] = None,
    book: Annotated[
        bool, typer.Option(help="Also write all into a book, and compile, open and update its pool.")
    ] = True,
    growth: Annotated[
        bool, typer.Option("--growth", help="Also at a hundredth, a tenth and three times the candidates.")
    ] = False,
    svg: Annotated[
        Path | None, typer.Option(help="With --growth: write a picture of it to this file.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How long the best 100 of a large pool take, beside text search and scoring all.

    Candidates and roles are invented, for the ontology of the workspace. Whatever else the machine does
    slows all methods alike.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.employment import labour_market
    from skillpath.bench.growth_picture import growth_svg
    from skillpath.bench.ranking_speed import Plan, growing, ranking_speed
    from skillpath.bench.ranking_speed_report import (
        growth_document,
        growth_table,
        speed_document,
        speed_notes,
        speed_tables,
    )
    from skillpath.cli.progress import table_progress

    network = Workspace.open(workspace).network
    with table_progress() as progress:
        market = labour_market(network, industries, crosswalk=crosswalk, progress=progress)
    plan = Plan(network, market, workspace, roles=roles, seed=seed, book=book)
    runs = []
    for size in growing(candidates) if growth else [candidates]:
        with table_progress() as progress:
            runs.append(ranking_speed(plan, size, progress=progress))
        if not json:
            print_tables(speed_tables(runs[-1]))
    if svg is not None:
        write_text(svg, growth_svg(runs))
    if json:
        print_json(growth_document(runs) if growth else speed_document(runs[0]))
        return
    if growth:
        print_tables([growth_table(runs)])
    for note in speed_notes(runs[0]):
        say(note)


def load(
    readers: Annotated[int, typer.Option(min=1, help="How many read at once.")] = 30,
    seconds: Annotated[float, typer.Option(min=1, help="How long each reading takes.")] = 30,
    candidates: Annotated[
        int | None, typer.Option(min=300, help="Of an invented book of so many, instead of the workspace's.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How long pages of the viewer take for one reader and for many, and that none shows anything wrong.

    Serves the workspace on this machine. In the last readings candidates are written all the time, and
    another release becomes current and goes again. Book and current release are afterwards as before.
    """
    from contextlib import nullcontext

    from skillpath.bench.load import measure_load
    from skillpath.bench.load_book import invented_book
    from skillpath.bench.load_report import load_document, load_notes, load_tables
    from skillpath.cli.progress import table_progress

    read = nullcontext(workspace) if candidates is None else invented_book(workspace, candidates)
    with read as folder, table_progress() as progress:
        found = measure_load(folder, readers=readers, seconds=seconds, progress=progress)
    if json:
        print_json(load_document(found))
        return
    print_tables(load_tables(found))
    for note in load_notes(found):
        say(note)


def soak(
    minutes: Annotated[float, typer.Option(min=0.05, help="How long.")] = 60,
    users: Annotated[int, typer.Option(min=1, help="How many use it at once.")] = 4,
    candidates: Annotated[int, typer.Option(min=300, help="How many candidates to invent.")] = 2_000,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """Whether the viewer lasts: mixed load of pages, API, writes and files; errors, times, growth of memory.

    Serves an invented book with the ontology of the workspace on this machine; nothing of it is kept.
    """
    from skillpath.bench.soak import measure_soak
    from skillpath.bench.soak_report import soak_document, soak_tables
    from skillpath.cli.progress import table_progress

    with table_progress() as progress:
        found = measure_soak(
            workspace, minutes=minutes, users=users, candidates=candidates, progress=progress
        )
    if json:
        print_json(soak_document(found))
        return
    print_tables(soak_tables(found))
    for wrong, times in found.errors.items():
        say(f"{times:,} × {wrong}")


def roles(
    count: Annotated[int, typer.Option("--roles", min=1, help="How many roles to invent.")] = 100_000,
    seed: Annotated[int, typer.Option(min=0, help="What they and the candidates are drawn from.")] = 0,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How long the best roles for a candidate take, among very many."""
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.role_search import measure_role_search, role_search_document, role_search_table
    from skillpath.cli.progress import table_progress

    network = Workspace.open(workspace).network
    with table_progress() as progress:
        measured = measure_role_search(network, count, seed=seed, progress=progress)
    if json:
        print_json(role_search_document(measured))
        return
    print_tables([role_search_table(measured)])


def throughput(
    candidates: Annotated[int, typer.Option(min=1, help="How many candidates to invent.")] = 50_000,
    count: Annotated[int, typer.Option("--roles", min=1, help="For how many roles to rank them.")] = 50,
    job: Annotated[
        tuple[int, int, int],
        typer.Option(metavar="CANDIDATES ROLES CORES", help="The job to reckon with."),
    ] = (100_000_000, 10_000, 1_000),
    seed: Annotated[int, typer.Option(min=0, help="What all is drawn from.")] = 0,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How much one core gets done in a batch ranking, and how long a cluster would take for a large one."""
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.batch_throughput import (
        Job,
        measure_throughput,
        throughput_document,
        throughput_tables,
    )
    from skillpath.cli.progress import table_progress

    network = Workspace.open(workspace).network
    with table_progress() as progress:
        measured = measure_throughput(network, candidates, count, job=Job(*job), seed=seed, progress=progress)
    if json:
        print_json(throughput_document(measured))
        return
    print_tables(throughput_tables(measured))
