"""What a role asks for (``scoring.md`` §4): requirements as facts, and their weights under a profile."""

import math
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.errors import InputError
from skillpath.graph.network import KINDS, Network
from skillpath.ontology.catalogue import RelationKind
from skillpath.reasoner.criteria import UNCHANGED, Changes
from skillpath.reasoner.filters import NO_FILTERS, Filters
from skillpath.reasoner.histories import owners, stretches
from skillpath.reasoner.parameters import (
    ESSENTIAL_WEIGHT,
    INFORMATION_POWER,
    LEAST_INFORMATION,
    OPTIONAL_WEIGHT,
)
from skillpath.reasoner.profile import DEFAULT_PROFILE, Dimension, Profile


@dataclass(frozen=True, slots=True)
class SkillRequirement:
    """A skill that a role asks for, essential or optional, at a level in (0, 1]."""

    skill: str
    essential: bool = True
    level: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.level <= 1:
            raise InputError(f"A required level must be above 0 and at most 1, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Role:
    """A vacancy: skills, and at most one job type, one industry and one floor (the industry's IRI).

    ``profile`` names its criteria, ``changes`` are the numbers in which the role departs from them;
    ``filters`` say which candidates are listed last whatever their score.
    """

    id: str
    title: str
    skills: tuple[SkillRequirement, ...] = ()
    job_type: str | None = None
    industry: str | None = None
    floor: str | None = None
    profile: str = field(default=DEFAULT_PROFILE)
    changes: Changes = field(default=UNCHANGED, hash=False)
    filters: Filters = field(default=NO_FILTERS)


def role_of_job_type(network: Network, job_type: int) -> Role:
    """The role that asks for just what a job type of the ontology asks for."""
    node = network.nodes[job_type]
    skills = tuple(
        SkillRequirement(network.nodes[skill].iri, essential=kind is RelationKind.ESSENTIAL_SKILL)
        for skill, kind in sorted(network.skills_of(job_type).items())
    )
    return Role(id=node.iri, title=node.label, skills=skills, job_type=node.iri)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A requirement under a profile: the node asked for, its dimension and weight w (all sum to 1).

    ``inverted`` asks for experience in anything *but* what carries to the node.
    """

    node: int
    dimension: Dimension
    essential: bool
    level: float
    weight: float
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Importance:
    """What makes a skill weigh: the factor of an optional one, and the power of information content."""

    optional: float = OPTIONAL_WEIGHT
    power: float = INFORMATION_POWER


IMPORTANCE: Final = Importance()


@dataclass(frozen=True, slots=True)
class Requirements:
    """All requirements of a role under a profile; ``unknown`` are asked-for IRIs that the release lacks."""

    items: tuple[Requirement, ...]
    unknown: tuple[str, ...]

    @property
    def weights(self) -> NDArray[np.float64]:
        """w, one entry a requirement."""
        return np.array([item.weight for item in self.items], dtype=np.float64)

    @property
    def levels(self) -> NDArray[np.float64]:
        """ℓ, one entry a requirement."""
        return np.array([item.level for item in self.items], dtype=np.float64)


def weigh(
    network: Network, role: Role, profile: Profile, *, importance: Importance = IMPORTANCE
) -> Requirements:
    """The role's requirements with their weights.

    Within the skills ``ω_q² / Σ_{r≈q} ω_r`` (near-duplicates share one weight), normalised; each
    dimension then gets its share β, normalised over the dimensions in use. One with share 0 is left out.
    """
    skills, unknown = _known_skills(network, role)
    parts = {
        Dimension.SKILL: _skill_weights(network, skills, importance),
        **_single_nodes(network, role, unknown),
    }
    total = math.fsum(profile.share[dim] for dim, items in parts.items() if items)
    items = tuple(
        Requirement(
            node=node,
            dimension=dimension,
            essential=essential,
            level=level,
            weight=weight * profile.share[dimension] / total,
            inverted=dimension is Dimension.INDUSTRY and profile.other_industry,
        )
        for dimension, entries in parts.items()
        if profile.share[dimension] > 0
        for node, essential, level, weight in entries
    )
    return Requirements(items, tuple(unknown))


_Entry = tuple[int, bool, float, float]


def _known_skills(network: Network, role: Role) -> tuple[list[tuple[int, bool, float]], list[str]]:
    """Asked-for skills by position; one asked for twice (or as two names of one node) counts once."""
    known: dict[int, tuple[bool, float]] = {}
    unknown = []
    for asked in role.skills:
        node = network.find(asked.skill)
        if node is None:
            unknown.append(asked.skill)
            continue
        essential, level = known.get(node, (False, 0.0))
        known[node] = (essential or asked.essential, max(level, asked.level))
    return [(node, *known[node]) for node in sorted(known)], unknown


def _skill_weights(
    network: Network, skills: list[tuple[int, bool, float]], importance: Importance
) -> list[_Entry]:
    if not skills:
        return []
    nodes = np.array([node for node, _, _ in skills])
    information = np.maximum(network.ic[nodes], LEAST_INFORMATION) ** importance.power
    factor = {True: ESSENTIAL_WEIGHT, False: importance.optional}
    omega = information * np.array([factor[essential] for _, essential, _ in skills])
    raw = omega**2 / (near_duplicates(network, nodes) @ omega)
    weights = raw / math.fsum(raw)
    return [(*skill, float(weight)) for skill, weight in zip(skills, weights, strict=True)]


def near_duplicates(network: Network, nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the nodes, which ascend, are near duplicates of one another; each is its own."""
    starts, entries = stretches(network.near_duplicates.indptr.astype(np.int64), nodes)
    others = network.near_duplicates.indices[entries]
    column = np.minimum(np.searchsorted(nodes, others), len(nodes) - 1)
    asked = nodes[column] == others
    near = np.zeros((len(nodes), len(nodes)), dtype=bool)
    near[owners(starts)[asked], column[asked]] = True
    return near


def _single_nodes(network: Network, role: Role, unknown: list[str]) -> dict[Dimension, list[_Entry]]:
    asked = {
        Dimension.JOB_TYPE: (role.job_type, network.find),
        Dimension.INDUSTRY: (role.industry, network.find),
        Dimension.FLOOR: (role.floor, network.floor),
    }
    found: dict[Dimension, list[_Entry]] = {}
    for dimension, (iri, find) in asked.items():
        node = None if iri is None else find(iri)
        found[dimension] = [] if node is None else [(node, False, 1.0, 1.0)]
        if iri is not None and node is None:
            unknown.append(iri)
    return found


def transfer_columns(network: Network, requirements: Requirements) -> NDArray[np.float64]:
    """T towards each requirement: nodes × requirements, dense; ``1 − T`` over industries where inverted."""
    columns = np.zeros((len(network), len(requirements.items)))
    for column, item in enumerate(requirements.items):
        sources, transfer = network.transfers_to(item.node)
        columns[sources, column] = transfer
    return as_asked(network, requirements, columns)


def as_asked(
    network: Network, requirements: Requirements, columns: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Columns of T as the requirements ask for them: ``1 − T`` over industries where inverted."""
    inverted = np.array([item.inverted for item in requirements.items], dtype=bool)
    industries = network.node_kind == KINDS.index("industry")
    columns[:, inverted] = industries[:, np.newaxis] * (1 - columns[:, inverted])
    return columns
