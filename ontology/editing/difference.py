"""How two states of an ontology differ, in plain words."""

from skillpath.ontology.diff import Diff, compare
from skillpath.ontology.editing.statements import State, around, graphs_of, subject


def difference(before: State, after: State) -> Diff:
    """The changes from one state to another: equal to those of the whole graphs, and told from what is near.

    Only of what differs, and of what it leads to, graphs are made.
    """
    edited = frozenset(map(subject, before ^ after))
    origins = {origin for origin, _ in before | after}
    return compare(graphs_of(around(before, edited), origins), graphs_of(around(after, edited), origins))
