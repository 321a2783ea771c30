"""The embeddings of skills, where they stand in a network."""

from collections.abc import Callable

import numpy as np

from skillpath.agency.intake.label_vectors import Embed, Vectors
from skillpath.graph.network import Network
from skillpath.ontology.catalogue import ConceptKind


def skill_vectors(network: Network, embed: Embed, progress: Callable[[int, int], None]) -> Vectors:
    """The embedding of every skill's label, row = position in the network; 0 for what is no skill."""
    skills = network.of_kind(ConceptKind.SKILL)
    read = embed([network.nodes[skill].label for skill in skills], progress)
    vectors = np.zeros((len(network), read.shape[1]), dtype=np.float32)
    vectors[skills] = read
    return vectors
