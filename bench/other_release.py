"""A release beside the current one, that differs from it by one link."""

from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.ontology.vocabulary import ESSENTIAL_SKILL


def other_release(workspace: Workspace) -> str:
    """Takes out a link by which a job type develops a skill that a role of the book asks for.

    Of several the first by name, in the smallest part of the ontology that has one. The release becomes
    the current one; its name is returned. Raises :class:`InputError` where there is no such link.
    """
    asked = {skill.skill for role in workspace.book.roles() for skill in role.skills}
    graphs = workspace.releases.graphs(workspace.release)
    for origin, graph in sorted(graphs.items(), key=lambda item: len(item[1])):
        links = [link for link in graph.triples((None, ESSENTIAL_SKILL, None)) if str(link[2]) in asked]
        if links:
            graph.remove(min(links))
            return workspace.take(origin, graph).name
    raise InputError("No job type of the ontology has an essential skill that a role of the book asks for.")
