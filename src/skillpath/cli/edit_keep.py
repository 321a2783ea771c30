"""What every operation on a concept does on the command line: shows the difference, asks, and keeps it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from skillpath.cli.output import print_json, say

if TYPE_CHECKING:
    from skillpath.ontology.diff import Diff
    from skillpath.ontology.editing.change_sets import ChangeSet
    from skillpath.ontology.editing.edits import Edit
    from skillpath.ontology.editing.view import View

ConceptArgument = Annotated[
    str, typer.Argument(metavar="CONCEPT", help="A preferred label in any language, or an IRI.")
]
YesOption = Annotated[
    bool, typer.Option("--yes", "-y", help="Keep it without asking; with --json nothing is kept without it.")
]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which working copy an operation is asked of, by whom and why, and how to answer."""

    name: str
    by: str
    why: str
    yes: bool
    json: bool
    workspace: Path
    database: str | None
    origin: str | None = None


class Desk:
    """A working copy as it was when it was looked at."""

    def __init__(
        self, name: str, workspace: Path, database: str | None, *, origin: str | None = None
    ) -> None:
        from skillpath.agency.editing.working_copies import view, working_copy
        from skillpath.agency.workspace import Workspace

        self._origin = origin
        self.opened: Workspace = Workspace.open(workspace, database=database)
        self.seen = working_copy(self.opened.book, name).changes
        self.view: View = view(self.opened, name, at=self.seen)

    def find(self, text: str) -> str:
        """The IRI of the concept that a text names; raises :class:`UnknownName` with what is called alike."""
        from skillpath.agency.workspace import BUNDLED
        from skillpath.errors import UnknownName
        from skillpath.graph.lookup import similar_labels
        from skillpath.ontology.editing.operations.finding import find

        try:
            return find(self.view, text, origin=self._origin or BUNDLED)
        except UnknownName as error:
            if error.suggestions:
                raise
            raise UnknownName(str(error), similar_labels(self.opened.network, text)) from None

    def origin(self, iri: str) -> str:
        """The part of the ontology that is edited: the one asked for, or where the concept is described."""
        from skillpath.agency.workspace import BUNDLED
        from skillpath.ontology.editing.operations.reading import origins_of

        found = origins_of(self.view, iri)
        return self._origin or (BUNDLED if BUNDLED in found or not found else found[0])


def kept(asked: Asked, source: str, operation: Callable[[Desk], "Edit"], remarks: Sequence[str] = ()) -> None:
    """Shows what an operation would change, asks, and keeps it as one change set.

    Raises what :func:`skillpath.agency.editing.working_copies.change` does: rules that it would break, and
    what others have changed since.
    """
    from skillpath.ontology.editing.difference import difference

    desk = Desk(asked.name, asked.workspace, asked.database, origin=asked.origin)
    edit = operation(desk)
    found = difference(desk.view, desk.view.after(edit))
    if asked.json:
        _answer(found, _change(asked, desk, edit, source) if asked.yes else None)
        return
    _show(found, desk, edit, remarks)
    if edit.is_empty:
        return
    if not asked.yes:
        typer.confirm("Keep this?", abort=True)
    made = _change(asked, desk, edit, source)
    say("Others have done the same already." if made is None else f"Kept as change set {made.number}.")


def _show(found: "Diff", desk: Desk, edit: "Edit", remarks: Sequence[str]) -> None:
    """The difference, what the rules warn of, and what else is to be said."""
    from skillpath.cli.diff import print_diff
    from skillpath.ontology.checks.rules import Severity
    from skillpath.ontology.editing.rules import brought, told

    print_diff(found)
    after = desk.view.after(edit)
    for problem in told(after, brought(desk.view, after, severities=(Severity.WARNING,))):
        say(f"warning: {problem}")
    for remark in remarks:
        say(remark)


def _change(asked: Asked, desk: Desk, edit: "Edit", source: str) -> "ChangeSet | None":
    from skillpath.agency.editing.working_copies import change

    return change(desk.opened, asked.name, edit, by=asked.by, why=asked.why, source=source, seen=desk.seen)


def _answer(found: "Diff", made: "ChangeSet | None") -> None:
    from skillpath.ontology.diff import document

    answer: dict[str, Any] = {"change_set": None if made is None else made.number, **document(found)}
    print_json(answer)
