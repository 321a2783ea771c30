"""What a network says of one link: the weight of an edge, or how much is learned, by the IRIs of its ends."""

import numpy as np

from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EdgeKind


def edge_weight(network: Network, source: str, target: str, kind: EdgeKind) -> float:
    """The weight of a transfer edge; 0 where there is none."""
    one, other = network.find(source), network.find(target)
    if one is None or other is None:
        return 0.0
    edges = network.edges
    rows = (edges.source == one) & (edges.target == other) & (edges.kind == EDGE_KINDS.index(kind))
    return float(np.max(edges.weight[rows], initial=0.0))


def learned(network: Network, source: str, skill: str) -> float:
    """How strongly something teaches a skill; 0 where it does not."""
    one, other = network.find(source), network.find(skill)
    return 0.0 if one is None or other is None else float(network.learning[one, other])
