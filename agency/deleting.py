"""Deleting a candidate from everywhere: the book, the compiled pool and the store of protected attributes."""

from skillpath.agency.audit.kinds import LOCAL
from skillpath.agency.protected.store import ProtectedStore
from skillpath.agency.workspace import Workspace


def delete_everywhere(workspace: Workspace, code: str, *, by: str = LOCAL) -> None:
    """Deletes a candidate; raises :class:`UnknownName`."""
    workspace.book.candidate(code)
    ProtectedStore(workspace.folder).forget(code)
    workspace.forget(code, by=by)
