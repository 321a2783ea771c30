"""How two views of an ontology differ, in plain words."""

from skillpath.ontology.diff import Diff, compare
from skillpath.ontology.editing.neighbourhood import about, led_to
from skillpath.ontology.editing.statements import graphs_of
from skillpath.ontology.editing.view import View


def difference(before: View, after: View) -> Diff:
    """The changes from one view to another of the same release: those of the whole graphs.

    They are told from what is near: graphs are made only of what differs, and of what it leads to in either.
    """
    edited = before.until(after).subjects
    near = edited | led_to(before, edited) | led_to(after, edited)
    origins = {*before.origins, *after.origins}
    old, new = (graphs_of(about(view, near), origins) for view in (before, after))
    return compare(old, new)
