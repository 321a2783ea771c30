"""The graphs of a workspace as plain data."""

from typing import Any

from skillpath.agency.dataset.graphs import Graph
from skillpath.agency.dataset.source import Progress, silent
from skillpath.agency.dataset.stores import graphs_of, store_for
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.writing import statements
from skillpath.ontology.vocabulary import GRAPH


def listing(workspace: Workspace, *, progress: Progress = silent) -> list[dict[str, Any]]:
    """Every graph by its short name, what is in it, and how many ``statements``.

    ``None`` for those that are written when a query names them.
    """
    store = store_for(workspace, (), book=True, progress=progress)

    def told(graph: Graph) -> dict[str, Any]:
        return {
            "name": f"graph:{graph.iri.removeprefix(str(GRAPH))}",
            "iri": graph.iri,
            "what": graph.what,
            "of_book": graph.of_book,
            "statements": statements(store, graph.iri) if graph.always else None,
        }

    return [told(graph) for graph in graphs_of(workspace, book=True)]
