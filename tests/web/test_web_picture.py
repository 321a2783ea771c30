"""The picture of a match says what its document says: points flow, none are made and none are lost."""

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drawn import catalogues
from drawn import network as drawn_network
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.document import match_document
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import DEFAULT_PROFILE, PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.web.drawing import drawing
from skillpath.web.layout import COLUMN_GAP, ROW_GAP, layered
from skillpath.web.picture import Edge, Picture, picture

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    network = draw(networks)
    role: Role = draw(roles)
    candidate: Candidate = draw(candidates)
    profile: Profile = draw(bottleneck_profiles)
    matcher = Matcher.prepare(network, role, profile, as_of=TODAY)
    match = matcher.explain(candidate, PathFinder(network))
    return match_document(network, match, candidate, role, release="r")


def hundredths(edges: list[Edge]) -> int:
    return sum(round(100 * edge.points) for edge in edges)


@settings(deadline=None)
@given(documents())
def test_points_flow_from_the_candidate_to_the_role(document: dict[str, Any]) -> None:
    drawn = picture(document)
    out: defaultdict[object, list[Edge]] = defaultdict(list)
    into: defaultdict[object, list[Edge]] = defaultdict(list)
    for edge in drawn.edges:
        out[edge.source].append(edge)
        into[edge.target].append(edge)
    whole = round(100 * document["points"])
    assert hundredths(out["candidate",]) == hundredths(into["role",]) == whole
    for node in into.keys() & out.keys():
        assert hundredths(into[node]) == hundredths(out[node])
    for part in document["channels"]:
        flow = [edge for edge in into["role",] if edge.channel == part["channel"]]
        assert hundredths(flow) == round(100 * part["points"])


@settings(deadline=None)
@given(documents())
def test_every_requirement_and_every_item_with_points_has_its_box(document: dict[str, Any]) -> None:
    drawn = picture(document)
    labels = {node.label for node in drawn.nodes.values()}
    assert {item["text"] for item in document["items"] if item["points"] > 0} <= labels
    kinds = [node.kind for node in drawn.nodes.values()]
    unmet = [r for r in document["requirements"] if not r["contributions"]]
    assert kinds.count("unmet") == len(unmet)
    assert kinds.count("requirement") == len(document["requirements"]) - len(unmet)


@settings(deadline=None)
@given(documents())
def test_edges_lead_to_the_right(document: dict[str, Any]) -> None:
    drawn = picture(document)
    assert all(drawn.nodes[e.source].column < drawn.nodes[e.target].column for e in drawn.edges)
    assert all(edge.text for edge in drawn.edges)


@settings(deadline=None)
@given(documents(), st.integers(2, 12))
def test_what_does_not_fit_is_the_least_and_is_counted(document: dict[str, Any], most: int) -> None:
    drawn = picture(document, most_nodes=most)
    assert len(drawn.nodes) <= most
    shown = sum(e.points for e in drawn.edges if e.target == ("role",))
    assert shown + drawn.left_out_points == pytest.approx(document["points"])
    assert (drawn.left_out > 0) >= (drawn.left_out_points > 0)


def test_the_strongest_path_stays_when_there_is_no_room_for_both() -> None:
    network = drawn_network([], alone=["s1", "s2"])
    asked = (SkillRequirement("s1", essential=False), SkillRequirement("s2"))
    role = Role("R-1", "a role", asked)
    candidate = Candidate("C-1", claims=(Claim("s1"), Claim("s2")))
    matcher = Matcher.prepare(network, role, PROFILES[DEFAULT_PROFILE], as_of=TODAY)
    document = match_document(
        network, matcher.explain(candidate, PathFinder(network)), candidate, role, release="r"
    )
    drawn = picture(document, most_nodes=4)
    assert [node.label for node in drawn.nodes.values()] == ["C-1", "CV: s2", "s2", "a role"]
    assert drawn.left_out == 1
    assert 0 < drawn.left_out_points < document["points"] / 2


@settings(deadline=None)
@given(documents())
def test_the_drawing_has_every_box_and_line_in_its_place(document: dict[str, Any]) -> None:
    drawn = picture(document)
    assume(drawn.edges)
    data = drawing(drawn)
    boxes = [node for node in data["nodes"] if node["group"] != "heading"]
    assert len(boxes) == len(drawn.nodes)
    assert len({(box["x"], box["y"]) for box in data["nodes"]}) == len(data["nodes"])
    assert [edge["width"] for edge in data["edges"]] == pytest.approx(widths(drawn), abs=0.006)
    assert data["width"] > 0
    assert data["height"] > 0


def widths(drawn: Picture) -> list[float]:
    """1 for no points, 14 for the most, in proportion between."""
    most = max((edge.points for edge in drawn.edges), default=0.0)
    return [1 + 13 * (edge.points / most if most else 0.0) for edge in drawn.edges]


def test_a_column_is_ordered_by_what_leads_to_it() -> None:
    columns = {"a": 0, "b": 0, "of b": 1, "of a": 1, "of none": 1}
    places = layered(columns, [("a", "of a"), ("b", "of b")])
    assert [places[key][1] for key in ("a", "b")] == [-ROW_GAP / 2, ROW_GAP / 2]
    assert [places[key][1] for key in ("of a", "of b", "of none")] == [
        -ROW_GAP / 2,
        ROW_GAP / 2,
        1.5 * ROW_GAP,
    ]
    assert {places[key][0] for key in ("of a", "of b", "of none")} == {COLUMN_GAP}
