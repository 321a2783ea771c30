"""What becomes of a working copy: a release, with notes that its change sets tell."""

from collections.abc import Callable
from functools import partial

from skillpath.agency.book import Book
from skillpath.agency.editing.compiling import network_of
from skillpath.agency.editing.golden_check import Verdict, check
from skillpath.agency.editing.golden_words import told
from skillpath.agency.editing.quality import count
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import standing
from skillpath.agency.editing.turns import Overruled, Turn, add_turn, turns
from skillpath.agency.editing.working_copies import close, log, view, working_copies, working_copy
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, Problem
from skillpath.ontology.editing.statements import graphs_of
from skillpath.ontology.editing.view import View
from skillpath.ontology.golden.matches import golden_set
from skillpath.ontology.releases import Release, hashes_of
from skillpath.ontology.revisions import find_release


def release(
    workspace: Workspace,
    name: str,
    *,
    by: str,
    overrule: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> Release:
    """Compiles what a working copy says, makes it the current release, and closes the working copy.

    Golden matches that it breaks are overruled by a reason, which is kept. Raises :class:`UnknownName`, and
    :class:`InputError` where it is not approved as it is now, another release became current since it was
    begun, or a golden match is broken and not overruled.
    """
    copy = working_copy(workspace.book, name)
    if standing(workspace.book, name) is not Step.APPROVED:
        raise InputError(
            f"The working copy {name} is not approved as it is now: somebody else approves it first."
        )
    origins, says = find_release(copy.release, workspace.releases).graphs, view(workspace, name)
    graphs = graphs_of(says.state, origins)
    current = workspace.releases.current()
    if current is None or (copy.release != current.name and hashes_of(graphs) != current.graphs):
        raise InputError(
            f"Release {workspace.releases.current_name()} became current since {name} was begun: "
            f"`skillpath edit rebase {name}` puts the changes on it."
        )
    made_before = copy.release != current.name
    broken = _broken(workspace, name, says, made=made_before, progress=progress)
    if broken and not overrule.strip():
        raise InputError(
            f"The release would break golden matches; nothing was released. Mend {name}, remove what is "
            "wrong among them, or overrule with a reason: --overrule.",
            [Problem(one.match.id, None, told(one)) for one in broken],
        )
    made = workspace.build(graphs, progress=progress)  # nothing to do where a crash came after this line
    overruled = tuple(Overruled(one.match.id, told(one)) for one in broken)
    why = overrule.strip() if broken else ""
    turn = Turn(by.strip(), why, copy.release, made.name, working_copy=name, overruled=overruled)
    close(workspace.book, copy, by=by, became=made.name, also=partial(add_turn, turn=turn))
    progress("counting what breaks the rules")
    count(workspace, made)
    return made


def notes(book: Book, release_name: str) -> list[str]:
    """What its change sets say of a release that was made of working copies: by whom and why, in order.

    Then which golden matches it breaks, and why they were overruled.
    """
    made = [copy for copy in working_copies(book) if copy.became == release_name]
    changes = [
        f"{one.why} ({one.by}, {one.at[:10]})" for copy in reversed(made) for one in log(book, copy.name)
    ]
    return changes + [
        f"Golden match overruled: {one.told}. Why: {turn.why} ({turn.by}, {turn.at[:10]})"
        for turn in turns(book)
        if turn.release == release_name
        for one in turn.overruled
    ]


def _broken(
    workspace: Workspace, name: str, says: View, *, made: bool, progress: Callable[[str], None]
) -> list[Verdict]:
    """The golden matches that do not hold; ``made``: the release was made before a crash, and is current."""
    found = golden_set(says)
    if not found.matches:
        return []
    progress("checking the golden matches")
    network = workspace.network if made else network_of(workspace, name)
    return [one for one in check(workspace, found, network) if one.holds is False]
