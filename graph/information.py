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
from collections.abc import Iterable, Mapping

import networkx as nx

from skillpath.ontology.catalogue import ConceptKind


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
    """How many different witnesses each node has at or below it; a cycle counts as one node."""
    narrower: nx.DiGraph[str] = nx.DiGraph()
    narrower.add_nodes_from(graph)
    narrower.add_edges_from((u, v) for u, v, kind in graph.edges(keys=True) if kind == "narrower")
    components = nx.condensation(narrower)
    seen: dict[int, frozenset[int]] = {}
    for component in reversed(list(nx.topological_sort(components))):
        own = {w for node in components.nodes[component]["members"] for w in witnesses[node]}
        seen[component] = frozenset(own.union(*(seen[child] for child in components.successors(component))))
    return {node: len(seen[component]) for node, component in components.graph["mapping"].items()}
