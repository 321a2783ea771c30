"""Commands that rank many with many: ``rank`` and, the other way round, ``roles``."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from skillpath.cli.logged import Seen, log_roles
from skillpath.cli.options import (
    DEFAULT_WORKSPACE,
    AsOfOption,
    DatabaseOption,
    JsonOption,
    WorkspaceOption,
    day,
)
from skillpath.cli.output import print_json, print_table, say


class Engine(StrEnum):
    """What does the work."""

    LOCAL = "local"
    SPARK = "spark"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (rank, roles):
        app.command()(command)


def rank(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ROLE]...", help="Codes of roles in the book; all when left out."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many candidates for each role.")] = 100,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a table: .csv, .jsonl or .parquet.")
    ] = None,
    candidates: Annotated[
        str | None,
        typer.Option(metavar="FOLDER", help="Candidates from `export candidates` instead of the book's."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option(help="This machine alone, or Spark, which needs --candidates.")
    ] = Engine.LOCAL,
    master: Annotated[
        str, typer.Option(metavar="URL", help="Where Spark runs, such as spark://HOST:7077.")
    ] = "local[*]",
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Rank all candidates for many roles at once: the best of each, as one table.

    Each role has its own criteria and filters. Scores are written in full, points as they are shown.
    """
    from dataclasses import asdict, astuple

    from skillpath.agency.matching import today
    from skillpath.agency.rank_files import COLUMNS, check_ending, write_ranking
    from skillpath.agency.rank_roles import rank_roles, rank_roles_by_spark, roles_of_book
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    if engine is Engine.SPARK and candidates is None:
        raise typer.BadParameter("spark reads files: name their folder by --candidates.")
    if out is not None:
        check_ending(out)
    opened, moment = Workspace.open(workspace, database=database), day(as_of) or today()
    wanted = roles_of_book(opened, names or [])
    seen = Seen(opened, wanted, as_of=moment, files=candidates is not None)
    with table_progress() as progress:
        if engine is Engine.SPARK and candidates is not None:
            rows = rank_roles_by_spark(
                opened, wanted, as_of=moment, top=top, folder=candidates, master=master
            )
        else:
            folder = None if candidates is None else Path(candidates)
            rows = rank_roles(opened, wanted, as_of=moment, top=top, folder=folder, progress=progress)
        rows = seen.passing(rows)
        placed = list(rows) if out is None else []
        count = 0 if out is None else write_ranking(out, rows)
    if out is not None:
        say(f"{count} rows for {len(wanted)} roles are in {out}.")
    elif json:
        print_json([asdict(row) for row in placed])
    else:
        print_table("", COLUMNS, map(astuple, placed), right=["rank", "score", "points"])


def roles(
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="Code of a candidate, such as C-001.")
    ],
    top: Annotated[int, typer.Option(min=1, help="How many roles to show.")] = 20,
    as_of: AsOfOption = None,
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    database: DatabaseOption = None,
    json: JsonOption = False,
) -> None:
    """Name the best roles of the book for a candidate.

    Each role is looked at under its own criteria. Roles whose filters leave the candidate out stand last,
    with the reason.
    """
    from skillpath.agency.best_roles import roles_for
    from skillpath.agency.matching import today
    from skillpath.agency.workspace import Workspace
    from skillpath.cli.progress import table_progress

    opened, moment = Workspace.open(workspace, database=database), day(as_of) or today()
    with table_progress() as progress:
        document = roles_for(
            opened,
            candidate,
            as_of=moment,
            top=top,
            progress=lambda done, total: progress("roles", done, total),
        )
    log_roles(opened, document, via="roles")
    if json:
        print_json(document)
        return
    print_table(
        f"{candidate} — {document['total']} roles",
        ["rank", "role", "title", "criteria", "points", "in words", "outside"],
        [
            [
                row["rank"],
                row["role"]["id"],
                row["role"]["title"],
                row["profile"],
                f"{row['points']:.2f}",
                row["band"]["word"],
                row["outside_filter"],
            ]
            for row in document["rows"]
        ],
        right=["rank", "points"],
    )
