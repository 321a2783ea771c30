"""Which job types are alike as a whole, and how much: edges between most pairs of them, as arrays.

They are found out of the readable graph, and are no edges of it: there are more than of all others together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.bridge import learning_edges
from skillpath.graph.likeness import LIKENESS, LikenessRule, closure, likeness, places
from skillpath.graph.relations import BETA, CUT_OFF, EdgeKind
from skillpath.graph.transfer import Floats, Indices
from skillpath.ontology.catalogue import ConceptKind, RelationKind


@dataclass(frozen=True, slots=True)
class SimilarWork:
    """Pairs of job types, by their positions among the sorted nodes of the graph, and how alike they are.

    Sorted by source and target; weights are at or above the cut-off and at most 1.
    """

    source: Indices
    target: Indices
    weight: Floats


def similar_work(graph: "nx.MultiDiGraph[str]", rule: LikenessRule = LIKENESS) -> SimilarWork:
    """How alike job types are by :func:`skillpath.graph.likeness.likeness`, kept above the cut-off.

    A heading needs nothing itself: it is like others by its place alone.
    """
    nodes = sorted(graph)
    information = np.array([graph.nodes[node]["ic"] for node in nodes])
    jobs = np.array([i for i, n in enumerate(nodes) if graph.nodes[n]["kind"] == ConceptKind.JOB_TYPE])
    if not len(jobs):
        return SimilarWork(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    position = {node: i for i, node in enumerate(nodes)}
    above = closure(
        _matrix([(u, v, 1.0) for u, v, k in graph.edges(keys=True) if k == EdgeKind.BROADER], position)
    )
    proper = np.array([not graph.nodes[nodes[i]]["group"] for i in jobs])
    needs = _matrix(_needs(graph, rule), position)[jobs] + sparse.eye_array(len(nodes), format="csr")[jobs]
    features = sparse.diags_array(proper.astype(float)) @ needs @ above @ sparse.diags_array(information)
    place = places(above[jobs][:, jobs], information[jobs], BETA)
    alike = likeness(sparse.csr_array(features), place, rule)
    alike[above[jobs][:, jobs].toarray() > 0] = 0.0  # a step up says more
    row, column = np.nonzero(alike >= CUT_OFF)
    job: NDArray[np.int32] = jobs.astype(np.int32)
    return SimilarWork(job[row], job[column], np.minimum(1.0, alike[row, column]))


def _needs(graph: "nx.MultiDiGraph[str]", rule: LikenessRule) -> list[tuple[str, str, float]]:
    """What job types ask for: an essential skill counts 1, an optional one as the rule says."""
    counts = {RelationKind.ESSENTIAL_SKILL: 1.0, RelationKind.OPTIONAL_SKILL: rule.optional}
    needs: dict[tuple[str, str], float] = {}
    for job, skill, kind, _, _ in learning_edges(graph):
        if kind in counts:
            needs[job, skill] = max(counts[kind], needs.get((job, skill), 0.0))
    return [(job, skill, count) for (job, skill), count in needs.items()]


def _matrix(
    entries: Sequence[tuple[str, str, float]], position: Mapping[str, int]
) -> "sparse.csr_array[np.float64]":
    """Nodes × nodes."""
    places = [position[u] for u, _, _ in entries], [position[v] for _, v, _ in entries]
    return sparse.csr_array(
        ([w for _, _, w in entries], places), shape=2 * (len(position),), dtype=np.float64
    )
