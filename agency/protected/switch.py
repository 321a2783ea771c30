"""Holding protected attributes: allowed, taken and forbidden, each told in the log."""

from pathlib import Path

from skillpath.agency.audit.chain import Happening
from skillpath.agency.audit.kinds import Event
from skillpath.agency.protected.attribute_file import read_attributes
from skillpath.agency.protected.store import ProtectedStore
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError


def allow(workspace: Workspace, *, by: str, reason: str) -> None:
    """Lets a workspace hold them; raises :class:`InputError` without who says so, or by what law."""
    if not by.strip() or not reason.strip():
        raise InputError("Say who allows it, and by what law the firm may hold them: --by and --reason.")
    ProtectedStore(workspace.folder).allow()
    workspace.book.log(Happening(Event.ATTRIBUTES, by, details={"what": "allowed", "reason": reason.strip()}))


def forbid(workspace: Workspace, *, by: str) -> None:
    """Deletes them all."""
    ProtectedStore(workspace.folder).forbid()
    workspace.book.log(Happening(Event.ATTRIBUTES, by, details={"what": "deleted"}))


def take(workspace: Workspace, path: Path, *, by: str) -> int:
    """Takes those of a file, of candidates in the book; how many. Raises :class:`InputError`."""
    found = read_attributes(path)
    ProtectedStore(workspace.folder).put(found, known=workspace.book.codes())
    workspace.book.log(Happening(Event.ATTRIBUTES, by, details={"what": "taken", "persons": len(found)}))
    return len(found)
