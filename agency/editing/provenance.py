"""The history of the ontology as the book keeps it, for :mod:`skillpath.ontology.provenance`."""

from skillpath.agency.editing.reviewing import said_of
from skillpath.agency.editing.turns import turns
from skillpath.agency.editing.working_copies import log, working_copies
from skillpath.agency.workspace import Workspace
from skillpath.ontology.provenance import Copy, History, MadeCurrent, ReviewStep, provenance
from skillpath.ontology.turtle import canonical_turtle


def provenance_turtle(workspace: Workspace) -> str:
    """The whole history as canonical Turtle."""
    return canonical_turtle(provenance(history(workspace)))


def history(workspace: Workspace) -> History:
    """What became of the ontology of a workspace, by whom and why."""
    book = workspace.book
    copies = [
        Copy(
            one.name,
            one.release,
            one.at,
            one.by,
            log(book, one.name),
            [ReviewStep(s.change_set, s.at, s.by, str(s.step), s.text) for s in said_of(book, one.name)],
        )
        for one in working_copies(book)
    ]
    turned = [
        MadeCurrent(
            one.number,
            one.at,
            one.by,
            one.why,
            one.before,
            one.release,
            one.working_copy,
            [golden.id for golden in one.overruled],
        )
        for one in turns(book)
    ]
    return History(workspace.releases.all(), copies, turned)
