"""Hub skills: one concept that makes skills of many groups alike.

A skill that many job types ask for is no hub by that alone: the more ask for it, the smaller its
information content, and the less it weighs in any score.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np

from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.transfer import Indices
from skillpath.graph.turns import count_turns
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.checks.findings import Flaw
from skillpath.reasoner.quality.compiled import Compiled, Progress

HUB_SHARE: Final = 0.05
"""Share of the best paths between skills of different groups above which the concept they turn at is a hub.

Taxonomies have more than twenty groups, so an even share is smaller than one in twenty.
"""

HUB_PATHS: Final = 100
"""Fewest best paths that turn at a hub: in a small taxonomy a large share is a few paths."""


def hub_skills(compiled: Compiled, progress: Progress) -> Iterator[Flaw]:
    """Skills and headings at which too many best paths between skills of different groups turn."""
    network = compiled.network
    turns = count_turns(network, _concepts(network, ConceptKind.SKILL), progress)
    hubs = np.flatnonzero((turns.at >= HUB_PATHS) & (turns.at > HUB_SHARE * turns.paths))
    for hub in hubs.tolist():
        count = int(turns.at[hub])
        asking, job_types = _asking(network, hub)
        yield Flaw.of_concept(
            network.nodes[hub].iri,
            f"{count / turns.paths:.1%} of the best paths between skills of different groups turn here "
            f"({count} of {turns.paths}); {asking} of {job_types} job types ask for it or for something "
            "narrower",
        )


def _concepts(network: Network, kind: ConceptKind) -> Indices:
    """The nodes of a kind that are no headings."""
    return np.array([i for i in network.of_kind(kind) if not network.nodes[i].group], dtype=np.int32)


def _asking(network: Network, skill: int) -> tuple[int, int]:
    """How many job types ask for a skill or for anything below it, and of how many."""
    job_types, below = _concepts(network, ConceptKind.JOB_TYPE).tolist(), _below(network, skill)
    return sum(not below.isdisjoint(network.skills_of(job)) for job in job_types), len(job_types)


def _below(network: Network, node: int) -> set[int]:
    """The node and all that is narrower."""
    edges = network.edges
    up = edges.kind == EDGE_KINDS.index(EdgeKind.BROADER)
    child, parent = edges.source[up], edges.target[up]
    found, fresh = {node}, {node}
    while fresh:
        fresh = set(child[np.isin(parent, list(fresh))].tolist()) - found
        found |= fresh
    return found
