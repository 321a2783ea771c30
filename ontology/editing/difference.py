"""How two views of an ontology differ, in plain words."""

from collections.abc import Iterator, Set

from skillpath.ontology.diff import Diff, Graphs, compare
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.neighbourhood import about, led_to
from skillpath.ontology.editing.statements import graphs_of
from skillpath.ontology.editing.view import View
from skillpath.ontology.wording import Translate


def difference(before: View, after: View, *, translate: Translate = str) -> Diff:
    """The changes from one view to another of the same release: those of the whole graphs.

    They are told from what is near: graphs are made only of what differs, and of what it leads to in either.
    """
    return compare(*_near(before, after, before.until(after).subjects), translate=translate)


def difference_about(before: View, after: View, nodes: Set[str], *, translate: Translate = str) -> Diff:
    """What two views, of whatever releases, say otherwise of some nodes."""
    found = compare(*_near(before, after, nodes), translate=translate)
    changes = (one for one in found.changes if nodes & {str(s) for s, _, _ in one.removed | one.added})
    return Diff(tuple(changes))


def difference_by(release: View, edit: Edit, *, translate: Translate = str) -> Diff:
    """What an edit changes, told over a release whatever that says of the same now."""
    before = release.after(release.effective(edit.inverse))
    return difference(before, before.after(edit), translate=translate)


def _near(before: View, after: View, nodes: Set[str]) -> Iterator[Graphs]:
    near = nodes | led_to(before, nodes) | led_to(after, nodes)
    origins = {*before.origins, *after.origins}
    return (graphs_of(about(view, near), origins) for view in (before, after))
