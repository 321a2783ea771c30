"""In which file and line a statement stands.

Parsers say where a file is wrong, not where a statement is. In a canonical file each statement is a line
that can be looked for; in others the line that first names the subject has to do.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.taxonomy import as_graph
from skillpath.ontology.turtle import canonical_turtle

Place = tuple[str, int | None]

NOWHERE: Final[Place] = ("", None)

_PREFIX: Final = re.compile(r"(?im)^[ \t]*@?prefix[ \t]+([^\s:]*):[ \t]*<([^>]*)>")
_NAME: Final = re.compile(r"<[^<>\s]*>|[\w-]*:[\w.%\\-]*[\w\\-]")


@dataclass(slots=True)
class _File:
    """Lines of one file, counted from 1, by what was looked for."""

    statements: dict[str, int] = field(default_factory=dict)
    subjects: dict[str, int] = field(default_factory=dict)
    mentions: dict[str, int] = field(default_factory=dict)


def find_places(files: Sequence[Path], flaws: Sequence[Flaw]) -> list[Place]:
    """The place of each flaw: its statement's, else where a file begins to speak of it, else names it."""
    lines = [_line(flaw) for flaw in flaws]
    nodes = {flaw.this.value for flaw in flaws}
    found = {str(path): _search(path, set(lines), nodes) for path in files}
    return [_best(found, line, flaw.this.value) for line, flaw in zip(lines, flaws, strict=True)]


def _line(flaw: Flaw) -> str:
    """The statement as the canonical form writes it; empty where there is none."""
    if flaw.triple is None or not str(flaw.triple.subject).startswith("<"):
        return ""
    return canonical_turtle(as_graph([flaw.triple])).splitlines()[-1]


def _best(found: Mapping[str, _File], line: str, node: str) -> Place:
    for sought, table in ((line, "statements"), (node, "subjects"), (node, "mentions")):
        for name, file in found.items():
            if number := getattr(file, table).get(sought):
                return name, number
    return NOWHERE


def _search(path: Path, lines: set[str], nodes: set[str]) -> _File:
    text = path.read_text(encoding="utf-8")
    named = _spellings(nodes, _PREFIX.findall(text))
    file = _File()
    for number, line in enumerate(text.split("\n"), 1):
        if line in lines and line:
            file.statements.setdefault(line, number)
        if (node := named.get(line.split(" ", 1)[0])) is not None:
            file.subjects.setdefault(node, number)
    for number, line in enumerate(text.split("\n"), 1) if nodes - file.subjects.keys() else ():
        for name in _NAME.findall(line):
            if (node := named.get(name)) is not None:
                file.mentions.setdefault(node, number)
    return file


def _spellings(nodes: Iterable[str], prefixes: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Every way to write a node in a file, and the node."""
    named: dict[str, str] = {}
    for node in nodes:
        named[f"<{node}>"] = node
        for name, base in prefixes:
            if base and node.startswith(base):
                named[f"{name}:{node[len(base) :]}"] = node
    return named
