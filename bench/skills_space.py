"""The skills space method of Dawson, Williams and Rizoiu (2021), as a baseline.

"Skill-driven recommendations for job transition pathways", PLoS ONE 16(8), e0254722. There a set J holds
job adverts and x(j, s) says whether advert j asks for skill s. Here every job type of the release is one
advert that asks for its essential and optional skills alike; the paper's classifier of transitions,
which adds wages and education to this similarity, is left out.
"""

from typing import Final

import numpy as np
from scipy import sparse

from skillpath.bench.incidence import Floats, Indices, inverse, needed, ratio
from skillpath.graph.network import Network

ROUNDING: Final = 1e-9
"""An advantage less than 1 by this little is 1: it is a product of rounded shares."""


def skills_space(network: Network, jobs: Indices) -> Floats:
    """``Θ(j, k) = Σ_s Σ_t w(j, s) w(k, t) θ(s, t) / Σ_s Σ_t w(j, s) w(k, t)``, symmetric.

    The weight w of a skill in a set of adverts is its mean advantage there: of one job type, RCA itself.
    """
    advantage = comparative_advantage(needed(network, optional=1.0))
    weights = advantage[jobs]
    total: Floats = weights.sum(axis=1)
    return ratio((weights @ co_use(advantage) @ weights.T).toarray(), np.outer(total, total))


def comparative_advantage(asked: "sparse.csr_array[np.float64]") -> "sparse.csr_array[np.float64]":
    """``RCA(j, s) = (x(j, s) / Σ_s x(j, s)) / (Σ_j x(j, s) / Σ_j Σ_s x(j, s))`` (Balassa 1965)."""
    of_job, of_skill = inverse(asked.sum(axis=1)), inverse(asked.sum(axis=0))
    shares = sparse.diags_array(of_job) @ asked @ sparse.diags_array(of_skill)
    return sparse.csr_array(shares * asked.sum())


def co_use(advantage: "sparse.csr_array[np.float64]") -> "sparse.csr_array[np.float64]":
    """``θ(s, t) = Σ_j e(j, s) e(j, t) / max(Σ_j e(j, s), Σ_j e(j, t))``: skills × skills.

    The smaller of the two chances to use one skill effectively given the other; ``e(j, s)`` is 1 where
    RCA(j, s) ≥ 1, else 0.
    """
    used = sparse.csr_array((advantage >= 1 - ROUNDING).astype(np.float64))
    often: Floats = used.sum(axis=0)
    both = sparse.coo_array(used.T @ used)
    similarity = both.data / np.maximum(often[both.row], often[both.col])
    return sparse.csr_array((similarity, (both.row, both.col)), shape=both.shape)
