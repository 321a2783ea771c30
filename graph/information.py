"""Information content: how much it says to need, be or work in a concept.

Corpus-based (Resnik 1995) over the release's own job types, as in ``scoring.md`` §1:
``IC(c) = −log(n(c)/N) / log N`` where n(c) counts

- for a skill, the job types that need it or anything narrower (a skill that none needs counts as rare
  as one can be: n = 1),
- for a job type, the job types (headings do not count) at or below it,
- for an industry or a floor, the industries at or below it.

So IC is 0 for what everybody shares, 1 for what one job type alone needs, and never smaller for a
narrower concept than for its broader one, cycles included.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import networkx as nx
import numpy as np
from scipy import sparse

from skillpath.graph.likeness import closure
from skillpath.graph.relations import EdgeKind
from skillpath.ontology.catalogue import ConceptKind

_NARROWER: Final = str(EdgeKind.NARROWER)


def information_content(graph: "nx.MultiDiGraph[str]") -> dict[str, float]:
    """Every node's information content, 0..1."""
    kinds: Mapping[str, str] = nx.get_node_attributes(graph, "kind")
    jobs = [n for n, d in graph.nodes(data=True) if d["kind"] == ConceptKind.JOB_TYPE and not d["group"]]
    witnesses: dict[str, Iterable[int]] = dict.fromkeys(kinds, ())
    population = dict.fromkeys(set(kinds.values()), 0)
    for kind in population:
        members = jobs if kind == ConceptKind.JOB_TYPE else [n for n in kinds if kinds[n] == kind]
        population[kind] = len(members)
        witnesses |= {node: (i,) for i, node in enumerate(members)}
    skills = [n for n, kind in kinds.items() if kind == ConceptKind.SKILL]
    number = {job: i for i, job in enumerate(jobs)}
    for skill in skills:
        needing = {u for u, _, data in graph.in_edges(skill, data=True) if data["layer"] == "learning"}
        witnesses[skill] = sorted(number[job] for job in needing if job in number)
    population[ConceptKind.SKILL] = len(jobs)
    return {
        node: _scaled(count, population[kinds[node]])
        for node, count in _counts_below(graph, witnesses).items()
    }


def _scaled(count: int, population: int) -> float:
    if population < 2:  # one job type tells no skill from another
        return 0.0 if count else 1.0
    return min(1.0, -math.log(max(count, 1) / population) / math.log(population))  # of 7 it rounds above


def _counts_below(graph: "nx.MultiDiGraph[str]", witnesses: Mapping[str, Iterable[int]]) -> dict[str, int]:
    """How many different witnesses each node has at or below it."""
    position = {node: i for i, node in enumerate(graph)}
    narrower = [(position[u], position[v]) for u, v, kind in graph.edges(keys=True) if kind == _NARROWER]
    seen = [(position[node], witness) for node, some in witnesses.items() for witness in some]
    size = len(position)
    below = closure(_ones(narrower, (size, size)))
    counts = (below @ _ones(seen, (size, size))).astype(bool).sum(axis=1)
    return dict(zip(position, counts.tolist(), strict=True))


def _ones(cells: Sequence[tuple[int, int]], shape: tuple[int, int]) -> "sparse.csr_array[np.float64]":
    row, column = zip(*cells, strict=True) if cells else ((), ())
    return sparse.csr_array((np.ones(len(cells)), (row, column)), shape=shape, dtype=np.float64)
