"""The axioms of transfer (``scoring.md`` §2), each on random ontologies of up to 60 nodes.

===============  =======================================================================================
axiom            and where it holds
===============  =======================================================================================
bounds           τ ≤ T ≤ 1 or T = 0; T(u, u) = 1
cut-off          T by the bounded search is T by an unbounded one, then cut at τ; each prefix of a best
                 path is at least τ
shape            best paths go up first, and then only down or across
taxonomy         where links are broader ones that state no weight, T(s, t) = (IC(mica)/IC(t))^β
monotone         a link that states more lowers no transfer and changes no information content
information      0 ≤ IC ≤ 1; a narrower concept never says less than its broader one
order            the order of the links changes not one bit
===============  =======================================================================================
"""

from dataclasses import replace
from itertools import accumulate
from operator import mul
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference
from drawn import SKILLS, catalogues, compiled, network, stating_more
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.graph.relations import BETA, CUT_OFF, EDGE_RULES, Step
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.catalogue import RelationKind as R

networks = catalogues().map(compiled)
chances = st.randoms(use_true_random=False)

SLACK = CUT_OFF * 1e-8
"""Products that equal the cut-off but for rounding stay."""


def transfers(net: Network) -> dict[tuple[int, int], float]:
    matrix = net.transfer.tocoo()
    return {(int(u), int(v)): float(t) for u, v, t in zip(*matrix.coords, matrix.data, strict=True)}


@given(networks)
def test_bounds(net: Network) -> None:
    assert (net.transfer.diagonal() == 1.0).all()
    assert (net.transfer.data >= CUT_OFF - SLACK).all()
    assert (net.transfer.data <= 1.0).all()


@given(catalogues())
def test_the_bounded_search_finds_what_the_unbounded_one_finds_above_the_cut_off(taxonomy: Catalogue) -> None:
    net, plain = compiled(taxonomy), reference.taxonomy(taxonomy)
    found = transfers(net)
    for u in plain.kind:
        without_bound = reference.transfers_from(u, plain.edges, cut_off=0.0)
        for v, t in without_bound.items():
            cut = t if t >= CUT_OFF - SLACK else 0.0
            assert found.get((net.index(u), net.index(v)), 0.0) == pytest.approx(cut, abs=1e-12)


@given(networks)
def test_every_prefix_of_a_best_path_is_above_the_cut_off_and_it_goes_up_before_all_else(
    net: Network,
) -> None:
    for path in PathFinder(net).best(transfers(net)).values():
        prefixes = accumulate((step.weight for step in path.steps), mul)
        assert all(prefix >= CUT_OFF - SLACK for prefix in prefixes)
        turned = [EDGE_RULES[step.kind].step is not Step.UP for step in path.steps]
        assert turned == sorted(turned)


@given(catalogues())
def test_on_a_taxonomy_transfer_is_the_information_of_the_most_informative_common_ancestor(
    taxonomy: Catalogue,
) -> None:
    """Of any shape: several parents, cycles, concepts that are one."""
    hierarchy = tuple(
        replace(r, weight=None)
        for r in taxonomy.relations
        if r.kind is R.BROADER or (r.subject not in SKILLS and r.object in SKILLS)
    )
    taxonomy = replace(taxonomy, relations=hierarchy)
    net, plain = compiled(taxonomy), reference.taxonomy(taxonomy)
    skills = [node for node, kind in plain.kind.items() if kind == "skill"]
    above = {s: reference.descendants(plain.links, s, up=True) for s in skills}
    for s in skills:
        for t in skills:
            expected = asymmetric_lin([plain.ic[a] for a in above[s] & above[t]], plain.ic[t])
            expected = expected if expected >= CUT_OFF - SLACK else 0.0
            assert net.transfer_between(net.index(s), net.index(t)) == pytest.approx(expected, abs=1e-9)


def asymmetric_lin(common: list[float], target: float) -> float:
    """``(IC(mica)/IC(t))^β``; 0 where nothing is common, 1 where the target says no more than what is."""
    if not common:
        return 0.0
    return 1.0 if max(common) == target else (max(common) / target) ** BETA


@given(catalogues(), chances)
def test_a_link_that_states_more_lowers_no_transfer(taxonomy: Catalogue, chance: Random) -> None:
    before, after = compiled(taxonomy), compiled(stating_more(taxonomy, chance))
    assert np.array_equal(before.ic, after.ic)
    assert (after.transfer.toarray() >= before.transfer.toarray() - 1e-12).all()
    assert (after.learning.toarray() >= before.learning.toarray()).all()


def test_but_a_link_that_states_less_than_its_rule_carries_less() -> None:
    needs = [
        ("j1", R.ESSENTIAL_SKILL, "s1"),
        ("j2", R.ESSENTIAL_SKILL, "s1"),
        ("j3", R.ESSENTIAL_SKILL, "s3"),
    ]
    by_rule, stated = (network([("s1", R.BROADER, "s2", *weight), *needs]) for weight in ((), (0.5,)))
    carried = [net.transfer_between(net.index("s1"), net.index("s2")) for net in (by_rule, stated)]
    assert carried == [1.0, pytest.approx(0.5)]


@given(networks)
def test_information_is_within_bounds_and_grows_downwards(net: Network) -> None:
    assert ((net.ic >= 0) & (net.ic <= 1)).all()
    up = net.edges.layered().up
    assert (net.ic[net.edges.source[up]] >= net.ic[net.edges.target[up]]).all()


def test_what_one_of_seven_needs_is_worth_just_1() -> None:
    """-log(1/7) / log(7) rounds to more than 1."""
    net = network([(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in range(7)])
    assert [float(net.ic[net.index(f"s{n}")]) for n in range(7)] == [1.0] * 7


@given(catalogues(), chances)
def test_the_order_of_the_links_changes_not_one_bit(taxonomy: Catalogue, chance: Random) -> None:
    shuffled = replace(
        taxonomy,
        relations=tuple(chance.sample(taxonomy.relations, len(taxonomy.relations))),
        same=tuple(chance.sample(taxonomy.same, len(taxonomy.same))),
        concepts=dict(chance.sample(sorted(taxonomy.concepts.items()), len(taxonomy.concepts))),
    )
    one, other = compiled(taxonomy), compiled(shuffled)
    assert one.transfer.data.tobytes() == other.transfer.data.tobytes()
    assert one.transfer.indices.tobytes() == other.transfer.indices.tobytes()
    assert one.learning.data.tobytes() == other.learning.data.tobytes()
    assert one.ic.tobytes() == other.ic.tobytes()
