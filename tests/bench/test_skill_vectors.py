"""The embeddings of skills stand where the skills do."""

from collections.abc import Callable, Sequence

import numpy as np

from drawn import network
from skillpath.agency.intake.label_vectors import Vectors
from skillpath.bench.skill_vectors import skill_vectors
from skillpath.ontology.catalogue import RelationKind as R


def lengths(texts: Sequence[str], progress: Callable[[int, int], None]) -> Vectors:
    progress(len(texts), len(texts))
    return np.array([[len(text), ord(text[0])] for text in texts], dtype=np.float32)


def test_every_skill_has_its_vector_at_its_place() -> None:
    net = network([("j1", R.ESSENTIAL_SKILL, "s22"), ("j1", R.ESSENTIAL_SKILL, "s1")])
    vectors = skill_vectors(net, lengths, lambda _done, _of: None)
    assert vectors[net.index("s22")].tolist() == [3, ord("s")]
    assert vectors[net.index("s1")].tolist() == [2, ord("s")]
    assert not vectors[net.index("j1")].any()
