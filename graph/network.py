"""The compiled network: what a release holds so that scoring never touches RDF or networkx.

Arrays are memory-mapped on opening; the whole is immutable. Node numbers are positions in ``iris`` and
mean nothing outside one release.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.errors import UnknownName
from skillpath.graph.relations import EDGE_RULES, FLOOR, FLOOR_SUFFIX, NEAR_DUPLICATE, EdgeKind, Step
from skillpath.graph.transfer import Floats, Indices, LayeredEdges
from skillpath.ontology.catalogue import ConceptKind, RelationKind

EDGE_KINDS: Final = tuple(EdgeKind)
LEARNING_KINDS: Final = tuple(RelationKind)
KINDS: Final = (*(str(kind) for kind in ConceptKind), FLOOR)
"""Kinds of node; ``node_kind`` holds positions in this."""


@dataclass(frozen=True, slots=True)
class Node:
    """What is shown of a node. ``aliases`` are the IRIs contracted to it, its own first;
    ``zone`` is O*NET's job zone, 0 where it is not known."""

    iri: str
    kind: str
    label: str
    labels: Mapping[str, str]
    names: tuple[str, ...]
    code: str
    group: bool
    aliases: tuple[str, ...]
    zone: int = 0


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """Transfer edges: positions, weight, position in :data:`EDGE_KINDS`, position in ``sources``."""

    source: Indices
    target: Indices
    weight: Floats
    kind: NDArray[np.int8]
    provenance: Indices

    def layered(self) -> LayeredEdges:
        """The edges as the search for transfers wants them."""
        up = np.array([EDGE_RULES[kind].step is Step.UP for kind in EDGE_KINDS])
        return LayeredEdges(self.source, self.target, self.weight, up[self.kind])


@dataclass(frozen=True)
class Network:
    """A compiled release.

    ``ic``: information content per node. ``transfer``: T, n × n, by target (CSC). ``learning``: n × n by
    row; how strongly the job type, industry or floor of the row develops the node of the column, itself
    included at 1. ``learning_kind`` and ``learning_provenance`` go with its entries: position in
    :data:`LEARNING_KINDS` (−1 for itself), position in ``sources``. ``pairs``: one row a job in an industry,
    positions of job type, industry and itself. ``sources`` and ``authors`` go together: where a stated weight
    comes from and who answers for it, both "" where the weight is that of its kind.
    """

    nodes: tuple[Node, ...]
    node_kind: NDArray[np.int8]
    ic: Floats
    transfer: "sparse.csc_array[np.float64]"
    learning: "sparse.csr_array[np.float64]"
    learning_kind: NDArray[np.int8]
    learning_provenance: Indices
    pairs: Indices
    edges: EdgeTable
    sources: tuple[str, ...]
    authors: tuple[str, ...]

    @cached_property
    def _position(self) -> dict[str, int]:
        return {alias: i for i, node in enumerate(self.nodes) for alias in node.aliases}

    @cached_property
    def near_duplicates(self) -> "sparse.csr_array[np.bool_]":
        """Which nodes carry to one another, both ways, almost whole: n × n; each is its own duplicate."""
        near = sparse.csr_array(self.transfer >= NEAR_DUPLICATE)
        return sparse.csr_array(near.multiply(near.T))

    def __len__(self) -> int:
        return len(self.nodes)

    def find(self, iri: str) -> int | None:
        """The position of the node that stands for an IRI, ``None`` where this release has none."""
        return self._position.get(iri)

    def index(self, iri: str) -> int:
        """The position of the node that stands for an IRI; raises :class:`UnknownName`."""
        position = self.find(iri)
        if position is None:
            raise UnknownName(f"This release has no concept <{iri}>.")
        return position

    def label(self, iri: str | None) -> str:
        """The label of the node that stands for an IRI; the IRI itself where there is none, "" for none."""
        position = None if iri is None else self.find(iri)
        return iri or "" if position is None else self.nodes[position].label

    def floor(self, industry: str) -> int | None:
        """The position of the floor node of an industry."""
        return self.find(industry + FLOOR_SUFFIX)

    def of_kind(self, kind: str) -> Indices:
        """Positions of the nodes of a kind (:data:`KINDS`)."""
        return np.flatnonzero(self.node_kind == KINDS.index(kind)).astype(np.int32)

    def developed_by(self, position: int) -> tuple[Indices, Floats]:
        """The nodes that a job type, an industry or a floor develops, and how strongly."""
        part = slice(self.learning.indptr[position], self.learning.indptr[position + 1])
        return self.learning.indices[part], self.learning.data[part]

    def jobs_in_industry(self, job_type: int, industry: int) -> list[int]:
        """The nodes for a job type in an industry or in one that is broader than it (T = 1)."""
        return [
            int(node)
            for _, place, node in self.pairs[self.pairs[:, 0] == job_type]
            if self.transfer_between(industry, int(place)) == 1.0
        ]

    def skills_of(self, job_type: int) -> dict[int, RelationKind]:
        """The skills that a job type asks for: position → essential or optional."""
        part = slice(self.learning.indptr[job_type], self.learning.indptr[job_type + 1])
        pairs = zip(self.learning.indices[part], self.learning_kind[part], strict=True)
        return {int(skill): LEARNING_KINDS[kind] for skill, kind in pairs if kind >= 0}

    def transfers_to(self, target: int) -> tuple[Indices, Floats]:
        """The nodes from which experience carries to a target, and how far (T ≥ τ)."""
        part = slice(self.transfer.indptr[target], self.transfer.indptr[target + 1])
        return self.transfer.indices[part], self.transfer.data[part]

    def transfer_between(self, source: int, target: int) -> float:
        """T(source, target); 0 where it is below the cut-off."""
        sources, values = self.transfers_to(target)
        hit = np.flatnonzero(sources == source)
        return float(values[hit[0]]) if len(hit) else 0.0
