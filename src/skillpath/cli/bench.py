"""Commands that measure how well the product ranks, and what its numbers mean."""

from pathlib import Path
from typing import Annotated, Final

import typer

from skillpath.cli.bench_output import print_tables
from skillpath.cli.options import DEFAULT_WORKSPACE, AsOfOption, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say, write_text

app = typer.Typer(help="Measure the product beside published baselines.", no_args_is_help=True)

GoldsOption = Annotated[
    list[Path], typer.Option(help="CSV of known job moves (as for `bench quality`); may be repeated.")
]

LABEL_VECTORS: Final = "cache/label-vectors.npz"
"""Where in a workspace the embeddings of labels are kept; it may be deleted."""


@app.command()
def quality(
    gold: Annotated[
        Path, typer.Option(help="CSV with origin_esco, dest_esco (IRIs, |-separated) and maybe a grade.")
    ],
    grade: Annotated[
        str | None, typer.Option(help="Column with the grade, where it is none of the usual ones.")
    ] = None,
    worst: Annotated[int, typer.Option(min=0, help="How many pairs to list that are ranked lowest.")] = 0,
    signals: Annotated[bool, typer.Option(help="Also single signals that the score leaves out.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How well the score ranks known job moves, beside baselines on the same pairs."""
    from skillpath.agency.intake.label_vectors import kept_minilm
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.quality import run_quality
    from skillpath.bench.quality_report import report_document, report_notes, report_tables
    from skillpath.cli.progress import table_progress

    network = Workspace.open(workspace).network
    embed = kept_minilm(workspace / LABEL_VECTORS)
    with table_progress() as progress:
        report = run_quality(
            network, gold, grade=grade, embed=embed, worst=worst, signals=signals, progress=progress
        )
    if json:
        print_json(report_document(network, report))
        return
    print_tables(report_tables(network, report))
    for note in report_notes(report):
        say(note)


@app.command()
def paths(
    gold: Annotated[
        Path | None, typer.Option(help="CSV of job moves to explain, in place of the candidates in the book.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="How many pairs of job types of the CSV to draw.")] = 2000,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """How good the paths behind the scores are: concentrated, diverse, and true to the score.

    Explains every candidate of the book for every role, or the job moves of a CSV (as of a fixed day).
    """
    from skillpath.agency.matching import today
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.gold import read_gold
    from skillpath.bench.paths import book_queries, gold_queries, path_quality
    from skillpath.bench.paths_report import paths_document, paths_tables
    from skillpath.cli.progress import table_progress
    from skillpath.reasoner.transfer import AS_OF

    opened = Workspace.open(workspace, database=database)
    if gold is None:
        queries = book_queries(opened.book)
        day = today() if as_of is None else as_of.date()
    else:
        queries = gold_queries(opened.network, read_gold(opened.network, gold), most=most)
        day = AS_OF
    with table_progress() as progress:
        quality = path_quality(
            opened.network, queries, as_of=day, progress=lambda done, total: progress("matches", done, total)
        )
    if json:
        print_json(paths_document(quality))
        return
    print_tables(paths_tables(quality, "the book" if gold is None else gold.name))


@app.command()
def surprise(
    roles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ROLE]...", help="Job types, by label or IRI; eight back-office roles."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many matches to show for each role.")] = 10,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """The most surprising good matches among all job types of the ontology, for a recruiter to judge."""
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.surprise import ROLES, surprising_job_types
    from skillpath.bench.surprise_report import surprise_report, surprise_tables
    from skillpath.cli.progress import table_progress
    from skillpath.graph.lookup import find_concept

    opened = Workspace.open(workspace)
    wanted = [find_concept(opened.network, role, kinds=["job type"]) for role in roles or ROLES]
    with table_progress() as progress:
        found = surprising_job_types(
            opened.network,
            wanted,
            least=opened.thresholds.good,
            progress=lambda done, total: progress("roles", done, total),
        )
    if json:
        print_json(surprise_report(opened.release.name, found, top=top))
        return
    say(f"Ontology release {opened.release.name}")
    print_tables(surprise_tables(found, top=top))


@app.command()
def tune(
    gold: GoldsOption,
    write: Annotated[
        Path | None, typer.Option(help="File to write the numbers into, such as data/tuned.toml.")
    ] = None,
    sweeps: Annotated[int, typer.Option(min=1, help="How often to go through all numbers, at most.")] = 3,
    neutral: Annotated[
        bool, typer.Option("--neutral", help="Start from numbers that owe nothing to an earlier search.")
    ] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """Search the numbers of the score under which known job moves are ranked best, and show every trial.

    What is written takes effect once it stands in data/tuned.toml, and workspaces are compiled anew.
    """
    from skillpath.agency.intake.label_vectors import kept_minilm
    from skillpath.agency.matching import today
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.tuned_file import tuned_text
    from skillpath.bench.tuning import NEUTRAL
    from skillpath.bench.tuning import tune as search_numbers
    from skillpath.bench.tuning_report import tuning_document, tuning_tables
    from skillpath.cli.progress import table_progress
    from skillpath.graph.tuned import TUNED
    from skillpath.ontology.catalogue import read_catalogue

    opened = Workspace.open(workspace)
    graphs = opened.releases.graphs(opened.release)
    with table_progress() as progress:
        found = search_numbers(
            opened.network,
            read_catalogue(graphs.values()),
            gold,
            start=NEUTRAL if neutral else TUNED,
            sweeps=sweeps,
            embed=kept_minilm(workspace / LABEL_VECTORS),
            progress=progress,
        )
    if write is not None:
        release = opened.release
        write_text(write, tuned_text(found, gold, release.graphs, compiler=release.compiler, day=today()))
    if json:
        print_json(tuning_document(found))
        return
    print_tables(tuning_tables(found))


@app.command()
def ablation(
    gold: GoldsOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How much worse known job moves are ranked without each part of the model."""
    from skillpath.agency.intake.label_vectors import kept_minilm
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.ablation import ablation as take_apart
    from skillpath.bench.ablation_report import ablation_document, ablation_tables
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.catalogue import read_catalogue

    opened = Workspace.open(workspace)
    catalogue = read_catalogue(opened.releases.graphs(opened.release).values())
    embed = kept_minilm(workspace / LABEL_VECTORS)
    with table_progress() as progress:
        found = take_apart(opened.network, catalogue, gold, embed=embed, progress=progress)
    if json:
        print_json(ablation_document(found))
        return
    print_tables(ablation_tables(found))


@app.command()
def thresholds(
    gold: Annotated[list[Path], typer.Option(help="CSV of known job moves, as for quality; repeatable.")],
    base_rate: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Share of known moves among pairs; that of the files when left out."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Keep the thresholds with the current release.")
    ] = False,
    to: Annotated[Path | None, typer.Option(help="Also write them to this file.")] = None,
    svg: Annotated[Path | None, typer.Option(help="Write a picture of the curve to this file.")] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """What scores mean: how often pairs of job types that score as high are known job moves.

    From known moves against random pairs of the current release. The words "strong", "worth a call" and
    "stretch" begin where known moves are a stated number of times as frequent as by chance.
    """
    from skillpath.agency.matching import today
    from skillpath.agency.thresholds import thresholds_document, write_thresholds
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.thresholds import measure_thresholds
    from skillpath.bench.thresholds_report import curve_svg, thresholds_tables
    from skillpath.cli.progress import table_progress

    opened = Workspace.open(workspace)
    with table_progress() as progress:
        measured = measure_thresholds(
            opened.network,
            gold,
            release=opened.release.name,
            day=today().isoformat(),
            base_rate=base_rate,
            progress=progress,
        )
    for path in [*([opened.thresholds_file] if write else []), *([] if to is None else [to])]:
        write_thresholds(path, measured)
    if svg is not None:
        svg.write_text(curve_svg(measured), encoding="utf-8")
    if json:
        print_json(thresholds_document(measured))
        return
    print_tables(thresholds_tables(measured))
