"""The compiled network against the slow reference."""

import math
from collections import defaultdict

import networkx as nx

import reference
from skillpath.graph.network import Network
from skillpath.graph.relations import CUT_OFF


def assert_agrees(graph: "nx.MultiDiGraph[str]", net: Network, sources: list[str] | None = None) -> None:
    """Entry by entry, from all nodes or from some."""
    expected = reference.transfers(graph, sources)
    of_source: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for pair, transfer in expected.items():
        of_source[pair[0]][pair] = transfer
    rows = net.transfer.tocsr()
    for u in graph if sources is None else sources:
        row = rows[[net.index(u)], :].tocoo()
        compiled = {(u, net.nodes[v].iri): t for v, t in zip(row.coords[1], row.data, strict=True)}
        # A product within rounding of the cut-off may fall to either side of it.
        wanted = of_source[u]
        doubtful = {
            p for p in compiled.keys() ^ wanted.keys() if abs({**compiled, **wanted}[p] - CUT_OFF) < 1e-8
        }
        assert compiled.keys() - doubtful == wanted.keys() - doubtful
        assert all(
            math.isclose(compiled[p], wanted[p], rel_tol=0, abs_tol=1e-12)
            for p in compiled.keys() & wanted.keys()
        )
