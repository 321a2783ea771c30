"""Search among candidates by meaning: exact inner products of sentence embeddings, by ``faiss-cpu``.

A candidate is the mean of the embeddings (:mod:`skillpath.agency.intake.minilm`) of all labels, as a role is
of those that it asks for; scaled to length 1, so that products are cosines.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import util
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.intake import minilm
from skillpath.agency.intake.label_vectors import Embed, kept_minilm
from skillpath.bench.answers import TOP, Answer, Setting, blocks
from skillpath.bench.candidate_text import Labels, asked, named
from skillpath.graph.network import Network
from skillpath.reasoner.role import Role

Vectors = NDArray[np.float32]

PACKAGES: Final = ("faiss-cpu", *minilm.PACKAGES)

LABELS: Final = "ranking-vectors.npz"
"""Where the embeddings of labels are kept; it may be deleted."""


def installed() -> bool:
    """Whether the optional packages are there."""
    return util.find_spec("faiss") is not None and minilm.installed()


@dataclass(frozen=True, slots=True)
class Dense:
    """A vector for each candidate, and one for each label that a role may ask for."""

    network: Network
    labels: Mapping[str, Vectors]
    candidates: Vectors

    @classmethod
    def build(cls, setting: Setting) -> "Dense":
        """Raises :class:`ModuleNotFoundError` where a package is missing."""
        embed = kept_minilm(setting.cache / LABELS)
        if embed is None:
            raise ModuleNotFoundError(f"Search by meaning needs {', '.join(PACKAGES)}.")
        return cls.embedded(setting, embed)

    @classmethod
    def embedded(cls, setting: Setting, embed: Embed) -> "Dense":
        """The same with any embedding of labels."""
        import faiss  # noqa: PLC0415 (optional)

        faiss.omp_set_num_threads(1)  # a single query is faster by itself: threads wait for one another
        labels = Labels.of(setting.network, setting.pool.histories.vocabulary)
        vectors = embed(labels.texts, lambda _done, _total: None)
        brought = labels.brought @ vectors
        candidates = np.zeros((len(setting.pool), vectors.shape[1]), dtype=np.float32)
        for rows, block in blocks(setting.pool.histories):
            candidates[rows] = scaled(named(block) @ brought)
        return cls(setting.network, dict(zip(labels.texts, vectors, strict=True)), candidates)

    def query(self, role: Role) -> Answer:
        """The candidates nearest to the role."""
        import faiss  # noqa: PLC0415 (optional)

        known = [self.labels[text] for text in asked(self.network, role) if text in self.labels]
        wanted = scaled(np.sum(known, axis=0)[np.newaxis])
        count = min(TOP, len(self.candidates))
        scores, rows = faiss.knn(wanted, self.candidates, count, metric=faiss.METRIC_INNER_PRODUCT)
        return Answer(rows[0], scores[0].astype(np.float64))


def scaled(vectors: Vectors) -> Vectors:
    """Rows of length 1; a row of nothing stays nothing."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(length > 0, length, 1)).astype(np.float32)
