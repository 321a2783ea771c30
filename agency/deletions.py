"""What was deleted from a workspace: a list of codes and moments, so that no backup brings anybody back.

The list is a file and not a table: a book that is put back to an earlier state must not lose it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from skillpath.agency.moments import now
from skillpath.errors import WorkspaceError, on_disk

FILE: Final = "deletions.jsonl"
"""Name of the file in the workspace."""


_APPENDING: Final = os.O_RDWR | os.O_CREAT | os.O_APPEND


class Gone(StrEnum):
    """What can be deleted."""

    CANDIDATE = "candidate"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Deletion:
    """That something was deleted: when (ISO 8601, UTC), and the code of a candidate or number of a draft."""

    at: str
    kind: Gone
    name: str


class Deletions:
    """The list in a file, only ever added to."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, kind: Gone, *names: str) -> None:
        """Says of some that they are about to be deleted; on the disk when this returns."""
        at = now()
        lines = [json.dumps(asdict(Deletion(at, kind, name)), ensure_ascii=False) for name in names]
        self._append(lines)

    def take(self, deletions: Iterable[Deletion]) -> None:
        """Adds those of another list."""
        self._append([json.dumps(asdict(one), ensure_ascii=False) for one in deletions])

    def all(self) -> list[Deletion]:
        """All of them, as they were added; one that a crash has cut short was acknowledged to nobody.

        Raises :class:`WorkspaceError` for a file that is no such list.
        """
        if not self._path.exists():
            return []
        lines = self._path.read_text(encoding="utf-8", errors="replace").split("\n")
        try:
            return [_read(line) for line in lines if line.endswith("}")]
        except (ValueError, TypeError, KeyError) as error:
            raise WorkspaceError(
                f"{self._path.name} is damaged: put back the file from a backup, or mend its lines by hand."
            ) from error

    def _append(self, lines: Iterable[str]) -> None:
        added = "".join(f"{line}\n" for line in lines).encode()
        with on_disk(self._path), os.fdopen(os.open(self._path, _APPENDING, 0o600), "r+b") as file:
            descriptor = file.fileno()
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(-1, os.SEEK_END)
                added = added if file.read(1) == b"\n" else b"\n" + added
            os.write(descriptor, added)
            os.fsync(descriptor)


def _read(line: str) -> Deletion:
    found = json.loads(line)
    return Deletion(found["at"], Gone(found["kind"]), str(found["name"]))
