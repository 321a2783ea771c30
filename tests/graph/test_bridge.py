import math
from collections.abc import Sequence
from dataclasses import replace

import networkx as nx
import pytest

from drawn import Link, catalogue
from skillpath.graph.bridge import build_graph, learning_edges, taxonomy_weight, transfer_edges
from skillpath.graph.information import information_content
from skillpath.graph.likeness import LIKENESS
from skillpath.graph.links import links_of
from skillpath.graph.relations import CUT_OFF, EdgeKind
from skillpath.graph.similar_work import similar_work as graph_similar_work
from skillpath.ontology.catalogue import Catalogue, Concept, ConceptKind
from skillpath.ontology.catalogue import RelationKind as R

# Four job types; s-pay is narrower than s-acc. s-pay is needed by one, s-acc by that one and one more.
OFFICE = [
    ("s-pay", R.BROADER, "s-acc"),
    ("s-tax", R.BROADER, "s-acc"),
    ("j1", R.ESSENTIAL_SKILL, "s-pay"),
    ("j2", R.OPTIONAL_SKILL, "s-tax"),
    ("j3", R.ESSENTIAL_SKILL, "s-talk"),
    ("j4", R.ESSENTIAL_SKILL, "s-talk"),
]


def edge(graph: "nx.MultiDiGraph[str]", u: str, v: str, kind: str) -> float:
    weight = graph.get_edge_data(u, v, kind)["weight"]
    assert isinstance(weight, float)
    return weight


def test_information_content_counts_the_job_types_that_need_a_skill_or_anything_narrower() -> None:
    ic = information_content(build_graph(catalogue(OFFICE)))
    assert ic["s-pay"] == ic["s-tax"] == 1.0  # one of four
    assert ic["s-acc"] == ic["s-talk"] == 0.5  # two of four: −log(1/2)/log 4


def test_a_skill_that_none_needs_says_most_and_one_that_all_need_says_nothing() -> None:
    links = [(job, R.ESSENTIAL_SKILL, "s-all") for job in ("j1", "j2", "j3")]
    ic = information_content(build_graph(catalogue(links, alone=["s-none"])))
    assert ic["s-none"] == 1.0
    assert ic["s-all"] == 0.0


def test_job_types_and_industries_are_informative_by_what_lies_below_them() -> None:
    links = [(f"j{n}", R.BROADER, "j-group") for n in range(3)] + [("i10", R.BROADER, "i-c")]
    ic = information_content(build_graph(catalogue(links)))
    assert ic["j0"] == 1.0
    assert ic["j-group"] == 0.0  # all four, itself included
    assert ic["i10"] == ic["i10#floor"] == 1.0
    assert ic["i-c"] == ic["i-c#floor"] == 0.0


def test_a_cycle_of_broader_concepts_counts_as_one() -> None:
    cycle = [("s1", R.BROADER, "s2"), ("s2", R.BROADER, "s1"), ("j1", R.ESSENTIAL_SKILL, "s1")]
    others = [("j2", R.ESSENTIAL_SKILL, "s3"), ("j3", R.ESSENTIAL_SKILL, "s3")]
    graph = build_graph(catalogue(cycle + others))
    assert graph.nodes["s1"]["ic"] == graph.nodes["s2"]["ic"] == 1.0
    assert edge(graph, "s2", "s1", "narrower") == 1.0


def test_the_taxonomy_rule() -> None:
    graph = build_graph(catalogue(OFFICE))
    assert edge(graph, "s-pay", "s-acc", "broader") == 1.0
    assert edge(graph, "s-acc", "s-pay", "narrower") == pytest.approx(0.5**1.5, abs=1e-15)
    assert taxonomy_weight(0.0, 0.0) == 1.0


def test_weights_by_kind_and_of_the_link_itself() -> None:
    links: list[Link] = [
        ("s1", R.RELATED, "s2"),
        ("s3", R.RELATED, "s4", 0.7),
        ("s5", R.ESSENTIAL_SKILL, "s6"),
    ]
    graph = build_graph(catalogue([*links, ("j1", R.OPTIONAL_SKILL, "s1", 0.9)]))
    assert edge(graph, "s1", "s2", "related") == edge(graph, "s2", "s1", "related") == 0.5
    assert edge(graph, "s3", "s4", "related") == edge(graph, "s4", "s3", "related") == 0.7
    assert edge(graph, "s5", "s6", "needs essentially") == 0.6
    assert edge(graph, "s6", "s5", "essential for") == 0.4
    assert edge(graph, "j1", "s1", "optional skill") == 0.9


def test_matched_concepts_are_one_node_with_all_their_links_and_names() -> None:
    graph = build_graph(
        catalogue([*OFFICE, ("j5", R.ESSENTIAL_SKILL, "s-payroll")], same=[("s-pay", "s-payroll")])
    )
    assert "s-payroll" not in graph
    assert graph.nodes["s-pay"]["aliases"] == ("s-pay", "s-payroll")
    assert "s-payroll" in graph.nodes["s-pay"]["names"]
    assert graph.has_edge("j5", "s-pay", "essential skill")


