"""What a page says of the change set that it has just made: whether it still counts, and what it warns of."""

from dataclasses import dataclass

from flask import request

from skillpath.agency.editing.working_copies import log, view
from skillpath.agency.intake.text import clean_line
from skillpath.agency.workspace import Workspace
from skillpath.ontology.checks.rules import Severity
from skillpath.ontology.editing.change_sets import undone
from skillpath.ontology.editing.rules import brought, told
from skillpath.web.acting import actor
from skillpath.web.editing.steps import whole
from skillpath.web.fields import LINE

NOTHING = "none"
"""What an address says in place of a change set where nothing differed."""


def code() -> str:
    """The code that a local user said last: the forms of the bench offer it again. "" for accounts."""
    return "" if actor().name else clean_line(request.values.get("by", ""), LINE)


@dataclass(frozen=True, slots=True)
class Made:
    """A change set that was made; 0: nothing differed. ``warnings``: what it brings that is to be mended."""

    number: int
    is_undone: bool = False
    warnings: tuple[str, ...] = ()


def made_in(workspace: Workspace, name: str) -> Made | None:
    """The change set that the address says was made (``made``); ``None`` where it says none."""
    said = request.args.get("made", "")
    if said == NOTHING:
        return Made(0)
    changes = log(workspace.book, name)
    number = whole(said)
    if not 0 < number <= len(changes):
        return None
    before, after = (view(workspace, name, at=at) for at in (number - 1, number))
    found = told(after, brought(before, after, severities=(Severity.WARNING,)))
    warnings = tuple(f"{one.file}: {one.reason}" for one in found)
    return Made(number, number in undone(changes), warnings)
