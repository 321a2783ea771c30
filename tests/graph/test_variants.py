"""Networks that differ in one thing from a release's: equal to those compiled anew."""

import numpy as np

from drawn import catalogue, network
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.likeness import LikenessRule
from skillpath.graph.relations import EDGE_RULES, EdgeKind
from skillpath.graph.variants import JobTypeNetworks, with_edges, without
from skillpath.ontology.catalogue import ConceptKind
from skillpath.ontology.catalogue import RelationKind as R

LINKS = [
    ("j1", R.ESSENTIAL_SKILL, "s1"),
    ("j1", R.ESSENTIAL_SKILL, "s2"),
    ("j2", R.ESSENTIAL_SKILL, "s2"),
    ("j2", R.OPTIONAL_SKILL, "s3"),
    ("j3", R.ESSENTIAL_SKILL, "s3"),
    ("j1", R.BROADER, "j0"),
    ("j2", R.BROADER, "j0"),
    ("s1", R.RELATED, "s3"),
]


def test_job_types_alone_carry_as_in_the_whole_network() -> None:
    rule = LikenessRule(full=0.7, place=0.2, optional=0.3)
    drawn = catalogue(LINKS, headings=["j0"])
    whole = compile_network(build_graph(drawn), likeness_rule=rule)
    alone = JobTypeNetworks(drawn).under(rule)
    jobs = [node.iri for node in alone.nodes]
    assert jobs == ["j0", "j1", "j2", "j3"]
    expected = [[whole.transfer_between(whole.index(a), whole.index(b)) for b in jobs] for a in jobs]
    assert alone.transfer.toarray().tolist() == expected


def test_job_types_that_are_like_none_stand_alone() -> None:
    rule = LikenessRule(full=0.7, place=0.2, optional=0.3)
    alone = JobTypeNetworks(catalogue([("j1", R.ESSENTIAL_SKILL, "s1"), ("j2", R.ESSENTIAL_SKILL, "s2")]))
    assert alone.under(rule).transfer.toarray().tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_a_kind_of_edge_goes_among_the_concepts_of_one_kind_only() -> None:
    whole = network(LINKS)
    s1, s3, j1, j2 = (whole.index(iri) for iri in ("s1", "s3", "j1", "j2"))
    kinds = frozenset({EdgeKind.RELATED, EdgeKind.SIMILAR_WORK})
    without_related = without(whole, kinds, among=ConceptKind.SKILL)
    assert whole.transfer_between(s1, s3) == EDGE_RULES[EdgeKind.RELATED].weight
    assert without_related.transfer_between(s1, s3) == 0.0
    assert without_related.transfer_between(j1, j2) == whole.transfer_between(j1, j2) > 0


def test_an_added_edge_carries_one_way() -> None:
    whole = network(LINKS)
    s1, s2 = (whole.index(iri) for iri in ("s1", "s2"))
    source, target = (np.array([end], dtype=np.int32) for end in (s1, s2))
    added = with_edges(whole, EdgeKind.RELATED, source, target, np.array([0.8]))
    assert (added.transfer_between(s1, s2), added.transfer_between(s2, s1)) == (0.8, 0.0)
