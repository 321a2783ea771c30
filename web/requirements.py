"""What a role asks for under a profile, for a page that shows no candidate."""

from skillpath.agency.criteria import criteria
from skillpath.agency.workspace import Workspace
from skillpath.reasoner.role import weigh
from skillpath.reasoner.shown import Document, concept


def weighted_requirements(workspace: Workspace, role_id: str, profile: str | None) -> list[Document]:
    """The requirements that count under the profile, the heaviest first; their weights sum to 1.

    ``None`` stands for the role's own criteria.
    Raises :class:`skillpath.errors.UnknownName` for an unknown role or profile.
    """
    role = workspace.book.role(role_id)
    weighed = weigh(workspace.network, role, criteria(workspace.book, role, profile))
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
