"""Concepts that have nearly the same neighbours, and nearly a name in common: they may mean the same.

The neighbours alone say little: whoever programs is asked for Lisp and Haskell alike. Of names any counts,
alternative ones too: what means the same is seldom called almost alike by its preferred labels.
"""

from typing import Final

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio
from scipy import sparse

from skillpath.graph.network import Network, Node
from skillpath.graph.transfer import Indices
from skillpath.ontology.catalogue import ConceptKind

SHARED: Final = 4
"""Two concepts with fewer neighbours in common are no twins: by so few, strangers are alike by chance."""

ALIKE: Final = 0.8
"""The share of common neighbours among all that either has from which two are twins (Jaccard's index)."""

CALLED: Final = 90.0
"""Similarity of names, words sorted, from which they are nearly one (0 to 100, rapidfuzz's ``ratio``)."""


def twins(network: Network) -> list[tuple[str, str]]:
    """Pairs of job types that ask for the same, and of skills that the same ask for, most alike first.

    Headings are left out. Pairs are IRIs in order; ties are broken by them.
    """
    nodes = network.nodes
    job, skill = (network.of_kind(kind) for kind in (ConceptKind.JOB_TYPE, ConceptKind.SKILL))
    asked = network.learning[job][:, skill]
    asked.data[:] = 1.0
    found = [
        (-share, min(nodes[one].iri, nodes[other].iri), max(nodes[one].iri, nodes[other].iri))
        for places, neighbours in ((job, asked), (skill, sparse.csr_array(asked.T)))
        for one, other, share in _alike(neighbours, places)
        if not (nodes[one].group or nodes[other].group) and _called_alike(nodes[one], nodes[other])
    ]
    return [(one, other) for _, one, other in sorted(found)]


def _alike(neighbours: "sparse.csr_array[np.float64]", places: Indices) -> list[tuple[int, int, float]]:
    """The nodes of rows that have most of their entries in common, each pair once, and the share."""
    common = sparse.coo_array(sparse.triu(neighbours @ neighbours.T, k=1))
    one, other = common.coords
    many = np.diff(neighbours.indptr)
    share = common.data / (many[one] + many[other] - common.data)
    kept = np.flatnonzero((common.data >= SHARED) & (share >= ALIKE))
    return list(
        zip(places[one[kept]].tolist(), places[other[kept]].tolist(), share[kept].tolist(), strict=True)
    )


def _called_alike(one: Node, other: Node) -> bool:
    names = [sorted({name.casefold() for name in (node.label, *node.names)}) for node in (one, other)]
    return any(token_sort_ratio(a, b, score_cutoff=CALLED) > 0 for a in names[0] for b in names[1])
