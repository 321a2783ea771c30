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
from collections.abc import Sequence
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillpath.graph.likeness import closure, square
from skillpath.graph.relations import EdgeKind
from skillpath.graph.transfer import Floats, Indices
from skillpath.ontology.catalogue import ConceptKind

_BROADER: Final = str(EdgeKind.BROADER)


def information_content(graph: "nx.MultiDiGraph[str]") -> dict[str, float]:
    """Every node's information content, 0..1."""
    position = {node: i for i, node in enumerate(graph)}
    broader = [(position[u], position[v]) for u, v, kind in graph.edges(keys=True) if kind == _BROADER]
    taught = [
        (position[u], position[v]) for u, v, data in graph.edges(data=True) if data["layer"] == "learning"
    ]
    child, parent = _columns(broader)
    found = information(
        [data["kind"] for data in graph.nodes.values()],
        [data["group"] for data in graph.nodes.values()],
        closure(square(child, parent, np.ones(len(child)), len(position))),
        _columns(taught),
    )
    return dict(zip(position, found.tolist(), strict=True))


def information(
    kinds: Sequence[str],
    groups: Sequence[bool],
    above: "sparse.csr_array[np.float64]",
    taught: tuple[Indices, Indices],
) -> Floats:
    """The same of numbered nodes: ``above`` says what is broader than each, itself included
    (:func:`skillpath.graph.likeness.closure`), ``taught`` who teaches and the skill."""
    size, kind = len(kinds), np.array(kinds, dtype=object)
    job = (kind == str(ConceptKind.JOB_TYPE)) & ~np.array(groups, dtype=bool)
    skill = kind == str(ConceptKind.SKILL)
    own = np.flatnonzero(~skill & (job | (kind != str(ConceptKind.JOB_TYPE))))
    needing = job[taught[0]] & skill[taught[1]]
    rows = np.append(own, taught[1][needing])
    witnesses = square(rows, np.append(own, taught[0][needing]), np.ones(len(rows)), size)
    counts = np.diff(sparse.csr_array(above.T @ witnesses).indptr).tolist()
    population = {name: int((kind == name).sum()) for name in set(kinds)}
    population |= dict.fromkeys((ConceptKind.JOB_TYPE, ConceptKind.SKILL), int(job.sum()))
    return np.array([_scaled(n, population[k]) for n, k in zip(counts, kinds, strict=True)], dtype=np.float64)


def _scaled(count: int, population: int) -> float:
    if population < 2:  # one job type tells no skill from another
        return 0.0 if count else 1.0
    return min(1.0, -math.log(max(count, 1) / population) / math.log(population))  # of 7 it rounds above


def _columns(pairs: Sequence[tuple[int, int]]) -> tuple[Indices, Indices]:
    both: NDArray[np.int32] = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return both[:, 0], both[:, 1]