def test_a_skill_is_never_contracted_with_a_job_type() -> None:
    graph = build_graph(catalogue(OFFICE, same=[("j1", "s-pay")]))
    assert {"j1", "s-pay"} <= set(graph)


def test_what_a_section_teaches_its_divisions_teach_unless_they_say_so_themselves() -> None:
    links: list[Link] = [
        ("i10", R.BROADER, "i-c"),
        ("i-c", R.TEACHES, "s1"),
        ("i-c", R.TEACHES, "s2"),
        ("i10", R.TEACHES, "s2", 0.9),
        ("i-c", R.FLOOR_TEACHES, "s3"),
    ]
    strength = {(u, v): w for u, v, _, w, _ in learning_edges(build_graph(catalogue(links)))}
    assert strength["i10", "s1"] == 0.6
    assert strength["i10", "s2"] == 0.9
    assert strength["i-c#floor", "s3"] == strength["i10#floor", "s3"] == 0.8
    assert ("i10", "s3") not in strength


def similar_work(links: Sequence[Link], *, headings: tuple[str, ...] = ()) -> dict[tuple[str, str], float]:
    graph = build_graph(catalogue(links, headings=headings))
    alike, iris = graph_similar_work(links_of(graph), LIKENESS), sorted(graph)
    pairs = zip(alike.source.tolist(), alike.target.tolist(), alike.weight.tolist(), strict=True)
    return {(iris[u], iris[v]): weight for u, v, weight in pairs}


def test_job_types_that_share_skills_which_few_need_carry_to_one_another() -> None:
    needs = {"j1": "s1 s2 s3 s4", "j2": "s1 s2", "j3": "s9"}
    links = [(job, R.ESSENTIAL_SKILL, skill) for job, skills in needs.items() for skill in skills.split()]
    shared = 1 - math.log(2) / math.log(3)  # IC of s1 and s2, needed by two of three; all else has 1
    size = {"j1": 2 * shared + 3, "j2": 2 * shared + 1, "j3": 2}  # what it needs, and its own place
    own = {"j1": shared + 3, "j2": shared + 1, "j3": 2}  # half of a skill that two need is one's own
    typical = LIKENESS.full * sorted(own[j] / size[j] ** 2 for j in needs)[1]
    lift = shared / (size["j1"] * size["j2"])
    expected = pytest.approx((1 - LIKENESS.place) * math.sqrt(lift / typical))
    assert similar_work(links) == {("j1", "j2"): expected, ("j2", "j1"): expected}


def test_job_types_are_alike_by_their_place_in_the_classification() -> None:
    """Four job types, two of them under one heading of two: IC(heading) = ½, IC of each = 1."""
    links = [("j1", R.BROADER, "j-h"), ("j2", R.BROADER, "j-h"), ("j3", R.RELATED, "j4")]
    weights = similar_work(links, headings=("j-h",))
    by_place = LIKENESS.place * 0.5**1.5
    assert ("j3", "j4") not in weights
    assert weights["j1", "j2"] > weights.get(("j-h", "j2"), 0.0)
    assert by_place < CUT_OFF  # the place alone does not carry that far
    assert ("j-h", "j2") not in weights


def test_a_heading_does_not_vouch_for_the_job_types_below_it() -> None:
    graph = build_graph(catalogue([("j1", R.BROADER, "j-h"), ("j2", R.BROADER, "j3")], headings=("j-h",)))
    kinds = {(u, v): kind for u, v, kind, _, _ in transfer_edges(graph)}
    assert kinds["j1", "j-h"] is EdgeKind.BROADER
    assert kinds.get(("j-h", "j1")) is not EdgeKind.NARROWER


def test_of_matched_concepts_the_shortest_name_and_its_label_come_first() -> None:
    graph = build_graph(catalogue([], alone=["s-b", "s-aaa"], same=[("s-b", "s-aaa")]))
    assert graph.nodes["s-b"]["label"] == "s-b"
    assert graph.nodes["s-b"]["aliases"] == ("s-b", "s-aaa")


def test_what_is_known_of_concepts_that_are_the_same() -> None:
    """The canonical one has the first word; what it does not say is said by the other."""
    first = Concept("s-a", ConceptKind.SKILL, {"en": "pay"}, ("wages",))
    other = Concept(
        "s-bb",
        ConceptKind.SKILL,
        {"en": "payroll", "de": "Lohn"},
        ("salaries",),
        code="S1",
        group=True,
        zone=3,
        definition="Paying people.",
    )
    third = replace(other, iri="s-cc", code="S2", zone=4, definition="Another one.")
    concepts = {concept.iri: concept for concept in (third, other, first)}
    node = build_graph(Catalogue(concepts, (), (("s-bb", "s-a"), ("s-cc", "s-a")))).nodes["s-a"]
    assert node["label"] == "pay"
    assert node["labels"] == {"en": "pay", "de": "Lohn"}
    assert node["names"] == ("Lohn", "payroll", "salaries", "wages")
    assert (node["code"], node["zone"], node["definition"]) == ("S1", 3, "Paying people.")
    assert node["group"] is False
    assert node["aliases"] == ("s-a", "s-bb", "s-cc")
    headings = build_graph(Catalogue({"s-bb": other, "s-cc": third}, (), (("s-bb", "s-cc"),)))
    assert headings.nodes["s-bb"]["group"] is True


