"""How two states of an ontology differ, in plain words."""

from skillpath.ontology.diff import Diff, compare
from skillpath.ontology.editing.statements import State, about, graphs_of, led_to, subject


def difference(before: State, after: State) -> Diff:
    """The changes from one state to another: those of the whole graphs, told from what is near.

    Graphs are made only of what differs, and of what it leads to in either state.
    """
    edited = frozenset(map(subject, before ^ after))
    near = edited | led_to(before, edited) | led_to(after, edited)
    origins = {origin for origin, _ in before | after}
    old, new = (graphs_of(about(state, near), origins) for state in (before, after))
    return compare(old, new)
