"""Graphs drawn by hand, seen as an ontology is seen while it is edited."""

from collections.abc import Mapping

from rdflib import Graph

from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import state_from
from skillpath.ontology.editing.view import View
from skillpath.ontology.turtle import graph_of, triple_of


def view_of_graphs(graphs: Mapping[str, Graph]) -> View:
    """The graphs by origin as a view."""
    return View.of(
        state_from({origin: {triple_of(*one) for one in graph} for origin, graph in graphs.items()})
    )


def graph_after(graph: Graph, edit: Edit) -> Graph:
    """What an edit of a graph makes of it."""
    removed, added = (graph_of(triple for _, triple in part) for part in (edit.removed, edit.added))
    return graph - removed + added
