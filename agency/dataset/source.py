"""How a graph is made of what the workspace keeps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from skillpath.agency.workspace import Workspace

Progress = Callable[[str, int, int], None]
"""Is told what is being written, how much of it is done, and how much it is."""

Version = Sequence[Any]
"""Plain values that JSON has. Two equal ones stand for equal graphs."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Shows no progress."""


@dataclass(frozen=True, slots=True)
class Change:
    """What leads from one version of a graph to another: first nodes with all their parts go, and statements;
    then statements (lines of :mod:`skillpath.ontology.dataset.statements`) come."""

    nodes: Iterable[str] = ()
    removed: Iterable[str] = ()
    added: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A graph that is wanted, as of a day; ``name`` is what follows in the IRI of one of a family."""

    iri: str
    name: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Source:
    """How a graph is made.

    All is read in one transaction of the book. ``version`` is asked with every query, and raises
    :class:`skillpath.errors.UnknownName` where there is no such graph. ``change`` is what leads from an
    earlier version to one that there is now; ``None`` where that would be no less work than all.
    """

    version: Callable[[Workspace, Wanted], Version]
    lines: Callable[[Workspace, Wanted, Progress], Iterable[str]]
    change: Callable[[Workspace, Wanted, Version, Version], Change | None] = lambda *_: None
