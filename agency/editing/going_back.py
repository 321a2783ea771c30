"""The way back: a release that was there before becomes current again, and who wanted it is kept."""

from collections.abc import Callable

from skillpath.agency.editing.turns import Turn, add_turn
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.graph.fingerprint import fingerprint
from skillpath.ontology.releases import Release
from skillpath.ontology.revisions import find_release


def back(
    workspace: Workspace,
    name: str,
    *,
    by: str,
    why: str,
    progress: Callable[[str], None] = lambda _: None,
) -> Release:
    """Makes a release current again; to undo it, go back to the one that was current before.

    ``name`` is as :func:`find_release` takes it. One that other rules than today's compiled is compiled anew
    from what it says, and has another name then. Raises :class:`UnknownName`, :class:`InputError` where
    nobody says who and why, or it is current already, and :class:`WorkspaceError` for one that is damaged.
    """
    if not by.strip() or not why.strip():
        raise InputError("Who goes back to a release says who they are, and why: --by and --why.")
    found, before = find_release(name, workspace.releases), workspace.releases.current_name() or ""
    wanted = found if found.compiler == fingerprint() else _compiled_anew(workspace, found, progress)
    if wanted.name == before:
        raise InputError(f"Release {wanted.name} is the current one already.")
    _ = workspace.at_release(wanted.name).network  # a damaged one does not become current
    with workspace.book.write() as connection:
        add_turn(connection, Turn(by.strip(), why.strip(), before, wanted.name))
        workspace.use(wanted)
    return wanted


def _compiled_anew(workspace: Workspace, found: Release, progress: Callable[[str], None]) -> Release:
    return workspace.build(workspace.releases.graphs(found), current=False, progress=progress)
