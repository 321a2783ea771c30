"""The file by which a workspace is known, and what it says of itself."""

import json
from pathlib import Path
from typing import Any, Final

from skillpath.errors import WorkspaceError
from skillpath.ontology.files import write_atomically

FORMAT: Final = 1
"""Version of the folder's layout."""

MARK: Final = "workspace.json"
"""The file in the folder."""


def make_folder(folder: Path) -> None:
    """Makes the folder; raises :class:`WorkspaceError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds people's careers
    except OSError as error:
        raise WorkspaceError(f"Cannot make the folder {folder}: {error.strerror or error}.") from error


def read_mark(folder: Path) -> dict[str, Any]:
    """What a workspace says of itself: its ``format``, and the hash of the ``bundled`` ontology it took.

    Raises :class:`WorkspaceError` where the file is damaged.
    """
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except ValueError:
        mark = None
    if not isinstance(mark, dict):
        raise WorkspaceError(f"{folder / MARK} is damaged: restore it from a backup.")
    return mark


def write_mark(folder: Path, **more: str) -> None:
    """Says it anew, whole or not at all."""
    write_atomically(folder / MARK, json.dumps({"format": FORMAT, **more}))