def test_a_concept_that_replaces_others_goes_by_their_iris_after_its_own() -> None:
    industry = Concept("i-c", ConceptKind.INDUSTRY, {"en": "baking"})
    graph = build_graph(Catalogue({"i-c": industry}, (), replaced={"i": "i-c", "a": "i-c"}))
    assert graph.nodes["i-c"]["aliases"] == ("i-c", "a", "i")
    assert graph.nodes["i-c#floor"]["aliases"] == ("i-c#floor", "a#floor", "i#floor")


def test_the_floor_of_an_industry_is_described_by_it() -> None:
    industry = Concept("i-c", ConceptKind.INDUSTRY, {"en": "baking"}, code="10", group=True, zone=2)
    floor = build_graph(Catalogue({"i-c": industry}, ())).nodes["i-c#floor"]
    assert (floor["label"], floor["labels"]) == ("shop floor of baking", {"en": "shop floor of baking"})
    assert (floor["kind"], floor["code"], floor["names"]) == ("floor", "10", ())
    assert (floor["group"], floor["zone"]) == (False, 0)
    assert floor["definition"] == "Hands-on work in baking."
    assert floor["aliases"] == ("i-c#floor",)


@pytest.mark.parametrize("weights", [(0.3, 0.7), (0.7, 0.3)])
def test_of_two_links_between_what_is_the_same_the_heavier_stays(weights: tuple[float, float]) -> None:
    links: list[Link] = [("s1", R.RELATED, "s2", weights[0]), ("s1x", R.RELATED, "s2", weights[1])]
    graph = build_graph(catalogue(links, same=[("s1", "s1x")]))
    assert edge(graph, "s1", "s2", "related") == edge(graph, "s2", "s1", "related") == 0.7


@pytest.mark.parametrize("rule_first", [True, False])
def test_a_rule_yields_to_a_number(rule_first: bool) -> None:
    """Of the two links between what is the same one states a weight: it stays, however small."""
    plain, stated = ("s1", "s1x") if rule_first else ("s1x", "s1")
    links: list[Link] = [(plain, R.BROADER, "s2"), (stated, R.BROADER, "s2", 0.2)]
    links += [("j1", R.ESSENTIAL_SKILL, "s1"), ("j2", R.ESSENTIAL_SKILL, "s2")]
    graph = build_graph(catalogue(links, same=[("s1", "s1x")]))
    assert edge(graph, "s2", "s1", "narrower") == 0.2


def test_links_between_kinds_that_teach_nothing_are_no_edges() -> None:
    odd: list[Link] = [("j1", R.RELATED, "s1"), ("j1", R.ESSENTIAL_SKILL, "i1"), ("s1", R.TEACHES, "j1")]
    assert list(build_graph(catalogue(odd)).edges) == []


@pytest.mark.parametrize("teachers", [("i-a", "i-b"), ("i-b", "i-a")])
def test_of_several_industries_above_the_one_that_teaches_best_is_heard(teachers: tuple[str, str]) -> None:
    links: list[Link] = [
        ("i1", R.BROADER, "i-a"),
        ("i1", R.BROADER, "i-b"),
        (teachers[0], R.TEACHES, "s1", 0.9),
        (teachers[1], R.TEACHES, "s1", 0.4),
    ]
    strength = {(u, v): w for u, v, _, w, _ in learning_edges(build_graph(catalogue(links)))}
    assert strength["i1", "s1"] == 0.9


def test_weights_of_the_kinds_that_are_optional() -> None:
    graph = build_graph(catalogue([("s1", R.OPTIONAL_SKILL, "s2"), ("s3", R.CLOSE_MATCH, "s4")]))
    assert edge(graph, "s1", "s2", "needs optionally") == edge(graph, "s2", "s1", "optional for") == 0.25
    assert edge(graph, "s3", "s4", "close match") == edge(graph, "s4", "s3", "close match") == 0.9
    taught: list[Link] = [("j1", R.ESSENTIAL_SKILL, "s1"), ("j1", R.OPTIONAL_SKILL, "s2")]
    taught += [("i1", R.TEACHES, "s1"), ("i1", R.FLOOR_TEACHES, "s2")]
    strength = {(u, v): w for u, v, _, w, _ in learning_edges(build_graph(catalogue(taught)))}
    assert strength == {("j1", "s1"): 1.0, ("j1", "s2"): 0.5, ("i1", "s1"): 0.6, ("i1#floor", "s2"): 0.8}


def test_the_only_job_type_tells_needed_from_not_needed() -> None:
    ic = information_content(build_graph(catalogue([("j1", R.ESSENTIAL_SKILL, "s1")], alone=["s2"])))
    assert (ic["s1"], ic["s2"]) == (0.0, 1.0)
