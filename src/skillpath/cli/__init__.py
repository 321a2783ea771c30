"""The command ``skillpath``. Heavy libraries are imported inside the commands that need them."""

import logging
import sys
from functools import cache
from typing import Any

import typer

from skillpath.cli import (
    advice,
    agency,
    audit,
    backup,
    bench,
    bench_intake,
    bench_sparql,
    bench_speed,
    calibrate,
    candidate,
    check,
    consultants,
    copying,
    criteria,
    dataset,
    decisions,
    diff,
    doctor,
    edit,
    export,
    importing,
    intake,
    matching,
    ontology,
    queries,
    query,
    rank,
    robustness,
    search,
    serve,
    sheet,
    source,
    suggestions,
    surprise,
    then,
    user,
    verify,
)
from skillpath.errors import SkillPathError, of_disk

app = typer.Typer(
    name="skillpath",
    help="Whose experience transfers to this role, and exactly why?",
    epilog="Begin with `skillpath init --demo`, then `skillpath serve`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (
    ontology,
    check,
    diff,
    matching,
    rank,
    search,
    advice,
    surprise,
    robustness,
    verify,
    then,
    criteria,
    decisions,
    candidate,
    audit,
    calibrate,
    consultants,
    agency,
    copying,
    backup,
    doctor,
    intake,
    suggestions,
    query,
    dataset,
    serve,
):
    module.register(app)
app.add_typer(importing.importing, name="import")
app.add_typer(sheet.app, name="sheet")
app.add_typer(edit.app, name="edit")
app.add_typer(export.app, name="export")
app.add_typer(source.app, name="source")
app.add_typer(queries.app, name="queries")
app.add_typer(consultants.app, name="consultant")
app.add_typer(user.app, name="user")
bench_speed.register(bench.app)
bench_intake.register(bench.app)
bench_sparql.register(bench.app)
app.add_typer(bench.app, name="bench")


def _version(wanted: bool) -> None:
    if wanted:
        from skillpath import __version__

        typer.echo(f"skillpath {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version."
    ),
) -> None:
    pass


@cache
def command() -> Any:
    """The whole command, read from its functions: that takes a tenth of a second, once a process."""
    return typer.main.get_command(app)


def main() -> None:
    """Runs the command; an error of ours, or of the disk, becomes one message and exit code 1."""
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # a bad number is told as a finding, not logged
    try:
        command()()
    except SkillPathError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing left to say, nor to whom
        sys.exit(141)
    except OSError as error:
        told = of_disk(error)
        if told is None:
            raise
        typer.echo(f"Error: {told}", err=True)
        sys.exit(1)
