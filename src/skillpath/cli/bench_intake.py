"""Commands that measure how well the intake reads: skills, job titles and whole CVs."""

from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.bench import LABEL_VECTORS
from skillpath.cli.bench_output import print_tables
from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, say


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(extraction)


def extraction(
    gold: Annotated[Path, typer.Option(help="CSV with the columns sentence, span, sub_span and label.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    json: JsonOption = False,
) -> None:
    """How well skills are found in sentences and ranked for spans, beside plainer ways."""
    from skillpath.agency.intake.lexicon import Lexicon
    from skillpath.agency.workspace import Workspace
    from skillpath.bench.extraction import measure_extraction
    from skillpath.bench.extraction_gold import read_extraction_gold
    from skillpath.bench.extraction_report import extraction_document, extraction_table
    from skillpath.bench.label_vectors import kept_minilm
    from skillpath.cli.progress import table_progress

    lexicon = Lexicon.of(Workspace.open(workspace).network)
    read = read_extraction_gold(gold, lexicon.skills)
    with table_progress() as progress:
        scores = measure_extraction(
            read,
            lexicon,
            embed=kept_minilm(workspace / LABEL_VECTORS),
            progress=lambda done, total: progress("labels read", done, total),
        )
    if json:
        print_json(extraction_document(read, scores))
        return
    print_tables([extraction_table(read, scores)])
    if read.unknown:
        say(f"Not in this release, so that no method can find them: {', '.join(read.unknown)}.")
