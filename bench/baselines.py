"""Published ways to compare occupations, as baselines: each a matrix of origins × destinations.

All read the same release as the product. ``A`` are the skills that a job type needs, essential or
optional, ``E`` the essential ones, ``idf`` as in :func:`inverse_frequency`.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from scipy import sparse

from skillpath.bench.incidence import Floats, Indices, inverse, inverse_frequency, needed, ratio
from skillpath.bench.skills_space import skills_space
from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EdgeKind

OPTIONAL: Final = 0.5
"""Weight of an optional skill beside an essential one, in TF-IDF and PageRank."""

RESTART: Final = 0.15
"""Chance of a jump back to the origin, at each step of the personalised PageRank."""

UNSETTLED: Final = 1e-4
"""PageRank stops when no more than this share of an origin's rank can still move."""

BLOCK: Final = 512
"""Origins ranked at once: bounds the memory of the dense ranks."""


def jaccard(network: Network, jobs: Indices) -> Floats:
    """Skills needed in both, over skills needed in either (Jaccard 1912)."""
    skills = needed(network, optional=1.0)[jobs]
    common = (skills @ skills.T).toarray()
    size: Floats = skills.sum(axis=1)
    return ratio(common, size[:, np.newaxis] + size - common)


def idf_coverage(network: Network, jobs: Indices) -> Floats:
    """``Σ idf(A_j ∩ E_k) / Σ idf(E_k)``: how much of what k cannot do without is done in j."""
    skills, essential = needed(network, optional=1.0)[jobs], needed(network, optional=0.0)[jobs]
    wanted = essential @ sparse.diags_array(inverse_frequency(network))
    return ratio((skills @ wanted.T).toarray(), wanted.sum(axis=1))


def tfidf_cosine(network: Network, jobs: Indices) -> Floats:
    """Cosine of the vectors idf × (essential 1, optional :data:`OPTIONAL`) (Salton and Buckley 1988)."""
    vectors = needed(network, optional=OPTIONAL)[jobs] @ sparse.diags_array(inverse_frequency(network))
    length = np.sqrt((vectors * vectors).sum(axis=1))
    return ratio((vectors @ vectors.T).toarray(), np.outer(length, length))


def pagerank(network: Network, jobs: Indices) -> Floats:
    """Personalised PageRank (Haveliwala 2002): how often a random walk from j, restarting there, is at k.

    It walks job type – skill links (essential 1, optional :data:`OPTIONAL`) and the hierarchies of job types
    and of skills (1), in both directions. Ranks are divided by the weight of all links of k, which takes out
    how popular k is (and makes the measure symmetric).
    """
    links = _links(network)
    degree: Floats = links.sum(axis=0)
    walk = sparse.csr_array(links @ sparse.diags_array(inverse(degree)))
    blocks = [_ranks(walk, jobs[i : i + BLOCK], jobs) for i in range(0, len(jobs), BLOCK)]
    return np.concatenate(blocks) * inverse(degree[jobs])


def isco(network: Network, jobs: Indices) -> Floats:
    """How many leading digits of their ISCO-08 codes (at most 4) two occupations share."""
    codes = [network.nodes[job].code[:4] for job in jobs]
    digits = np.array([list(code.ljust(4)) for code in codes]).reshape(len(codes), 4)
    same = (digits[:, np.newaxis] == digits) & (digits != " ")
    shared: Floats = np.logical_and.accumulate(same, axis=2).sum(axis=2).astype(np.float64)
    return shared


BASELINES: Final[Mapping[str, Callable[[Network, Indices], Floats]]] = {
    "jaccard": jaccard,
    "idf_coverage": idf_coverage,
    "tfidf_cosine": tfidf_cosine,
    "pagerank": pagerank,
    "skills_space": skills_space,
    "isco": isco,
}
"""Method → positions of some job types → their scores, row = origin, column = destination."""


def _links(network: Network) -> "sparse.csr_array[np.float64]":
    edges = network.edges
    upward = edges.kind == EDGE_KINDS.index(EdgeKind.BROADER)
    ends = (edges.source[upward], edges.target[upward])
    broader = sparse.csr_array((np.ones(len(ends[0])), ends), shape=2 * (len(network),))
    one_way = needed(network, optional=OPTIONAL) + broader
    return sparse.csr_array(one_way + one_way.T)


def _ranks(walk: "sparse.csr_array[np.float64]", origins: Indices, dests: Indices) -> Floats:
    """Ranks, origins × destinations, by power iteration; ``walk`` holds the chances from column to row."""
    own = origins, np.arange(len(origins))
    rank: Floats = np.zeros((walk.shape[0], len(origins)))
    rank[own] = 1.0
    for _ in range(int(np.ceil(np.log(UNSETTLED) / np.log1p(-RESTART)))):
        rank = (1 - RESTART) * np.asarray(walk @ rank)
        rank[own] += RESTART
    return rank[dests].T
