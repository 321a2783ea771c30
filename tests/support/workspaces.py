"""Workspaces: with the bundled ontology, compiled once for all tests, and with one drawn by hand."""

import fcntl
import shutil
from pathlib import Path

from sqlalchemy import URL

from skillpath.agency.mark import FORMAT
from skillpath.agency.workspace import BUNDLED, Workspace
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


class Bundled:
    """Makes workspaces with the bundled ontology and an empty book: copies of one, which takes seconds."""

    def __init__(self, shared: Path) -> None:
        """``shared``: a folder of this run of the tests, which all its processes know."""
        self._template = shared / "bundled-workspace"
        self._lock = shared / "bundled-workspace.lock"

    def __call__(self, folder: Path, *, database: str | URL | None = None) -> Workspace:
        """The workspace in a new folder."""
        with self._lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            Workspace.create(self._template).book.close()
        book = None if database is None else shutil.ignore_patterns("book.sqlite*")
        shutil.copytree(self._template, folder, ignore=book)
        return Workspace.open(folder, database=database)

    def demonstration(self, folder: Path, *, database: str | URL | None = None) -> Workspace:
        """The same with the demonstration agency."""
        made = self(folder, database=database)
        made.load_demonstration()
        return made
