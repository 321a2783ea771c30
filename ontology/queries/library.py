"""The library: the queries that come with SkillPath, and those in a folder of one's own."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from skillpath.errors import InputError, Problem
from skillpath.ontology.queries.kept_query import KeptQuery, read_query

NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""What a query of the library may be called."""


@cache
def shipped() -> tuple[KeptQuery, ...]:
    """Those that come with SkillPath, by name."""
    found = [file for file in files(__package__).iterdir() if file.name.endswith(".rq")]
    named = sorted((file.name.removesuffix(".rq"), file) for file in found)
    return tuple(read_query(file.read_text(encoding="utf-8"), name=name) for name, file in named)


def library(folder: Path) -> tuple[KeptQuery, ...]:
    """Those that come with SkillPath, and the ``.rq`` files of a folder, which need not be there; by name.

    One of the folder takes the place of ours of its name. Raises :class:`InputError` with all that is wrong
    with any of them.
    """
    own: dict[str, KeptQuery] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.rq")):
        try:
            own[path.stem] = _read(path)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(f"Mend the queries in {folder}, or take them out.", problems)
    known = {one.name: one for one in shipped()} | own
    return tuple(known[name] for name in sorted(known))


def _read(path: Path) -> KeptQuery:
    if not NAME.fullmatch(path.stem):
        raise InputError("", [Problem(path.name, None, "is no name: small letters, digits and hyphens")])
    try:
        return read_query(path.read_text(encoding="utf-8"), name=path.stem)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("", [Problem(path.name, None, f"cannot be read: {error}")]) from error
    except InputError as error:
        raise InputError("", list(_placed(error, path.name))) from error


def _placed(error: InputError, name: str) -> Iterator[Problem]:
    return (Problem(name, None, one.reason) for one in error.problems)
