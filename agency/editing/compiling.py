"""The network of a working copy, before there is a release of it."""

from skillpath.agency.editing.working_copies import base, view, working_copy
from skillpath.agency.workspace import Workspace
from skillpath.graph.network import Network
from skillpath.ontology.editing.part import part


def network_of(workspace: Workspace, name: str) -> Network:
    """What compiling a working copy of the current release gives, from the network of that release.

    Only what its edits concern is read and worked out anew. Raises :class:`UnknownName`.
    """
    # networkx is slow to import, and only this needs it.
    from skillpath.graph.revised import revised  # noqa: PLC0415

    network = workspace.network
    before, after = base(workspace, working_copy(workspace.book, name)), view(workspace, name)
    if before.until(after).is_empty:
        return network

    def canonical(iri: str) -> str | None:
        place = network.find(iri)
        return None if place is None else network.nodes[place].iri

    concerned = part(before, after, canonical)
    return revised(network, concerned.concepts, concerned.catalogue, concerned.weighed)
