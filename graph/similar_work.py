"""Which job types are alike as a whole, and how much: edges between most pairs of them.

They are worked out of the compiled links, and are no edges of the readable graph: there are more of them than
of all others together.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from skillpath.graph.likeness import LikenessRule, likeness, places, square
from skillpath.graph.links import Links
from skillpath.graph.network import LEARNING_KINDS
from skillpath.graph.relations import BETA, CUT_OFF
from skillpath.graph.transfer import Floats, Indices
from skillpath.ontology.catalogue import ConceptKind, RelationKind


@dataclass(frozen=True, slots=True)
class SimilarWork:
    """Pairs of job types, by their positions among the nodes, and how alike they are.

    Sorted by source and target; weights are at or above the cut-off and at most 1.
    """

    source: Indices
    target: Indices
    weight: Floats


def similar_work(links: Links, rule: LikenessRule) -> SimilarWork:
    """How alike job types are by :func:`skillpath.graph.likeness.likeness`, kept above the cut-off.

    A heading needs nothing itself: it is like others by its place alone.
    """
    jobs = np.flatnonzero([node.kind == ConceptKind.JOB_TYPE for node in links.nodes]).astype(np.int32)
    if not len(jobs):
        return SimilarWork(jobs, jobs, np.empty(0))
    size, above = len(links.nodes), links.above
    proper = np.array([not links.nodes[job].group for job in jobs.tolist()], dtype=np.float64)
    needs = _needs(links, rule)[jobs] + sparse.eye_array(size, format="csr")[jobs]
    features = sparse.diags_array(proper) @ needs @ above @ sparse.diags_array(links.ic)
    place = places(above[jobs][:, jobs], links.ic[jobs], BETA)
    alike = likeness(sparse.csr_array(features), place, rule)
    alike[above[jobs][:, jobs].toarray() > 0] = 0.0  # a step up says more
    row, column = np.nonzero(alike >= CUT_OFF)
    return SimilarWork(jobs[row], jobs[column], np.minimum(1.0, alike[row, column]))


def _needs(links: Links, rule: LikenessRule) -> "sparse.csr_array[np.float64]":
    """What job types ask for: an essential skill counts 1, an optional one as the rule says."""
    counts = np.zeros(len(LEARNING_KINDS) + 1)  # the last is that of what a node develops as itself
    counts[LEARNING_KINDS.index(RelationKind.ESSENTIAL_SKILL)] = 1.0
    counts[LEARNING_KINDS.index(RelationKind.OPTIONAL_SKILL)] = rule.optional
    count = counts[links.learning_kind]
    asked = count > 0
    row, column = sparse.coo_array(links.learning).coords
    return square(row[asked], column[asked], count[asked], len(links.nodes))
