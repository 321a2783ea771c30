"""Commands on the files of a taxonomy: ``check`` and ``format``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.options import DEFAULT_WORKSPACE, WorkspaceOption
from skillpath.cli.output import printable, say
from skillpath.ontology.checks.rules import WORST_FIRST, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from skillpath.ontology.checks.findings import Finding

FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Turtle files.")]


class Form(StrEnum):
    """Forms of a report."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(check)
    app.command("format")(format_files)


def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE…]", help="Turtle files.")] = None,
    release: Annotated[
        str | None,
        typer.Option(help="Instead of files a release: current, previous, the first digits of its name."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="Form of the report.")] = Form.TEXT,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    severity: Annotated[Severity, typer.Option(help="Show this and what is worse.")] = Severity.INFO,
    rules: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Also check the rules (.rq files) of a folder.")
    ] = None,
    against: Annotated[
        list[Path] | None,
        typer.Option(metavar="PATH", help="A taxonomy mapped to: ESCO's tables (folder, zip) or Turtle."),
    ] = None,
    matching: Annotated[
        bool,
        typer.Option("--matching", help="Also compile the files, and check what the scores make of them."),
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe to mend; shows the change first.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --fix: do not ask.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Check files against the rules of a good taxonomy, together as one graph.

    Of a release it is kept how much was found: `skillpath edit quality` shows it. Exit code 1 where there
    are errors. The rules are in docs/checks.md.
    """
    from skillpath.ontology.checks.reports import REPORTS

    if bool(files) == bool(release) or (release and (rules or against or fix)):
        raise typer.BadParameter(
            "Name the files to check, or a release by --release: that is checked as it is, by our own rules."
        )
    if release:
        findings = _find_in_release(workspace, release, matching=matching)
    else:
        findings = _find(files or [], rules, against or [], matching=matching, fix=fix, ask=not yes)
    shown = WORST_FIRST[: WORST_FIRST.index(severity) + 1]
    form = Form.JSON if json else form
    report = REPORTS[form]([f for f in findings if f.rule.severity in shown])
    if report:
        (typer.echo if form in (Form.JSON, Form.SARIF) else say)(report)
    if any(f.rule.severity is Severity.ERROR for f in findings):
        raise typer.Exit(1)


def _find(
    files: list[Path],
    rules: Path | None,
    against: list[Path],
    *,
    matching: bool,
    fix: bool,
    ask: bool,
) -> "list[Finding]":
    """What is found in files, once they are mended; with progress on standard error."""
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.checks.checker import check as find
    from skillpath.ontology.checks.findings import worst_first

    findings = find(files, rules=rules, against=against)
    if fix and _mend(files, findings, ask=ask):
        findings = find(files, rules=rules, against=against)
    if not matching:
        return findings
    from skillpath.reasoner.quality.checker import check_matching

    with table_progress() as progress:
        return worst_first([*findings, *check_matching(files, progress=progress)])


def _find_in_release(workspace: Path, name: str, *, matching: bool) -> "list[Finding]":
    """What is found in a release, and is kept with it."""
    from skillpath.agency.editing.quality import count
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress
    from skillpath.ontology.revisions import find_release

    opened = Workspace.open(workspace)
    with table_progress() as progress:
        return count(opened, find_release(name, opened.releases), matching=matching, progress=progress)


def _mend(files: list[Path], findings: "Sequence[Finding]", *, ask: bool) -> bool:
    """Whether files were changed. The change is shown, and asked about, on standard error."""
    from skillpath.ontology.checks.fixes import fixed
    from skillpath.ontology.checks.rewriting import write

    rewrites = fixed(files, findings)
    if not rewrites:
        typer.echo("Nothing here can be mended without a decision.", err=True)
        return False
    for rewrite in rewrites:
        typer.echo(printable(rewrite.diff), err=True)
    if ask and not typer.confirm(f"Write {len(rewrites)} files?", err=True):
        return False
    for rewrite in rewrites:
        write(rewrite)
    return True


def format_files(
    files: FilesArgument,
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; name the files that would change.")
    ] = False,
) -> None:
    """Write files in the canonical form: one statement a line, sorted, so that a change is one line.

    Comments are not kept. A file that cannot be read leaves all of them unchanged. Exit code 1 where
    --check names a file.
    """
    from skillpath.ontology.checks.rewriting import canonical, write

    rewrites = canonical(list(dict.fromkeys(files)))
    for rewrite in rewrites:
        if not check_only:
            write(rewrite)
        say(f"{'would change' if check_only else 'changed'} {rewrite.path}")
    if check_only and rewrites:
        raise typer.Exit(1)
