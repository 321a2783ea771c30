import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import catalogue, catalogues, network
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import Concept, ConceptKind
from skillpath.ontology.catalogue import RelationKind as R
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.document import match_document
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import PROFILES, Profile
from skillpath.reasoner.role import Role, SkillRequirement
from skillpath.reasoner.rounding import points
from skillpath.reasoner.shown import Document, concept
from skillpath.reasoner.texts.languages import Language

networks = catalogues().map(lambda taxonomy: compile_network(build_graph(taxonomy)))


def hundredths(values: Iterable[float]) -> int:
    return sum(round(value * 100) for value in values)


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=30))
def test_shown_parts_add_up_to_the_shown_whole(raw: list[float]) -> None:
    whole = min(1.0, sum(raw))
    parts = [part * whole / (sum(raw) or 1.0) for part in raw]
    shown, total = points(parts, sum(parts))
    assert hundredths(shown) == hundredths([total])
    assert all(abs(a - b * 100) < 0.01 + 1e-9 for a, b in zip(shown, parts, strict=True))


@given(networks, candidates, roles, bottleneck_profiles)
def test_a_document_adds_up_in_every_direction_and_is_json(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    document = match_document(net, match, candidate, role, release="r")
    whole = hundredths([document["points"]])
    assert hundredths(c["points"] for c in document["channels"]) == whole
    assert hundredths(i["points"] for i in document["items"]) == whole
    assert hundredths(r["points"] for r in document["requirements"]) == whole
    for requirement in document["requirements"]:
        assert hundredths(c["points"] for c in requirement["contributions"]) == hundredths(
            [requirement["points"]]
        )
    assert json.loads(json.dumps(document)) == document


@given(networks, candidates, roles, bottleneck_profiles)
def test_gaps_are_the_costliest_first_and_count_as_the_requirements(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    document = match_document(net, match, candidate, role, release="r")
    gaps = [gap["gap"] for gap in document["gaps"]]
    assert gaps == sorted(gaps, reverse=True)
    assert sum(document["counts"].values()) == len(document["requirements"])
    assert document["counts"]["not"] == sum(r["source"] is None for r in document["requirements"])


@given(networks, candidates, roles, bottleneck_profiles, st.sampled_from(Language))
def test_a_document_has_the_same_numbers_in_every_language(
    net: Network, candidate: Candidate, role: Role, profile: Profile, language: Language
) -> None:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    english = match_document(net, match, candidate, role, release="r")
    other = match_document(net, match, candidate, role, release="r", language=language)
    assert numbers_in(other) == numbers_in(english)


def numbers_in(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [n for part in value.values() for n in numbers_in(part)]
    if isinstance(value, list):
        return [n for part in value for n in numbers_in(part)]
    return [value] if isinstance(value, int | float) else []


def test_labels_are_in_the_language_asked_for_or_english() -> None:
    taxonomy = catalogue([("j1", R.ESSENTIAL_SKILL, "s1")], alone=["i1"])
    german = {
        **taxonomy.concepts,
        "j1": Concept("j1", ConceptKind.JOB_TYPE, {"en": "clerk", "de": "Schreiber"}),
    }
    net = compile_network(build_graph(replace(taxonomy, concepts=german)))
    shown = [concept(net, net.index(iri), Language.DE) for iri in ("j1", "s1", "i1#floor")]
    assert [(one["label"], one["language"]) for one in shown] == [
        ("Schreiber", "de"),
        ("s1", "en"),
        ("praktische Arbeit in i1", "de"),
    ]
    assert concept(net, net.index("i1#floor"))["label"] == "shop floor of i1"
    assert concept(net, net.index("j1"), Language.FR)["label"] == "clerk"


def test_the_larger_remainder_is_rounded_up() -> None:
    assert points([0.00011, 0.00019], 0.0003) == ([0.01, 0.02], 0.03)


@given(st.integers(0, 9_999), st.floats(-1e-13, 1e-13))
def test_halves_of_the_last_digit_are_rounded_up(hundredths: int, noise: float) -> None:
    half = (hundredths + 0.5) / 10_000 + noise
    assert points([half], half) == ([(hundredths + 1) / 100], (hundredths + 1) / 100)


def test_what_is_brought_is_told_as_work_and_as_claims() -> None:
    net = network([("s1", R.RELATED, "s2")], alone=["i1", "j1"])
    spells = (
        Spell("j1", "i1", date(2000, 1, 1), date(2010, 5, 5)),
        Spell(None, "i1", date(2011, 1, 1), None, Level.SENIOR),
        Spell(None, None, date(2012, 1, 1)),
        Spell("j-gone", None, date(2013, 1, 1)),
    )
    items = by_hand(net, Candidate("C-1", spells, (Claim("s1"),)), "s2")["items"]
    assert [(item["text"], item["brief"]) for item in items] == [
        ("j1 in i1, 2000–2010", "j1 in i1"),
        ("work in i1, 2011–today, senior", "work in i1"),
        ("work, 2012–today", "work"),
        ("j-gone, 2013–today", "j-gone"),
        ("CV: s1", "CV"),
    ]


@pytest.mark.parametrize(
    ("transfer", "shown"), [(0.1466, 0.146), (0.1469, 0.146), (0.1471, 0.147), (0.0009, 0.0)]
)
def test_the_transfer_of_a_nearest_thing_is_cut_to_three_decimals(transfer: float, shown: float) -> None:
    net = network([("s1", R.RELATED, "s2", transfer)])
    (requirement,) = by_hand(net, Candidate("C-1", claims=(Claim("s1"),)), "s2")["requirements"]
    assert (requirement["nearest"]["transfer"], requirement["nearest"]["shown"]) == (
        pytest.approx(transfer),
        shown,
    )


def test_points_are_told_to_two_decimals() -> None:
    """Each of three skills weighs a third, of which a claim brings 0.8."""
    net = network([(f"j{n}", R.ESSENTIAL_SKILL, f"s{n}") for n in (1, 2, 3)])
    document = by_hand(net, Candidate("C-1", claims=(Claim("s1"),)), "s1", "s2", "s3")
    found = [(one["points"], one["gap_points"]) for one in document["requirements"]]
    assert found == [(26.67, 6.67), (0.0, 33.33), (0.0, 33.33)]
    assert [item["points"] for item in document["items"]] == [26.67]


def by_hand(net: Network, candidate: Candidate, *skills: str) -> Document:
    role = Role("R-1", "a role", tuple(SkillRequirement(skill) for skill in skills))
    matcher = Matcher.prepare(net, role, PROFILES["skills first"], as_of=TODAY)
    match = matcher.explain(candidate, PathFinder(net))
    return match_document(net, match, candidate, role, release="r")
