"""Why nothing was done, with both sides where two stand against each other."""

from collections.abc import Collection
from dataclasses import dataclass, field

from skillpath.agency.editing.rebasing import Unfit, changed
from skillpath.agency.editing.working_copies import log, view
from skillpath.agency.workspace import Workspace
from skillpath.errors import SkillPathError
from skillpath.ontology.editing.change_sets import ChangeSet
from skillpath.ontology.editing.difference import difference
from skillpath.ontology.editing.edits import Conflict, Edit
from skillpath.web.editing.shown import Shown, shown
from skillpath.web.language import gettext


@dataclass(frozen=True, slots=True)
class Side:
    """One side: a change set, and what it changes; ``None`` is what is not on record yet."""

    change: ChangeSet | None
    diff: Shown


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message, and both sides: ``theirs`` stand in the way of ``mine``.

    ``with_too`` are change sets that can be undone together, ``release`` the one onto which mine does not
    fit, ``fields`` what is wrong with fields of a form.
    """

    message: str
    theirs: tuple[Side, ...] = ()
    mine: tuple[Side, ...] = ()
    with_too: tuple[int, ...] = ()
    release: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)


def of_step(workspace: Workspace, name: str, error: SkillPathError, numbers: Collection[int]) -> Trouble:
    """Why a step was refused; ``numbers``: the change sets that it was to undo."""
    if not isinstance(error, Conflict) or not error.number:
        return Trouble(str(error))
    if isinstance(error, Unfit):
        sides = Side(None, shown(error.theirs)), Side(error.change, shown(error.mine))
        message = gettext(
            "Change set %(number)s by %(by)s (%(why)s) does not fit onto release %(release)s. Undo it, put "
            "the changes on the release, and make this one again where it is still wanted.",
            number=error.number,
            by=error.change.by,
            why=error.change.why,
            release=error.release,
        )
        return Trouble(message, sides[:1], sides[1:], (error.number,), release=error.release)
    theirs = _sides(workspace, name, (error.number,))
    if not numbers:
        return Trouble(str(error), theirs)
    on = {number for clash in error.clashes for number in clash.numbers}
    return Trouble(str(error), theirs, _sides(workspace, name, on), tuple(sorted({*numbers, error.number})))


def of_edit(workspace: Workspace, name: str, error: Conflict, edit: Edit, seen: int) -> Trouble:
    """Why an edit of what was seen after a change set was refused: what others have changed since."""
    before = view(workspace, name, at=seen)
    later = [one for one in log(workspace.book, name) if one.number > seen]
    others = {one.number for one in later if one.edit.subjects & edit.subjects}
    mine = Side(None, shown(difference(before, before.after(before.effective(edit)), translate=gettext)))
    return Trouble(str(error), _sides(workspace, name, others), (mine,))


def _sides(workspace: Workspace, name: str, numbers: Collection[int]) -> tuple[Side, ...]:
    return tuple(
        Side(one, shown(changed(workspace, name, one.number, translate=gettext)))
        for one in log(workspace.book, name)
        if one.number in numbers
    )
