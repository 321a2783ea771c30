"""Published ways to compare occupations by what their skills are called, as baselines.

Each makes a matrix of origins × destinations. ``vectors`` holds a sentence embedding of length 1 of the
label of every skill (row = position in the network), so that a dot product is a cosine.
"""

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from skillpath.bench.baselines import OPTIONAL
from skillpath.bench.incidence import Floats, Indices, inverse_frequency, needed, ratio
from skillpath.graph.network import Network

Vectors = NDArray[np.float32]

SIGMOID: Final = (-43.5, 50.0)
"""Intercept and slope, by cosine, of what two matched skills count: half at 0.87, under 0.03 below 0.8."""


def minilm_centroid(network: Network, jobs: Indices, vectors: Vectors) -> Floats:
    """Cosine of the mean embeddings of the skills of j and of k, weighed as in TF-IDF.

    A mean of word or sentence vectors with rare items weighing more is the baseline of Arora et al. (2017).
    Weight idf × (essential 1, optional :data:`OPTIONAL`): on both public gold standards that ranks better
    than the plain mean.
    """
    weights = needed(network, optional=OPTIONAL)[jobs] @ sparse.diags_array(inverse_frequency(network))
    means: Floats = weights @ vectors.astype(np.float64)
    length = np.linalg.norm(means, axis=1)
    return ratio(means @ means.T, np.outer(length, length))


def nesta_overlap(network: Network, jobs: Indices, vectors: Vectors) -> Floats:
    """``Σ_{t ∈ E_k} σ(max_{s ∈ E_j} cos(s, t)) / |E_k|``: how much of what k needs, j needs under any name.

    The NLP-adjusted overlap of essential skills of Kanders et al. (2020), "Mapping career causeways", Nesta,
    with the sigmoid σ of its published code (:data:`SIGMOID`). Two things differ: the embeddings are those
    of labels by MiniLM rather than of descriptions by an older Sentence-BERT; and a skill of j may match
    several of k (in that code the option "one to many") rather than one, which ranks better here.
    """
    essential = needed(network, optional=0.0)[jobs]
    skills = np.unique(essential.indices)
    matched = np.zeros((len(jobs), vectors.shape[0]))
    for row, (start, end) in enumerate(zip(essential.indptr[:-1], essential.indptr[1:], strict=True)):
        own = vectors[essential.indices[start:end]]
        if len(own):
            matched[row, skills] = special.expit(
                SIGMOID[0] + SIGMOID[1] * (own @ vectors[skills].T).max(axis=0)
            )
    return ratio(np.asarray(essential @ matched.T).T, essential.sum(axis=1))


LABEL_BASELINES: Final[Mapping[str, Callable[[Network, Indices, Vectors], Floats]]] = {
    "minilm_centroid": minilm_centroid,
    "nesta_overlap": nesta_overlap,
}
"""Method → positions of some job types → their scores, row = origin, column = destination."""
