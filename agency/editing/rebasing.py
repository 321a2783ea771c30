"""A working copy is put on the release that became current meanwhile; else both sides are told."""

from collections.abc import Iterator
from typing import Final

from skillpath.agency.editing.working_copies import (
    WorkingCopy,
    base,
    log,
    put_on,
    refuse_closed,
    view,
    working_copy,
)
from skillpath.agency.workspace import Workspace
from skillpath.ontology.diff import Diff
from skillpath.ontology.editing.change_sets import ChangeSet, replayed
from skillpath.ontology.editing.difference import difference, difference_about, difference_by
from skillpath.ontology.editing.edits import Conflict
from skillpath.ontology.editing.statements import subject
from skillpath.ontology.editing.view import view_of
from skillpath.ontology.wording import Translate

TOLD: Final = 5
"""So many differences of each side are named in the message."""


class Unfit(Conflict):
    """A change set that does not fit onto a release: what it did, ``mine``, and what that did, ``theirs``."""

    def __init__(self, copy: WorkingCopy, change: ChangeSet, release: str, sides: tuple[Diff, Diff]) -> None:
        self.change, self.release = change, release
        self.mine, self.theirs = sides
        told = [
            f"Change set {change.number} by {change.by} ({change.why}) does not fit onto release {release}; "
            "nothing was changed. Undo it, rebase, and make the change again where it is still wanted.",
            f"What change set {change.number} did:",
            *_told(self.mine),
            f"What release {release} did to the same since {copy.release}:",
            *_told(self.theirs),
            f"To undo it: `skillpath edit undo {copy.name} {change.number}`.",
        ]
        super().__init__("\n".join(told), number=change.number)


def rebase(workspace: Workspace, name: str, *, translate: Translate = str) -> WorkingCopy:
    """Puts the log on the current release; ``translate`` puts differences into another language.

    Raises :class:`Unfit` where it cannot be replayed there, :class:`UnknownName`, and :class:`InputError` for
    a working copy that is closed, or that somebody changes meanwhile.
    """
    copy, changes = working_copy(workspace.book, name), log(workspace.book, name)
    release = workspace.releases.current() or workspace.release
    refuse_closed(copy)
    there = view_of(workspace.releases, release)
    try:
        replayed(there, changes)
    except Conflict as conflict:
        nodes = {subject(clash.statement) for clash in conflict.clashes}
        theirs = difference_about(base(workspace, copy), there, nodes, translate=translate)
        mine = changed(workspace, name, conflict.number, translate=translate)
        raise Unfit(copy, changes[conflict.number - 1], release.name, (mine, theirs)) from None
    return put_on(workspace.book, copy, release.name)


def changed(workspace: Workspace, name: str, number: int, *, translate: Translate = str) -> Diff:
    """What one change set of a working copy changes.

    What was undone before a rebase may have no place in the log any more: it is told over the release.
    """
    try:
        before, after = (view(workspace, name, at=at) for at in (number - 1, number))
    except Conflict:
        edit = log(workspace.book, name)[number - 1].edit
        return difference_by(base(workspace, working_copy(workspace.book, name)), edit, translate=translate)
    return difference(before, after, translate=translate)


def _told(diff: Diff) -> Iterator[str]:
    """The first differences, and how many more there are."""
    for one in diff.changes[:TOLD]:
        yield f"  {one.label}: {one.says}"
    if len(diff.changes) > TOLD:
        yield f"  and {len(diff.changes) - TOLD} more"
