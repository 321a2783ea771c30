"""Putting a folder in the place of another, as one step that survives a crash."""

import ctypes
import os
from pathlib import Path
from typing import Final

from skillpath.ontology.files import sync_folder

_AT_CWD: Final = -100
_EXCHANGE: Final = 2
"""Constants of Linux's renameat2."""


def put_in_place(made: Path, path: Path, aside: Path) -> Path | None:
    """Has a folder take a path; what was there, if anything, is then at ``aside``, and is given.

    An empty folder that was there is removed. Linux exchanges the two in one step. Where the system cannot,
    there are two steps, and after a crash between them what was there is at ``aside``, whole.
    """
    if path.is_dir() and not any(path.iterdir()):
        path.rmdir()
    held = path.exists()
    if not held:
        made.rename(path)
    elif _exchange(made, path):
        made.rename(aside)
    else:
        path.rename(aside)
        made.rename(path)
    sync_folder(path.parent)
    return aside if held else None


def _exchange(one: Path, other: Path) -> bool:
    """Has two folders of one file system change places; false where the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_AT_CWD, os.fsencode(one), _AT_CWD, os.fsencode(other), _EXCHANGE) == 0)
