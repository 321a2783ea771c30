"""What work there is in a compiled network, how common, where, and what it leads to: to draw careers from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.bench.draws import Draws
from skillpath.graph.network import LEARNING_KINDS, Network
from skillpath.ontology.catalogue import ConceptKind, RelationKind
from skillpath.reasoner.histories import Vocabulary
from skillpath.reasoner.isco import MINOR_GROUP

Floats = NDArray[np.float64]
Positions = NDArray[np.int32]

SHOP_FLOOR: Final = ("7", "8", "9")
"""First digits of the ISCO-08 codes of hands-on work: craft, machines, elementary occupations."""

HELD: Final[Mapping[RelationKind, float]] = {
    RelationKind.ESSENTIAL_SKILL: 1.0,
    RelationKind.OPTIONAL_SKILL: 0.4,
}
"""How readily a skill of a job that one held is claimed."""

_LEAST: Final = 1e-3
"""A job type or place without any employed counts as this share of the usual one: rare, not unknown."""


@dataclass(frozen=True, slots=True)
class LabourMarket:
    """Job types, industries and skills (headings left out) and draws among them, by their numbers.

    ``job_types`` and ``skills`` are positions in the network; the numbers are places in these, as in
    ``vocabulary``. ``any_job`` and ``any_skill`` have a single row; ``next_job``, ``industry`` and ``skill``
    one a job type.
    """

    vocabulary: Vocabulary
    job_types: Positions
    skills: Positions
    shop_floor: NDArray[np.bool_]
    any_job: Draws
    next_job: Draws
    industry: Draws
    any_skill: Draws
    skill: Draws

    @classmethod
    def of(cls, network: Network, employed: Floats | None = None) -> "LabourMarket":
        """The labour market of a network.

        ``employed``: job types × industries, in the order of :func:`work`; without it job types are as
        common as :func:`by_group` says and found in all industries alike, but for jobs in an industry.
        """
        job_types, industries, skills = work(network)
        if employed is None:
            common = by_group([network.nodes[job].code for job in job_types])
            places = everywhere(network, job_types, industries)
        else:
            common, places = _never_none(employed.sum(axis=1)), _by_place(employed)
        return cls(
            vocabulary=Vocabulary(*(_iris(network, some) for some in (job_types, industries, skills))),
            job_types=job_types,
            skills=skills,
            shop_floor=np.array([network.nodes[job].code.startswith(SHOP_FLOOR) for job in job_types]),
            any_job=Draws.of(sparse.csr_array(common[np.newaxis])),
            next_job=Draws.of(_moves(network, job_types, common)),
            industry=Draws.of(sparse.csr_array(places)),
            any_skill=Draws.of(sparse.csr_array(np.ones((1, len(skills))))),
            skill=Draws.of(_held(network, job_types, skills)),
        )


def work(network: Network) -> tuple[Positions, Positions, Positions]:
    """Job types, industries and skills of a network without headings: positions, sorted."""
    job_types, industries, skills = (
        np.array([node for node in network.of_kind(kind) if not network.nodes[node].group], dtype=np.int32)
        for kind in (ConceptKind.JOB_TYPE, ConceptKind.INDUSTRY, ConceptKind.SKILL)
    )
    return job_types, industries, skills


def by_group(codes: list[str]) -> Floats:
    """How common job types with these ISCO-08 codes are: by Zipf's law over minor groups, the largest first.

    >>> by_group(["4311", "4312", "7512"]).tolist()
    [0.5, 0.5, 0.5]
    """
    groups = [code[:MINOR_GROUP] for code in codes]
    sizes = Counter(groups)
    largest_first = sorted(sizes, key=lambda group: (-sizes[group], group))
    share = {group: 1 / (rank * sizes[group]) for rank, group in enumerate(largest_first, start=1)}
    return np.array([share[group] for group in groups])


def everywhere(network: Network, job_types: Positions, industries: Positions) -> Floats:
    """Job types × industries, all alike; jobs that a network has in an industry are half of them there."""
    places = np.ones((len(job_types), len(industries)))
    for job, industry, _ in network.pairs.tolist():
        row, column = np.searchsorted(job_types, job), np.searchsorted(industries, industry)
        if row < len(job_types) and job_types[row] == job and industries[column] == industry:
            places[row, column] = len(industries)
    return places


def _iris(network: Network, positions: Positions) -> tuple[str, ...]:
    return tuple(network.nodes[position].iri for position in positions)


def _moves(network: Network, job_types: Positions, common: Floats) -> "sparse.csr_array[np.float64]":
    """From job type to job type: the nearer and the more common, the likelier."""
    transfer = sparse.csr_array(network.transfer.tocsr()[job_types][:, job_types])
    return sparse.csr_array(transfer.multiply(transfer) @ sparse.diags_array(common))


def _held(network: Network, job_types: Positions, skills: Positions) -> "sparse.csr_array[np.float64]":
    """Job types × skills: the skills of each; all skills for a job type without any."""
    readiness = np.array([HELD.get(kind, 0.0) for kind in LEARNING_KINDS] + [0.0])  # the last: of kind −1
    learning = network.learning
    kinds = sparse.csr_array(
        (readiness[network.learning_kind], learning.indices, learning.indptr), shape=learning.shape
    )
    held = sparse.lil_array(kinds[job_types][:, skills])
    for row in np.flatnonzero(held.sum(axis=1) == 0):
        held[[row]] = np.ones((1, len(skills)))
    weights = sparse.csr_array(held)
    weights.eliminate_zeros()
    return weights


def _never_none(employed: Floats) -> Floats:
    """Those employed, a little even where nobody was counted."""
    return np.maximum(employed, _LEAST * np.median(employed[employed > 0]))


def _by_place(employed: Floats) -> Floats:
    """By industry; where nobody was counted in any, as in the whole economy."""
    nowhere = employed.sum(axis=1, keepdims=True) == 0
    return np.where(nowhere, employed.sum(axis=0), employed)
