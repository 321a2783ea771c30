"""Sheets that were sent to be taken: kept in the workspace while somebody looks at the difference."""

import hashlib
import re
import shutil
import time
from pathlib import Path, PurePath
from typing import Final

from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, on_disk
from skillpath.ontology.files import write_atomically

FOLDER: Final = "sheets"

KEPT_FOR: Final = 24 * 60 * 60.0
"""Seconds that a sheet is kept."""

_KEY: Final = re.compile(r"[0-9a-f]{32}")
_ODD: Final = re.compile(r"[^\w.-]+")
_AFTER: Final = re.compile(r"-after-(\d{1,6})\b")


def keep_sheet(workspace: Workspace, name: str, data: bytes) -> str:
    """Keeps a file for a day, under its own name and a key that tells it from all others; the key."""
    plain = _ODD.sub("-", PurePath(name.replace("\\", "/")).name)[-80:].lstrip(".-") or "sheet"
    key = hashlib.sha256(plain.encode() + b"\0" + data).hexdigest()[:32]
    folder = workspace.folder / FOLDER
    with on_disk(folder):
        _clear_away(folder)
        (folder / key).mkdir(parents=True, exist_ok=True)
        write_atomically(folder / key / plain, data)
    return key


def kept_sheet(workspace: Workspace, key: str) -> Path:
    """The file; raises :class:`InputError` where it is not kept any more."""
    folder = workspace.folder / FOLDER / key
    files = sorted(folder.glob("[!.]*")) if _KEY.fullmatch(key) and folder.is_dir() else []
    if not files:
        raise InputError("The sheet is not kept any more: send it again.")
    return files[0]


def forget_sheet(workspace: Workspace, key: str) -> None:
    """Deletes it."""
    if _KEY.fullmatch(key):
        shutil.rmtree(workspace.folder / FOLDER / key, ignore_errors=True)


def written_after(name: str) -> int | None:
    """After which change set a sheet was written, by the name that it was given then.

    >>> written_after("pay-skills-after-3 (1).xlsx"), written_after("skills.xlsx")
    (3, None)
    """
    found = _AFTER.search(name)
    return None if found is None else int(found[1])


def _clear_away(folder: Path) -> None:
    for old in folder.glob("*") if folder.is_dir() else ():
        if old.stat().st_mtime < time.time() - KEPT_FOR:
            shutil.rmtree(old, ignore_errors=True)
