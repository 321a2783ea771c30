"""What a role asks for under a profile, for a page that shows no candidate."""

from skillpath.agency.workspace import Workspace
from skillpath.reasoner.profile import profile_named
from skillpath.reasoner.role import weigh
from skillpath.reasoner.shown import Document, concept


def weighted_requirements(workspace: Workspace, role_id: str, profile: str) -> list[Document]:
    """The requirements that count under the profile, the heaviest first; their weights sum to 1.

    Raises :class:`skillpath.errors.UnknownName` for an unknown role or profile.
    """
    weighed = weigh(workspace.network, workspace.book.role(role_id), profile_named(profile))
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
