"""How far draws stray: as far as the table of spreads says, kind by kind."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pytest

from drawn import Link, catalogue, network
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import EDGE_KINDS, Network
from skillpath.graph.relations import EdgeKind
from skillpath.graph.reweighed import Reweighed
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.doubt import Doubt
from skillpath.reasoner.parameters import Channel
from skillpath.reasoner.profile import PROFILES, Dimension
from skillpath.reasoner.role import IMPORTANCE

DRAWS = 4000

SPREADS: Mapping[EdgeKind, float] = {
    EdgeKind.BROADER: 0.0,
    EdgeKind.NARROWER: 0.25,
    EdgeKind.RELATED: 0.35,
    EdgeKind.CLOSE_MATCH: 0.35,
    EdgeKind.ESSENTIAL_FOR: 0.35,
    EdgeKind.NEEDS_ESSENTIAL: 0.35,
    EdgeKind.OPTIONAL_FOR: 0.35,
    EdgeKind.NEEDS_OPTIONAL: 0.35,
    EdgeKind.SIMILAR_WORK: 0.25,
}

LINKS: list[Link] = [
    *(("s1", kind, f"s{n}", 0.8) for n, kind in enumerate((R.RELATED, R.CLOSE_MATCH), start=2)),
    *(("s1", kind, f"s{n}", 0.8) for n, kind in enumerate((R.ESSENTIAL_SKILL, R.OPTIONAL_SKILL), start=4)),
    ("s1", R.BROADER, "s6", 0.8),
    ("s1", R.RELATED, "s7", 0.6),
    *(("j1", R.ESSENTIAL_SKILL, f"s{n}") for n in (1, 2, 3)),
    *(("j2", R.ESSENTIAL_SKILL, f"s{n}") for n in (1, 4)),
    *(("j3", R.ESSENTIAL_SKILL, f"s{n}") for n in (6, 5)),
    ("j4", R.ESSENTIAL_SKILL, "s8"),
]
"""A link of each kind that is worth less than 1, none with a source; two related ones."""


def strayed(net: Network, doubt: Doubt = Doubt()) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":  # noqa: B008
    """Draws × edges: the logarithm of how many times its −log weight an edge was drawn."""
    random, costs = np.random.default_rng(1), Reweighed(net).costs
    assert costs.min() > 0
    return np.log(np.array([doubt.costs(random, net, costs) for _ in range(DRAWS)]) / costs)


def spread_of(factors: Iterable[float]) -> float:
    return float(np.log(list(factors)).std())


def test_edges_of_a_kind_stray_together_and_as_far_as_the_kind() -> None:
    net = network(LINKS)
    drawn = strayed(net)
    kinds = [EDGE_KINDS[kind] for kind in net.edges.kind]
    assert set(kinds) == set(SPREADS)
    for i, kind in enumerate(kinds):
        assert drawn[:, i].std() == pytest.approx(SPREADS[kind], rel=0.05)
        assert drawn[:, i] == pytest.approx(drawn[:, kinds.index(kind)])
    assert strayed(net, Doubt(scale=2.0)) == pytest.approx(2 * drawn)


def test_edges_with_a_source_stray_alone_and_less() -> None:
    made = catalogue([("s1", R.RELATED, "s2", 0.8), ("s1", R.CLOSE_MATCH, "s3", 0.5)])
    sourced = [replace(relation, source="a study, 2024") for relation in made.relations]
    drawn = strayed(compile_network(build_graph(replace(made, relations=tuple(sourced)))))
    assert drawn.std(axis=0) == pytest.approx([0.15] * 4, rel=0.05)
    assert abs(np.corrcoef(drawn.T) - np.eye(4)).max() < 0.06


def test_shares_channels_and_importance_stray_by_a_quarter() -> None:
    """Shares and the power by a factor, what lies between 0 and 1 by a factor of its −log."""
    random, doubt, profile = np.random.default_rng(1), Doubt(), PROFILES["shop-floor background wanted"]
    even = replace(profile, development=dict.fromkeys(Channel, 0.8))
    for dimension in Dimension:
        drawn = [doubt.shares(random, profile).share[dimension] for _ in range(DRAWS)]
        assert spread_of(drawn) == pytest.approx(0.25, rel=0.05)
        assert np.log(drawn).mean() == pytest.approx(math.log(profile.share[dimension]), abs=0.02)
    for channel in Channel:
        drawn = [-math.log(doubt.development(random, even).development[channel]) for _ in range(DRAWS)]
        assert spread_of(drawn) == pytest.approx(0.25, rel=0.05)
        assert np.log(drawn).mean() == pytest.approx(math.log(-math.log(0.8)), abs=0.02)
    weighed = [doubt.importance(random) for _ in range(DRAWS)]
    powers, optional = [one.power for one in weighed], [-math.log(one.optional) for one in weighed]
    assert spread_of(powers) == pytest.approx(0.25, rel=0.05)
    assert spread_of(optional) == pytest.approx(0.25, rel=0.05)
    assert np.log(powers).mean() == pytest.approx(math.log(IMPORTANCE.power), abs=0.02)
    assert np.log(optional).mean() == pytest.approx(math.log(-math.log(IMPORTANCE.optional)), abs=0.02)


def test_a_share_of_none_stays_none_and_what_counts_in_full_stays_full() -> None:
    random, profile = np.random.default_rng(1), PROFILES["skills first"]
    assert Doubt().shares(random, profile).share[Dimension.INDUSTRY] == 0.0
    assert Doubt().development(random, profile).development[Channel.JOB_TYPE] == 1.0
