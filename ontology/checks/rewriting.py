"""Changing files: all new texts are known, and can be shown, before the first one is written."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Graph

from skillpath.errors import InputError, Problem
from skillpath.ontology.checks.taxonomy import beyond_rdf_1_1
from skillpath.ontology.files import write_atomically
from skillpath.ontology.turtle import canonical_turtle, read_turtle


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A file with its text before and after."""

    path: Path
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The unified diff; empty where nothing changes."""
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), f"a/{self.path}", f"b/{self.path}", lineterm=""
        )
        return "\n".join(lines)


REFUSAL: Final = "Not files that can be written anew; all are left as they were."


def read_all(files: Sequence[Path], *, refusal: str = REFUSAL) -> dict[Path, Graph]:
    """The graph of each file. Raises :class:`InputError`, with the problems of all of them."""
    graphs: dict[Path, Graph] = {}
    problems: list[Problem] = []
    for path in files:
        try:
            graphs[path] = read_turtle(path)
            problems.extend(beyond_rdf_1_1(path))
        except InputError as error:
            problems.extend(
                Problem(str(path), problem.line, problem.reason)
                for problem in error.problems or [Problem(str(path), None, error.summary)]
            )
    if problems:
        raise InputError(refusal, problems)
    return graphs


def canonical(files: Sequence[Path]) -> list[Rewrite]:
    """Those files that are not in canonical form. Raises :class:`InputError` as :func:`read_all` does."""
    return rewrites(read_all(files))


def rewrites(graphs: dict[Path, Graph]) -> list[Rewrite]:
    """What becomes of the files whose canonical form differs from what is there."""
    found = [
        Rewrite(path, path.read_bytes().decode("utf-8"), canonical_turtle(graph))
        for path, graph in graphs.items()
    ]
    return [rewrite for rewrite in found if rewrite.before != rewrite.after]


def write(rewrite: Rewrite) -> None:
    """Puts the new text in place, as one step; a link stays a link."""
    write_atomically(rewrite.path.resolve(), rewrite.after)
