"""The network of what a working copy says, compiled on that of its release."""

from collections.abc import Mapping

from skillpath.agency.workspace import Workspace
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import read_catalogue
from skillpath.ontology.turtle import RdfGraph


def compiled(workspace: Workspace, graphs: Mapping[str, RdfGraph]) -> Network:
    """The network of graphs by origin; only the transfers are searched that differ from the release's."""
    # networkx is slow to import, and only this needs it.
    from skillpath.graph.bridge import build_graph  # noqa: PLC0415
    from skillpath.graph.compiler import compile_network  # noqa: PLC0415

    return compile_network(build_graph(read_catalogue(graphs.values())), base=workspace.network)
