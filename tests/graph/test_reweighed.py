"""Transfers under other weights equal those of a network that is compiled with these weights."""

from dataclasses import replace

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from drawn import catalogues
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.reweighed import Reweighed
from skillpath.graph.transfer import transfer_matrix

networks = catalogues().map(lambda drawn: compile_network(build_graph(drawn)))


def everything(network: Network) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.arange(len(network), dtype=np.int64)


@given(networks)
def test_the_weights_of_the_release_give_its_own_columns(network: Network) -> None:
    reweighed = Reweighed(network)
    columns = reweighed.columns(everything(network), reweighed.costs)
    np.testing.assert_allclose(columns, network.transfer.toarray(), atol=1e-12)


@given(networks, st.data())
def test_an_edge_taken_away_is_a_network_without_it(network: Network, data: st.DataObject) -> None:
    edges, reweighed = network.edges, Reweighed(network)
    assume(len(edges.source))
    row = data.draw(st.integers(0, len(edges.source) - 1))
    costs = reweighed.costs.copy()
    costs[row] = np.inf
    left = np.arange(len(edges.source)) != row
    kept = replace(edges, **{name: getattr(edges, name)[left] for name in edges.__dataclass_fields__})
    rebuilt = transfer_matrix(kept.layered(), len(network)).toarray()
    np.testing.assert_allclose(reweighed.columns(everything(network), costs), rebuilt, atol=1e-12)


@given(networks)
def test_no_target_is_no_column(network: Network) -> None:
    reweighed = Reweighed(network)
    assert reweighed.columns(np.zeros(0, dtype=np.int64), reweighed.costs).shape == (len(network), 0)
