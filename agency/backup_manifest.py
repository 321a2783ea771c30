"""What a backup says of itself: what is in it, each file with its size and its SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from skillpath.agency.address import FILE as BOOK
from skillpath.errors import InputError, Problem

FORMAT: Final = 1
"""Version of the layout of a backup."""

MANIFEST: Final = "manifest.json"
"""Name of the member that holds it: no file of a workspace has that name."""

LONGEST: Final = 200
"""Characters that the name of a file may have."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its SHA-256 and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """``made`` in ISO 8601, UTC, by a ``program`` version; ``schema``: version of the book's tables.

    ``counts``: how many candidates, roles and decisions are in the book.
    """

    format: int
    made: str
    program: str
    schema: str
    counts: Mapping[str, int]
    members: Mapping[str, Member]

    @property
    def bytes(self) -> int:
        """Bytes of all files together."""
        return sum(member.bytes for member in self.members.values())

    @property
    def seal(self) -> str:
        """SHA-256 of all that the manifest says: whoever notes it elsewhere knows the backup again."""
        return hashlib.sha256(json.dumps(self.document(), sort_keys=True).encode()).hexdigest()

    def document(self) -> dict[str, Any]:
        """The manifest as plain values."""
        return asdict(self)


def read_manifest(name: str, text: bytes) -> Manifest:
    """The manifest of a backup; raises :class:`InputError` for what is none, with all that cannot be."""
    try:
        found = json.loads(text)
        members = {
            str(path): Member(str(m["sha256"]), int(m["bytes"])) for path, m in found["members"].items()
        }
        manifest = Manifest(
            int(found["format"]),
            str(found["made"]),
            str(found["program"]),
            str(found["schema"]),
            {str(what): int(count) for what, count in found["counts"].items()},
            members,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(f"{name} is no backup of SkillPath: its manifest cannot be read.") from error
    if manifest.format != FORMAT:
        raise InputError(
            f"{name} has layout {manifest.format}, this SkillPath reads layout {FORMAT}: use the SkillPath "
            f"that wrote it ({manifest.program})."
        )
    problems = [
        Problem(name, None, f"{path!r} is no name of a file") for path in members if not is_safe(path)
    ]
    problems += [Problem(name, None, f"{path!r} has no size") for path, m in members.items() if m.bytes < 0]
    problems += [
        Problem(name, None, f"{path} is missing") for path in (BOOK, "workspace.json") if path not in members
    ]
    if problems:
        raise InputError(f"{name} is no backup that can be restored.", problems)
    return manifest


def is_safe(path: str) -> bool:
    r"""Whether a name leads to a file below a folder, whatever the folder and the system.

    >>> [is_safe(name) for name in ("releases/current", "../x", "/etc/x", "a//b", "C:x", "a\\b", ".lock")]
    [True, False, False, False, False, False, False]
    """
    parts = path.split("/")
    return (
        path == PurePosixPath(path).as_posix()
        and len(path) <= LONGEST
        and path.isprintable()
        and not any(sign in path for sign in '\\:*?"<>|')
        and all(part and not part.startswith(".") for part in parts)
    )
