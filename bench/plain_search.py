"""The product's score the plain way: a search with networkx for each requirement, candidates one by one.

The scorer is the same; only transfers come from a graph as anyone would draw it, once a role asks for them.
"""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import networkx as nx
import numpy as np

from skillpath.bench.answers import TOP, Answer, Setting
from skillpath.bench.score_methods import matcher_of
from skillpath.bench.synthetic_pool import candidate
from skillpath.graph.network import Network
from skillpath.graph.transfer import LIMIT
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.pool import Pool
from skillpath.reasoner.ranks import ranked
from skillpath.reasoner.role import Role, as_asked
from skillpath.reasoner.score import Floats

SAMPLE: Final = 50
"""Candidates for whom the plain search is asked: all of a million would take a quarter of an hour."""


@dataclass(frozen=True, slots=True)
class PlainSearch:
    """A sample of candidates, one by one, with transfers found in a networkx graph once a role asks."""

    network: Network
    pool: Pool
    graph: "nx.DiGraph[tuple[int, bool]]"

    @classmethod
    def build(cls, setting: Setting) -> "PlainSearch":
        """The graph, its edges turned round: from what is asked for to where it may come from."""
        return cls(setting.network, setting.pool, _graph(setting.network))

    def query(self, role: Role) -> Answer:
        """The best of the sample; told is the time for all: of the search, and of samples enough."""
        started = time.perf_counter()
        matcher = matcher_of(self.network, role)
        matcher = replace(matcher, columns=searched_columns(self.graph, matcher))
        searched = time.perf_counter()
        count = len(self.pool)
        rows = np.linspace(0, count - 1, min(SAMPLE, count)).astype(np.int64)
        scores = np.array([matcher.scores([candidate(self.pool, row)])[0] for row in rows.tolist()])
        spent = time.perf_counter() - searched
        best = np.lexsort((rows, -ranked(scores)))[:TOP]
        seconds = searched - started + spent * count / len(rows)
        return Answer(rows[best], scores[best], {"scored": len(rows)}, own_ms=seconds * 1000)


def _graph(network: Network) -> "nx.DiGraph[tuple[int, bool]]":
    """Nodes are a node and whether a walk still goes up there; costs are −log of weights."""
    graph: nx.DiGraph[tuple[int, bool]] = nx.DiGraph()
    graph.add_edges_from(((node, False), (node, True), {"cost": 0.0}) for node in range(len(network)))
    edges = network.edges.layered()
    columns = (edges.source.tolist(), edges.target.tolist(), edges.weight.tolist(), edges.up.tolist())
    for source, target, weight, up in zip(*columns, strict=True):
        cost = max(0.0, -math.log(weight))
        ends = (target, up), (source, up)
        if not graph.has_edge(*ends) or cost < graph.edges[ends]["cost"]:
            graph.add_edge(*ends, cost=cost)
    return graph


def searched_columns(graph: "nx.DiGraph[tuple[int, bool]]", matcher: Matcher) -> Floats:
    """T towards each requirement, as :func:`transfer_columns` has it, by one search a requirement."""
    columns = np.zeros((len(matcher.network), len(matcher.requirements.items)))
    for column, item in enumerate(matcher.requirements.items):
        for node, transfer in _transfers_to(graph, item.node).items():
            columns[node, column] = transfer
    return as_asked(matcher.network, matcher.requirements, columns)


def _transfers_to(graph: "nx.DiGraph[tuple[int, bool]]", target: int) -> Mapping[int, float]:
    found = nx.single_source_dijkstra_path_length(graph, (target, False), cutoff=LIMIT, weight="cost")
    return {node: math.exp(-cost) for (node, up), cost in found.items() if up}
