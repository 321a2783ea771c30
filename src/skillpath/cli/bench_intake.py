"""Commands that measure how well the intake reads: skills, job titles and whole CVs."""

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from skillpath.cli.bench_output import print_tables
from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say

SKILL_VECTORS: Final = "cache/skill-vectors.npz"
TITLE_VECTORS: Final = "cache/title-vectors.npz"
"""Where in a workspace the embeddings of labels and of what is asked are kept; both may be deleted."""


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (extraction, titles, titles_set, cvs, intake):
        app.command()(command)


def extraction(
    gold: Annotated[Path, typer.Option(help="CSV with the columns sentence, span, sub_span and label.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How well skills are found in sentences and ranked for spans, beside plainer ways."""
    from skillpath.agency.intake.label_vectors import kept_minilm
    from skillpath.agency.intake.lexicon import Lexicon
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.extraction import measure_extraction
    from skillpath.bench.extraction_gold import read_extraction_gold
    from skillpath.bench.extraction_report import extraction_document, extraction_table
    from skillpath.cli.progress import table_progress

    lexicon = Lexicon.of(Workspace.open(workspace).network)
    read = read_extraction_gold(gold, lexicon.skills)
    with table_progress() as progress:
        scores = measure_extraction(
            read,
            lexicon,
            embed=kept_minilm(workspace / SKILL_VECTORS),
            progress=lambda done, total: progress("labels read", done, total),
        )
    if json:
        print_json(extraction_document(read, scores))
        return
    print_tables([extraction_table(read, scores)])
    if read.unknown:
        say(f"Not in this release, so that no method can find them: {', '.join(read.unknown)}.")


def titles(
    gold: Annotated[
        Path,
        typer.Option(metavar="DIR", help="Folder with queries.tsv, corpus_elements.tsv, annotations.tsv."),
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How well job titles are linked to the names of job types, beside plain text search."""
    from skillpath.agency.intake.label_vectors import kept_minilm
    from skillpath.agency.intake.lexicon import Lexicon
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.titles import measure_titles, titles_document, titles_table
    from skillpath.bench.titles_gold import read_titles_gold
    from skillpath.cli.progress import table_progress

    read = read_titles_gold(gold)
    lexicon = Lexicon.of(Workspace.open(workspace).network)
    with table_progress() as progress:
        scores = measure_titles(
            read, lexicon, embed=kept_minilm(workspace / TITLE_VECTORS), progress=progress
        )
    if json:
        print_json(titles_document(read, scores))
        return
    print_tables([titles_table(read, scores)])


def titles_set(
    crosswalk: Annotated[Path, typer.Option(metavar="CSV", help="Matches between O*NET and ESCO.")],
    occupations: Annotated[Path, typer.Option(metavar="CSV", help="occupations_en.csv of ESCO.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write the three files into.")],
    half: Annotated[int, typer.Option(min=0, max=1, help="0 is for tuning, 1 for measuring.")] = 1,
) -> None:
    """Make a gold standard for `bench titles` of O*NET's titles and ESCO's names."""
    from skillpath.bench.titles_set import titles_set as made
    from skillpath.cli.output import write_text

    files = made(crosswalk, occupations, half=half)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        write_text(out / name, text)
    say(f"{out}: {', '.join(f'{text.count(chr(10))} in {name}' for name, text in files.items())}.")


def cvs(
    folder: Annotated[Path, typer.Option("--cvs", metavar="DIR", help="Folder of annotated CVs in XML.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How well job titles, skills, companies and dates of whole CVs are found, how fast, and for which roles.

    The CVs are ranked for ten back-office roles as if all that was read had been confirmed.
    """
    from skillpath.agency.intake.lexicon import Lexicon
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.cv_gold import read_cvs
    from skillpath.bench.cv_matches import ROLES, match_cvs, matches_document, matches_table
    from skillpath.bench.cvs import cvs_document, cvs_table, measure_cvs
    from skillpath.cli.progress import table_progress
    from skillpath.graph.lookup import find_concept

    read = read_cvs(folder)
    opened = Workspace.open(workspace)
    roles = [find_concept(opened.network, role, kinds=["job type"]) for role in ROLES]
    with table_progress() as progress:
        report = measure_cvs(
            read, Lexicon.of(opened.network), progress=lambda done, of: progress("CVs", done, of)
        )
        matches = match_cvs(
            opened.network,
            report.extracts,
            roles,
            release=opened.release.name,
            progress=lambda done, of: progress("roles", done, of),
        )
    if json:
        print_json(cvs_document(report) | {"matches": matches_document(matches)})
        return
    print_tables([cvs_table(report), matches_table(matches)])


def intake(
    folder: Annotated[Path, typer.Option("--cvs", metavar="DIR", help="Folder of annotated CVs in XML.")],
    jobs: Annotated[int, typer.Option(min=1, help="Files read at once.")] = os.cpu_count() or 1,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How fast files become drafts, from text and from PDF, and what it takes to make the labels ready."""
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.cv_gold import read_cvs
    from skillpath.bench.intake_speed import measure_speed, speed_document, speed_table
    from skillpath.cli.progress import table_progress

    opened = Workspace.open(workspace)
    release = opened.releases.path(opened.release.name)
    with table_progress() as progress:
        speed = measure_speed(read_cvs(folder), release, jobs=jobs, progress=progress)
    if json:
        print_json(speed_document(speed))
        return
    print_tables([speed_table(speed)])
