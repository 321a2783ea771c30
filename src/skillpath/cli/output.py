"""Printing: tables for people, JSON for programs, progress on long work."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from skillpath.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console


WIDTH_OF_FILES: Final = 200
"""Columns of a table that is written to a file or a pipe rather than a terminal."""


def console(*, stderr: bool = False) -> "Console":
    """Where text goes; labels are hostile, so no markup is read in them."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else WIDTH_OF_FILES
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, width=width)


def say(text: str) -> None:
    """One line or paragraph on standard output."""
    typer.echo(printable(text))


def printable(text: str) -> str:
    """Text without the control characters with which a label could command a terminal."""
    return "".join(c if c.isprintable() or c in "\n\xa0" else "\N{REPLACEMENT CHARACTER}" for c in text)


def print_json(document: Any) -> None:
    """A document as JSON on standard output."""
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def write_json(path: Path, document: Any) -> None:
    """A document as a JSON file, written as :func:`write_text` does."""
    write_text(path, json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """A text as a file, whole or not at all; raises :class:`InputError` where it cannot be."""
    from skillpath.ontology.files import write_atomically

    try:
        write_atomically(path, text)
    except OSError as error:
        raise InputError(f"Cannot write {path}: {error.strerror or error}.") from error


def print_table(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Sequence[str] = ()
) -> None:
    """A table on standard output; ``right`` names the columns that hold numbers."""
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(printable("" if cell is None else str(cell)) for cell in row))
    console().print(table)


def step_progress() -> Callable[[str], None]:
    """Tells each step of long work on standard error, so that standard output stays the answer's."""
    return lambda step: typer.echo(f"… {step}", err=True)
