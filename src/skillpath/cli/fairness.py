"""Commands on fairness: ``audit fairness``, and ``audit attributes`` on what it needs."""

from pathlib import Path
from typing import Annotated, Any

import typer

from skillpath import settings
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    WorkspaceOption,
    day,
    option,
)
from skillpath.cli.output import print_json, print_table, say

attributes = typer.Typer(
    no_args_is_help=True,
    help="Protected attributes, where the firm may hold them: for the audit alone, never for a score.",
)

ByOption = Annotated[str, typer.Option("--by", help="Who does it, such as the code of an administrator.")]


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(fairness)
    app.add_typer(attributes, name="attributes")


def fairness(
    roles: Annotated[list[str], typer.Argument(metavar="ROLE...", help="Codes of roles, such as R-01.")],
    top: Annotated[int, typer.Option(min=1, help="How many of the best count as selected.")] = 10,
    least_persons: Annotated[int, option(settings.LEAST_PERSONS, "--least-persons")] = int(
        settings.LEAST_PERSONS.default
    ),
    least_share: Annotated[
        float,
        typer.Option(min=0.0, max=100.0, help="Per cent: a category below is told, and left out of ratios."),
    ] = 2.0,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Show what rankings mean for groups: rates of selection and of high scores, and impact ratios.

    By sex, by race or ethnicity and where both cross, as New York City's Local Law 144 asks for; beside it
    the same without the half-life of experience. Who did it is in the log.
    """
    from skillpath.agency.audit.chain import Happening
    from skillpath.agency.audit.kinds import LOCAL, Event
    from skillpath.agency.fairness import fairness
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    document = fairness(
        opened,
        roles,
        top=top,
        as_of=day(as_of),
        least_persons=least_persons,
        least_share=least_share / 100,
    )
    opened.book.log(Happening(Event.FAIRNESS, LOCAL, details={"roles": list(roles), "top": top}))
    if json:
        print_json(document)
        return
    for one in document["roles"]:
        _print_role(one, document)


def _print_role(one: dict[str, Any], document: dict[str, Any]) -> None:
    say(
        f"{one['role']['title']} ({one['role']['id']}), {one['profile']}, {one['as_of']}: "
        f"{one['selected']} of {document['persons']} selected, {one['inside']} inside the filters, "
        f"{document['unknown']} of unknown sex, race or ethnicity."
    )
    for division in one["divisions"]:
        for name, title in (("selection", "selected"), ("scoring", "above the median")):
            found = division[name]
            lasting = {group["group"]: group for group in division[f"{name}_unfading"]["groups"]}
            print_table(
                f"\n{division['by']}: {title}; {found['unknown']} unknown",
                [
                    "group",
                    "persons",
                    title,
                    "rate",
                    "95 % of it",
                    "ratio",
                    "95 % of that",
                    "without half-life",
                ],
                [_cells(group, lasting[group["group"]]) for group in found["groups"]],
                right=["persons", title, "rate", "ratio", "without half-life"],
            )
    print_table(
        "\nexplanations of the best, by group",
        ["group", "matches", "met", "pieces", "steps", "direct"],
        [_depth(depth) for depth in one["parity"]],
        right=["matches", "met", "pieces", "steps", "direct"],
    )
    say("")


def _cells(group: dict[str, Any], lasting: dict[str, Any]) -> list[Any]:
    if group["few"]:
        return [group["group"], "too few to show"]
    left_out = "left out" if group["left_out"] else "–"
    ratio = left_out if group["ratio"] is None else f"{group['ratio']:.3f}{' <0.8' * group['adverse']}"
    return [
        group["group"],
        group["persons"],
        group["hits"],
        f"{group['rate']:.1%}",
        f"{group['low']:.1%}–{group['high']:.1%}",
        ratio,
        _interval(group),
        "–" if lasting["ratio"] is None else f"{lasting['ratio']:.3f}",
    ]


def _interval(group: dict[str, Any]) -> str:
    if group["ratio_low"] is None or group["best"]:
        return ""
    high = "∞" if group["ratio_high"] is None else f"{group['ratio_high']:.2f}"
    return f"{group['ratio_low']:.2f}–{high}"


def _depth(depth: dict[str, Any]) -> list[Any]:
    return [
        depth["group"],
        depth["matches"],
        f"{depth['met']:.0%}",
        f"{depth['pieces']:.2f}",
        f"{depth['steps']:.2f}",
        f"{depth['kinds'].get('itself', 0.0):.0%}",
    ]


@attributes.command()
def allow(
    by: ByOption,
    reason: Annotated[str, typer.Option(help="By what law the firm may hold them: kept in the log.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Let this workspace hold protected attributes: without it there are none."""
    _switch(workspace, database, by=by, reason=reason, on=True)
    say("Protected attributes may be held now, for the audit of fairness alone.")


@attributes.command()
def forbid(
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Delete all protected attributes, and hold none."""
    _switch(workspace, database, by=by, reason="", on=False)
    say("All protected attributes are deleted.")


def _switch(workspace: Path, database: str | None, *, by: str, reason: str, on: bool) -> None:
    from skillpath.agency.protected.switch import allow, forbid
    from skillpath.agency.workspace import Workspace

    opened = Workspace.open(workspace, database=database)
    if on:
        allow(opened, by=by, reason=reason)
    else:
        forbid(opened, by=by)


@attributes.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: candidate, sex, race; empty: unknown.")],
    by: ByOption,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
) -> None:
    """Take protected attributes of candidates from a CSV file, all or nothing."""
    from skillpath.agency.protected.switch import take
    from skillpath.agency.workspace import Workspace

    count = take(Workspace.open(workspace, database=database), file, by=by)
    say(f"The attributes of {count} candidates are kept apart from the book.")
