"""The graphs that who acts may ask, by the names that addresses have for them."""

from typing import Final

from flask import abort

from skillpath.agency.accounts.rights import Right
from skillpath.agency.dataset.graphs import Graph
from skillpath.agency.dataset.stores import graphs_of
from skillpath.ontology.vocabulary import GRAPH
from skillpath.web.acting import may
from skillpath.web.current import workspace
from skillpath.web.language import gettext, gettext_noop

RELEASE: Final = Graph(
    "",
    gettext_noop("The release in use"),
    gettext_noop("The ontology: what every query sees that names no graph."),
)
"""The default graph."""


def graphs() -> list[Graph]:
    """The default graph and those beside it."""
    return [RELEASE, *graphs_of(workspace(), book=may(Right.QUERY_BOOK))]


def short(graph: Graph) -> str:
    """What an address calls a graph."""
    return graph.iri.removeprefix(str(GRAPH))


def graph_named(name: str) -> Graph:
    """The graph of an address; ends the request where there is none."""
    found = next((one for one in graphs() if short(one) == name), None)
    if found is None:
        abort(404, gettext("There is no graph %(name)s.", name=name))
    return found


def called(graph: Graph) -> str:
    """What a reader calls a graph."""
    title, _, name = graph.title.partition(": ")
    return f"{gettext(title)} {name}" if name else gettext(title)
