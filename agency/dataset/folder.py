"""Where the snapshots of the dataset are: derived of the workspace, and cleared when that must be."""

import shutil
from pathlib import Path
from typing import Final

from skillpath.ontology.dataset.snapshots import Snapshots

FOLDER: Final = "dataset"
"""Name of the folder in the workspace."""

ONTOLOGY: Final = "ontology"
BOOK: Final = "book"
"""Snapshots without, and with what the book says of people: in folders of their own."""


def shelf(workspace: Path, which: str) -> Snapshots:
    """The snapshots of one sort."""
    return Snapshots(workspace / FOLDER / which)


def clear_people(workspace: Path) -> None:
    """Removes all that tells of anybody, after whoever writes there now: somebody was deleted."""
    own = shelf(workspace, BOOK)
    if own.folder.is_dir():
        with own.turn():
            own.clear()


def clear_all(workspace: Path) -> None:
    """Removes all snapshots; they are made again when they are needed."""
    shutil.rmtree(workspace / FOLDER, ignore_errors=True)
