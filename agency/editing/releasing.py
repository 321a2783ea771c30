"""What becomes of a working copy: a release, with notes that its change sets tell."""

from collections.abc import Callable

from skillpath.agency.book import Book
from skillpath.agency.editing.quality import count
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import standing
from skillpath.agency.editing.working_copies import close, log, view, working_copies, working_copy
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.ontology.editing.statements import graphs_of
from skillpath.ontology.releases import Release, hashes_of
from skillpath.ontology.revisions import find_release


def release(
    workspace: Workspace, name: str, *, by: str, progress: Callable[[str], None] = lambda _: None
) -> Release:
    """Compiles what a working copy says, makes it the current release, and closes the working copy.

    Raises :class:`UnknownName`, and :class:`InputError` where it is not approved as it is now, or another
    release became current since it was begun.
    """
    copy = working_copy(workspace.book, name)
    if standing(workspace.book, name) is not Step.APPROVED:
        raise InputError(
            f"The working copy {name} is not approved as it is now: somebody else approves it first."
        )
    origins = find_release(copy.release, workspace.releases).graphs
    graphs = graphs_of(view(workspace, name).state, origins)
    current = workspace.releases.current()
    if current is None or (copy.release != current.name and hashes_of(graphs) != current.graphs):
        raise InputError(
            f"Release {workspace.releases.current_name()} became current since {name} was begun: "
            f"`skillpath edit rebase {name}` puts the changes on it."
        )
    made = workspace.build(graphs, progress=progress)  # nothing to do where a crash came after this line
    close(workspace.book, copy, by=by, became=made.name)
    progress("counting what breaks the rules")
    count(workspace, made)
    return made


def notes(book: Book, release_name: str) -> list[str]:
    """What its change sets say of a release that was made of working copies: by whom and why, in order."""
    made = [copy for copy in working_copies(book) if copy.became == release_name]
    return [f"{one.why} ({one.by}, {one.at[:10]})" for copy in reversed(made) for one in log(book, copy.name)]
