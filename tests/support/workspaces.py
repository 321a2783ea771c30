"""Workspaces whose bundled ontology is drawn by hand: compiling it takes no time."""

from pathlib import Path

from skillpath.agency.workspace import BUNDLED, FORMAT, Workspace
from skillpath.graph.compiler import compile_into
from skillpath.graph.fingerprint import fingerprint
from skillpath.ontology.turtle import read_turtle


def small_workspace(folder: Path, turtle: str) -> Workspace:
    """A workspace that takes some Turtle for the bundled ontology."""
    folder.mkdir()
    (folder / "workspace.json").write_text(f'{{"format": {FORMAT}}}', encoding="utf-8")
    file = folder / "bundled.ttl"
    file.write_text(turtle, encoding="utf-8")
    made = Workspace.open(folder)
    made.releases.build({BUNDLED: read_turtle(file)}, compile_into, compiler=fingerprint())
    return made
