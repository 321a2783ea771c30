"""What job types need, as matrices for the baselines: who needs which skill, and how rare that is."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.network import LEARNING_KINDS, Network
from skillpath.ontology.catalogue import ConceptKind, RelationKind

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]


def needed(network: Network, *, optional: float) -> "sparse.csr_array[np.float64]":
    """What job types need: all nodes × all nodes, essential 1, optional as given (0: left out)."""
    weights = np.zeros(len(LEARNING_KINDS) + 1)  # the last place is that of kind −1, a node's link to itself
    weights[LEARNING_KINDS.index(RelationKind.ESSENTIAL_SKILL)] = 1.0
    weights[LEARNING_KINDS.index(RelationKind.OPTIONAL_SKILL)] = optional
    links = network.learning
    strengths = weights[network.learning_kind]
    job, skill = np.repeat(np.arange(len(network)), np.diff(links.indptr)), links.indices
    kept = strengths > 0
    return sparse.csr_array((strengths[kept], (job[kept], skill[kept])), shape=links.shape)


def inverse_frequency(network: Network) -> Floats:
    """``idf(s) = ln(N / n(s))`` of every node (Spärck Jones 1972).

    N job types of the release, headings left out, of which n(s) need s, essentially or optionally.
    """
    job_types = network.of_kind(ConceptKind.JOB_TYPE)
    proper = [i for i in job_types if not network.nodes[i].group]
    needing = (needed(network, optional=1.0)[proper] > 0).sum(axis=0)
    idf: Floats = np.log(len(proper) / np.maximum(needing, 1))
    return idf


def inverse(values: Floats) -> Floats:
    """1 / value, 0 for 0."""
    return np.divide(1.0, values, out=np.zeros_like(values), where=values > 0)


def ratio(part: Floats, whole: Floats) -> Floats:
    """Part / whole; 0 where there is nothing to share."""
    return np.divide(part, whole, out=np.zeros_like(part), where=np.broadcast_to(whole > 0, part.shape))
