"""What a role asks for under its criteria, for a page that shows no candidate."""

from skillpath.agency.criteria import criteria
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.role import Role, weigh
from skillpath.reasoner.shown import Document, concept


def weighted_requirements(workspace: Workspace, role: Role) -> list[Document]:
    """The requirements that count for a role, the heaviest first; their weights sum to 1."""
    weighed = weigh(workspace.network, role, criteria(workspace.book, role))
    requirements = [
        concept(workspace.network, item.node)
        | {
            "dimension": str(item.dimension),
            "essential": item.essential,
            "level": item.level,
            "weight": item.weight,
            "inverted": item.inverted,
        }
        for item in weighed.items
    ]
    return sorted(requirements, key=lambda r: (-r["weight"], r["label"], r["iri"]))
