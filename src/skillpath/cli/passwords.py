"""Passwords on the command line: asked for unseen, or read from a file, and never an argument.

Other users of a machine see the arguments of a command, and its history keeps them.
"""

import sys
from pathlib import Path
from typing import Final

import typer

from skillpath.errors import InputError

STANDARD_INPUT: Final = Path("-")


def asked_password(file: Path | None) -> str:
    """The password: the first line of a file, or typed twice; raises :class:`InputError` for none."""
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise InputError(
            "There is nobody to ask for the password: give --password-file, - for standard input."
        )
    typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return typed


def _first_line(file: Path) -> str:
    try:
        text = sys.stdin.read() if file == STANDARD_INPUT else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"Cannot read the password from {file}: {error}.") from error
    lines = text.splitlines()
    if not lines or not lines[0]:
        raise InputError(f"There is no password in {file}: its first line is the password.")
    return lines[0]
