"""What a search engine would be given of candidates: the labels of all that they did, learned and claim.

Concepts are numbered as in a vocabulary: job types, then industries, then skills. A candidate names a job
type and an industry once a spell, a skill once a claim; each brings its label, a job type its skills' too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.network import Network
from skillpath.reasoner.histories import NOTHING, Histories, Vocabulary
from skillpath.reasoner.role import Role


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels, each once, and how often each concept brings each: concepts × texts."""

    texts: tuple[str, ...]
    brought: "sparse.csr_array[np.float32]"

    @classmethod
    def of(cls, network: Network, vocabulary: Vocabulary) -> "Labels":
        """The labels of the concepts of a vocabulary; a concept that the network lacks brings none."""
        iris = (*vocabulary.job_types, *vocabulary.industries, *vocabulary.skills)
        brought = [_labels(network, iri) for iri in iris]
        texts = tuple(sorted({text for labels in brought for text in labels}))
        return cls(texts, counted(brought, texts))


def _labels(network: Network, iri: str) -> list[str]:
    node = network.find(iri)
    if node is None:
        return []
    return [network.nodes[one].label for one in (node, *sorted(network.skills_of(node)))]


def asked(network: Network, role: Role) -> list[str]:
    """The title of a role, and the labels of the industry and the skills that it asks for."""
    iris = [role.industry, *(asked.skill for asked in role.skills)]
    return [role.title, *(network.label(iri) for iri in iris if iri is not None)]


def counted(rows: Sequence[Sequence[str]], names: Sequence[str]) -> "sparse.csr_array[np.float32]":
    """How often each row holds each of some names, others left out: rows × names.

    >>> counted([["b", "b"], ["c", "a"]], ["a", "b"]).toarray().tolist()
    [[0.0, 2.0], [1.0, 0.0]]
    """
    number = {name: place for place, name in enumerate(names)}
    held = [[number[name] for name in row if name in number] for row in rows]
    starts = np.cumsum([0, *map(len, held)])
    columns = np.array([one for row in held for one in row], dtype=np.int32)
    counts = sparse.csr_array(
        (np.ones(len(columns), dtype=np.float32), columns, starts), shape=(len(rows), len(names))
    )
    counts.sum_duplicates()
    return counts


def named(histories: Histories) -> "sparse.csr_array[np.float32]":
    """How often candidates name each concept: candidates × concepts."""
    known = histories.vocabulary
    spells = np.repeat(np.arange(len(histories)), np.diff(histories.spell_starts))
    claims = np.repeat(np.arange(len(histories)), np.diff(histories.claim_starts))
    skills = len(known.job_types) + len(known.industries)
    rows = np.concatenate([spells, spells, claims])
    columns = np.concatenate(
        [
            histories.job_type,
            _shifted(histories.industry, len(known.job_types)),
            _shifted(histories.skill, skills),
        ]
    )
    stated = columns != NOTHING
    ones = np.ones(np.count_nonzero(stated), dtype=np.float32)
    shape = (len(histories), skills + len(known.skills))
    return sparse.csr_array((ones, (rows[stated], columns[stated])), shape=shape)


def _shifted(numbers: NDArray[np.int32], by: int) -> NDArray[np.int32]:
    return np.where(numbers == NOTHING, NOTHING, numbers + by).astype(np.int32)
