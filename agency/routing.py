"""Which consultant a role goes to: whose specialisms lie nearest, by the transfer that scores candidates."""

from collections.abc import Sequence
from dataclasses import dataclass

from skillpath.agency.consultants import Consultant, all_consultants
from skillpath.agency.matching import role_document
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document, concept, path_steps, route


@dataclass(frozen=True, slots=True)
class Nearest:
    """The specialism that lies nearest to a target; none (``None``) where nothing carries."""

    target: int
    specialism: int | None
    transfer: float


def routing(workspace: Workspace, role_id: str) -> Document:
    """The consultants for a role, the nearest first, of equal ones by code; each with the reason.

    How near is the mean, over the job type and the industry that the role has, of the transfer from the
    nearest specialism. Raises :class:`UnknownName`, and :class:`InputError` for a role that has neither.
    """
    network, role = workspace.network, workspace.book.role(role_id)
    targets = _targets(network, role)
    if not targets:
        raise InputError(
            f"{role.id} has neither a job type nor an industry of this release: there is nothing to go by."
        )
    found = [
        (consultant.code, [_nearest(network, consultant, target) for target in targets])
        for consultant in all_consultants(workspace.book)
    ]
    found.sort(key=lambda pair: (-nearness(pair[1]), pair[0]))
    return {
        "role": role_document(workspace, role),
        "release": workspace.release.name,
        "rows": [
            {
                "consultant": code,
                "nearness": nearness(nearest),
                "reasons": [_reason(network, workspace.finder, one) for one in nearest],
            }
            for code, nearest in found
        ],
    }


def goes_to(workspace: Workspace, role: Role, consultants: Sequence[Consultant]) -> str | None:
    """The code of the nearest consultant, of equal ones the first; ``None`` where nobody is near."""
    network = workspace.network
    targets = _targets(network, role)
    near = [
        (nearness([_nearest(network, consultant, target) for target in targets]), consultant.code)
        for consultant in (consultants if targets else ())
    ]
    best = max(near, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else None


def nearness(nearest: Sequence[Nearest]) -> float:
    """How near a consultant is to all that a role names: the mean of the transfers.

    >>> nearness([Nearest(7, 3, 1.0), Nearest(8, None, 0.0)])
    0.5
    """
    return sum(one.transfer for one in nearest) / len(nearest)


def _targets(network: Network, role: Role) -> list[int]:
    found = (network.find(iri) for iri in (role.job_type, role.industry) if iri is not None)
    return [target for target in found if target is not None]


def _nearest(network: Network, consultant: Consultant, target: int) -> Nearest:
    """Of equally near specialisms the first that the consultant names."""
    known = _same_kind(network, consultant.specialisms, target)
    pairs = [(network.transfer_between(specialism, target), specialism) for specialism in known]
    transfer, specialism = max(pairs, key=lambda pair: pair[0], default=(0.0, None))
    return Nearest(target, specialism if transfer else None, transfer)


def _same_kind(network: Network, iris: Sequence[str], target: int) -> list[int]:
    found = (network.find(iri) for iri in iris)
    kind = network.nodes[target].kind
    return [node for node in found if node is not None and network.nodes[node].kind == kind]


def _reason(network: Network, finder: PathFinder, nearest: Nearest) -> Document:
    steps: list[Document] = []
    if nearest.specialism is not None:
        pair = nearest.specialism, nearest.target
        steps = path_steps(network, finder.best([pair])[pair])
    return {
        "asked": concept(network, nearest.target),
        "specialism": None if nearest.specialism is None else concept(network, nearest.specialism),
        "transfer": nearest.transfer,
        "steps": steps,
        "in_words": _in_words(network, nearest, route(steps)),
    }


def _in_words(network: Network, nearest: Nearest, path: str) -> str:
    target = network.nodes[nearest.target].label
    if nearest.specialism is None:
        return f"nothing near {target}"
    return path or f"{target} itself"
