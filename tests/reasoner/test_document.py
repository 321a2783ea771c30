import json
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from drawn import catalogues
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.graph.bridge import build_graph
from skillpath.graph.compiler import compile_network
from skillpath.graph.network import Network
from skillpath.graph.paths import PathFinder
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.document import match_document
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role
from skillpath.reasoner.rounding import points
from skillpath.reasoner.sentences import listed

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
def test_sentences_say_what_the_evidence_says(
    net: Network, candidate: Candidate, role: Role, profile: Profile
) -> None:
    match = Matcher.prepare(net, role, profile, as_of=TODAY).explain(candidate, PathFinder(net))
    document = match_document(net, match, candidate, role, release="r")
    assert f"{document['points']:.2f} of 100" in document["summary"]
    for requirement in document["requirements"]:
        label = requirement["requirement"]["label"]
        assert label in requirement["sentence"]
        unmet = requirement["source"] is None
        assert requirement["sentence"].startswith("Nothing in the history") == unmet
        if unmet and requirement["requirement"]["essential"]:
            assert "No sign of" in document["summary"]
    gaps = [gap["gap"] for gap in document["gaps"]]
    assert gaps == sorted(gaps, reverse=True)


def test_long_lists_are_cut() -> None:
    assert listed(["a", "b", "c", "d"]) == "a, b, c and 1 more"


def test_the_larger_remainder_is_rounded_up() -> None:
    assert points([0.00011, 0.00019], 0.0003) == ([0.01, 0.02], 0.03)
