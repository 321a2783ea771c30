"""The commands ``import``: what others say, beside what the bundled ontology says."""

from enum import StrEnum
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say, step_progress

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace
    from skillpath.ontology.diff import Diff
    from skillpath.ontology.importers.intake import Imported

EXAMPLES: Final = 5
"""Changes of one group that a dry run shows."""


class Kind(StrEnum):
    """What plain concepts may be."""

    SKILL = "skill"
    JOB_TYPE = "job-type"
    INDUSTRY = "industry"


importing = typer.Typer(help="Take an outside taxonomy into the workspace.", no_args_is_help=True)

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Only show what would change in the workspace; take nothing.")
]


@importing.command("esco")
def import_esco(
    source: Annotated[Path, typer.Argument(metavar="DIR_OR_ZIP", help="The official CSV download of ESCO.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    language: Annotated[
        str | None, typer.Option(help="Language of the files, where there are several (en, de, …).")
    ] = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Import ESCO (skills, occupations, hierarchies, relations) and compile a new release with it.

    All or nothing: when the files cannot be taken, the workspace stays as it was. Rows that cannot be
    taken are listed with file, line and reason.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.importers.esco import read_esco

    opened = Workspace.open(workspace)
    with table_progress() as progress:
        taken = read_esco(source, language=language, progress=progress)
    _finish(opened, "esco", taken, dry_run=dry_run, json=json)


@importing.command("onet")
def import_onet(
    source: Annotated[
        Path, typer.Argument(metavar="DIR_OR_ZIP", help="The O*NET database, as text or as Excel files.")
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    crosswalk: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The crosswalk from O*NET to ESCO (CSV or Excel).")
    ] = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Import O*NET (occupations, titles, job zones, skills, knowledge, technology), all or nothing.

    With the crosswalk, occupations that ESCO has too become one with those of ESCO.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.importers.onet import read_onet

    opened = Workspace.open(workspace)
    with table_progress() as progress:
        taken = read_onet(source, crosswalk=crosswalk, progress=progress)
    _finish(opened, "onet", taken, dry_run=dry_run, json=json)


@importing.command("industries")
def import_industries(
    source: Annotated[
        Path,
        typer.Argument(metavar="DIR_OR_ZIP", help="industries.csv and industry_occupation_employment.csv."),
    ],
    crosswalk: Annotated[
        Path, typer.Option(metavar="FILE", help="The crosswalk from O*NET to ESCO (CSV or Excel).")
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Derive from employment by industry and occupation which skills an industry teaches.

    These are skills that ESCO's job types need and that are over-represented among those whom the industry
    employs, with the figures on each. ESCO has to be imported before.
    """
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.catalogue import read_catalogue
    from skillpath.ontology.importers.industries import read_industries

    opened = Workspace.open(workspace)
    catalogue = read_catalogue(opened.releases.graphs(opened.release).values())
    with table_progress() as progress:
        taken = read_industries(source, crosswalk=crosswalk, catalogue=catalogue, progress=progress)
    _finish(opened, "industries", taken, dry_run=dry_run, json=json)


@importing.command("rdf")
def import_rdf(
    source: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="SKOS in Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD."),
    ],
    origin: Annotated[
        str, typer.Option("--origin", help="Whose words these are: the name of the graph they make up.")
    ],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    kind: Annotated[Kind | None, typer.Option("--as", help="What each plain skos:Concept is.")] = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Import SKOS from a file: another taxonomy, or the agency's own additions.

    The file replaces all that the same origin said before, and nothing of what others say.
    """
    from skillpath.agency.workspace import BUNDLED, Workspace
    from skillpath.ontology.importers.rdf import check_origin, read_rdf

    check_origin(origin, BUNDLED)
    opened = Workspace.open(workspace)
    _finish(opened, origin, read_rdf(source, kind=kind), dry_run=dry_run, json=json)


def _finish(opened: "Workspace", origin: str, taken: "Imported", *, dry_run: bool, json: bool) -> None:
    """Takes what was read, unless this is a dry run; tells what became of it."""
    from skillpath.ontology.diff import compare

    rejected = [{"file": p.file, "line": p.line, "reason": p.reason} for p in taken.rejected]
    document = {"rows": dict(taken.counts), "skipped": dict(taken.skipped), "rejected": rejected}
    if not json:
        _print_rows(taken, rejected)
    if not dry_run:
        release = opened.take(origin, taken.graph, progress=step_progress())
        told, text = {"release": release.name}, f"Release {release.name} is current."
    else:
        before = opened.releases.graphs(opened.release)
        changes = compare(before, before | {origin: taken.graph})
        told, text = _changes(changes), "Nothing was taken: this was a dry run."
        if not json:
            _print_changes(changes)
    if json:
        print_json(told | document)
    else:
        say(text)


def _print_rows(taken: "Imported", rejected: list[dict[str, Any]]) -> None:
    counted = [(table, rows, taken.skipped[table]) for table, rows in taken.counts.items()]
    print_table("", ["table", "rows", "skipped"], counted, right=["rows", "skipped"])
    if rejected:
        print_table(
            f"{len(rejected)} rows were not taken",
            ["file", "line", "reason"],
            [list(row.values()) for row in rejected],
        )


def _changes(found: "Diff") -> dict[str, Any]:
    """A dry run for programs."""
    return {
        "counts": {str(group): count for group, count in found.counts.items()},
        "examples": {
            str(group): [
                {"iri": change.iri, "label": change.label, "says": change.says}
                for change in islice(changes, EXAMPLES)
            ]
            for group, changes in groupby(found.changes, key=lambda change: change.group)
        },
    }


def _print_changes(found: "Diff") -> None:
    if not found.changes:
        say("No difference from what it said before.")
    for group, changes in groupby(found.changes, key=lambda change: change.group):
        count = found.counts[group]
        print_table(
            f"\n{count:,} {group}" + (f", the first {EXAMPLES}" if count > EXAMPLES else ""),
            ["concept", "change"],
            [(change.label or change.iri, change.says) for change in islice(changes, EXAMPLES)],
        )
