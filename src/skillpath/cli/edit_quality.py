"""The commands ``edit quality`` and ``edit fix``: what breaks the rules in a working copy, and safe fixes."""

from typing import TYPE_CHECKING, Annotated

import typer

from skillpath.cli.edit_review import ByOption, NameArgument
from skillpath.cli.options import DEFAULT_WORKSPACE, DatabaseOption, JsonOption, WorkspaceOption
from skillpath.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from skillpath.agency.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(quality)
    app.command()(fix)


def quality(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A working copy; without it all releases.")
    ] = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Count what breaks rules: in a working copy, with what it brought and mended, or in the releases."""
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    if name is None:
        _releases(opened, json=json)
    else:
        _copy(opened, name, json=json)


def _releases(opened: "Workspace", *, json: bool) -> None:
    from skillpath.agency.editing.quality import history
    from skillpath.ontology.checks.rules import RULES, Severity

    of = {rule.id: rule.severity for rule in RULES}
    releases = history(opened)
    if json:
        print_json([{"release": one.release.name, "counts": one.counts} for one in releases])
        return
    rows = [
        [one.release.name, one.release.created[:10]]
        + [
            "not counted"
            if one.counts is None
            else str(sum(number for rule, number in one.counts.items() if of[rule] is severity))
            for severity in Severity
        ]
        for one in releases
    ]
    print_table(
        "", ["release", "day", *(f"{one}s" for one in Severity)], rows, right=[f"{one}s" for one in Severity]
    )


def _copy(opened: "Workspace", name: str, *, json: bool) -> None:
    from collections import Counter

    from skillpath.agency.editing.quality import quality_of
    from skillpath.ontology.checks.rules import WORST_FIRST

    found = quality_of(opened, name)
    counts = [Counter(one.rule for one in part) for part in (found.now, found.brought, found.mended)]
    rules = sorted(set().union(*counts), key=lambda rule: (WORST_FIRST.index(rule.severity), rule.id))
    rows = [[rule.id, rule.severity, *(count[rule] for count in counts)] for rule in rules]
    if json:
        print_json(
            [dict(zip(("rule", "severity", "now", "brought", "mended"), row, strict=True)) for row in rows]
        )
        return
    columns = ["now", "brought", "mended"]
    print_table("", ["rule", "severity", *columns], rows, right=columns)
    for one in found.brought:
        say(f"  brought: {one.label or one.iri}: {one.message} ({one.rule.id}). {one.rule.mend}")


def fix(
    name: NameArgument,
    by: ByOption,
    rule: Annotated[str, typer.Argument(metavar="[RULE]", help="A rule; without it all that are safe.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Mend in a working copy what is safe to mend, as one change set; shows the difference, and asks."""
    from skillpath.agency.editing.fixing import fixes, why_of
    from skillpath.agency.editing.working_copies import change, view, working_copy
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.diff import print_diff
    from skillpath.ontology.editing.difference import difference

    opened = Workspace.open(workspace, database=database)
    at = working_copy(opened.book, name).changes
    found, edit = fixes(opened, name, rule=rule)
    before = view(opened, name, at=at)
    print_diff(difference(before, before.after(edit)))
    if not yes:
        typer.confirm("Take these changes?", abort=True)
    made = change(opened, name, edit, by=by, why=why_of(found), source="safe fix", seen=at)
    say("Others have mended the same already." if made is None else f"Change set {made.number} is kept.")
