"""The certificate as a query: a score worked out again from what is said of a match, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import catalogues, compiled
from match_graphs import DAY, n_triples, rows, some_matches, store_of
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.agency.asking import Asking
from skillpath.agency.dataset.evidence import match_nodes
from skillpath.agency.matching import explanation
from skillpath.agency.workspace import Workspace
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.dataset.names import MATCH, named
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.vocabulary import SP
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.certificate import certificate, certificate_hash
from skillpath.reasoner.document import match_document
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Profile
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from workspaces import Bundled

FILE = Path(__file__).resolve().parents[2] / "ontology" / "queries" / "certificate.rq"
AS_IT_STANDS = FILE.read_text(encoding="utf-8")
CERTIFICATE = re.sub(r"VALUES \?graph .*\n +GRAPH \?graph ", "", AS_IT_STANDS)
"""The same asked of a store that holds nothing but matches."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("demo") / "w")


@pytest.fixture(scope="module")
def matches(workspace: Workspace) -> dict[tuple[str, str], str]:
    return some_matches(workspace, one_in=5)


def proofs(store: ox.Store) -> dict[str, tuple[float, float, str, str, str]]:
    """Match → stated, derived, points, derived points, whether proved."""
    return {
        match: (float(stated), float(derived), points, again, proved)
        for match, stated, derived, points, again, proved in rows(store, CERTIFICATE)
    }


def test_a_query_names_the_graph_of_a_match(workspace: Workspace) -> None:
    question = Question(AS_IT_STANDS)
    with Asking(count=1) as asking, asking.ask(workspace, question, user="", book=True, as_of=DAY) as answer:
        ((match, stated, _, points, again, proved),) = answer.read().rows
    shown = explanation(workspace, "C-003", "R-01", as_of=DAY)
    assert str(match) == named(MATCH, "C-003", "R-01")
    assert float(str(stated)) == shown["score"]
    assert float(str(points)) == float(str(again)) == shown["points"]
    assert str(proved) == "true"


def test_scores_of_the_demonstration_follow_from_their_statements(
    matches: dict[tuple[str, str], str],
) -> None:
    found = proofs(store_of(*matches.values()))
    assert len(found) == len(matches)
    for stated, derived, points, again, proved in found.values():
        assert (points, proved) == (again, "true")
        assert derived == pytest.approx(stated, abs=1e-11)


def test_any_engine_can_work_it_out(matches: dict[tuple[str, str], str]) -> None:
    graph = rdflib.Graph().parse(data=matches["C-003", "R-01"], format="nt")
    (row,) = graph.query(CERTIFICATE)
    assert isinstance(row, rdflib.query.ResultRow)
    _, stated, derived, points, again, proved = map(str, row)
    assert (float(points), proved) == (float(again), "true")
    assert float(derived) == pytest.approx(float(stated), abs=1e-11)


@settings(max_examples=25, deadline=None)
@given(catalogues(), st.lists(candidates, min_size=1, max_size=3), roles, bottleneck_profiles)
def test_random_scores_follow_from_their_statements(
    taxonomy: Catalogue, people: list[Candidate], role: Role, profile: Profile
) -> None:
    network = compiled(taxonomy)
    matcher, finder = Matcher.prepare(network, role, profile, as_of=TODAY), PathFinder(network)
    release = {"name": "drawn", "compiler": "", "graphs": {}}
    texts, scores = [], {}
    for number, person in enumerate(people):
        candidate = replace(person, code=f"C-{number}")
        match = matcher.explain(candidate, finder)
        shown = match_document(network, match, candidate, role, release="drawn")
        proof = certificate(matcher, match, candidate, release=release)
        told = shown | {"band": {"word": "far"}, "certificate": certificate_hash(proof)}
        texts.append(n_triples(match_nodes(told, proof)))
        scores[named(MATCH, candidate.code, role.id)] = match.score
    found = proofs(store_of(*texts))
    assert set(found) == (set(scores) if matcher.requirements.items else set())
    for name, (stated, derived, points, again, proved) in found.items():
        assert (stated, points, proved) == (scores[name], again, "true")
        assert derived == pytest.approx(stated, abs=1e-10)


STATEMENTS = {
    "": ("score", "bottleneck"),
    "/contribution/N": ("score", "dose"),
    "/requirement/N": ("weight", "level"),
    "/requirement/N/step/N": ("weight", "carried"),
}
"""Numbers that the score follows from, and the score, by where they stand."""


def test_no_number_can_be_changed_unnoticed(
    workspace: Workspace, matches: dict[tuple[str, str], str]
) -> None:
    """Each a tenth less, in a copy of a match of its own; those aside that cannot matter as things are."""
    shown = explanation(workspace, "C-008", "R-06", as_of=DAY)
    text, base = matches["C-008", "R-06"], named(MATCH, "C-008", "R-06")
    forged = dict(_forgeries(text, base, set(_moot(shown))))
    assert {re.sub(r"\d+", "N", name) for name in forged} == {
        f"{part} {name}" for part, names in STATEMENTS.items() for name in names
    }
    copies = {f"{base}-{number}": name for number, name in enumerate(forged)}
    texts = (forged[name].replace(f"<{base}", f"<{copy}") for copy, name in copies.items())
    found = proofs(store_of(text, *texts))
    assert found.pop(base)[-1] == "true"
    assert {copies[match] for match, (*_, proved) in found.items() if proved == "true"} == set()
    assert len(found) == len(forged) > 25


def _forgeries(text: str, base: str, moot: set[str]) -> Iterator[tuple[str, str]]:
    parts = "|".join(part.replace("N", r"\d+") for part in STATEMENTS)
    number = re.compile(rf'<{base}(?P<part>{parts})> <{SP}(?P<name>\w+)> "(?P<value>[^"]+)"\^\^<[^>]*double>')
    for found in number.finditer(text):
        part, name, value = found["part"], found["name"], float(found["value"])
        if name in STATEMENTS[re.sub(r"\d+", "N", part)] and value and f"{part} {name}" not in moot:
            at, end = found.span("value")
            yield f"{part} {name}", f"{text[:at]}{0.9 * value!r}{text[end:]}"


def _moot(shown: Document) -> Iterator[str]:
    """Doses of what is mastered anyway; levels of what is met in full, or not at all."""
    contributions = 0
    for number, one in enumerate(shown["requirements"], 1):
        if one["strength"] in (0.0, 1.0):
            yield f"/requirement/{number} level"
        for _ in one["contributions"]:
            contributions += 1
            if one["mastery"] == 1.0 or one["strength"] == 1.0:
                yield f"/contribution/{contributions} dose"


def test_a_broken_path_is_no_proof(matches: dict[tuple[str, str], str]) -> None:
    text, base = matches["C-008", "R-06"], named(MATCH, "C-008", "R-06")
    first = re.search(rf"<{base}/requirement/\d+/step/2> <{SP}from> (<[^>]+>)", text)
    assert first is not None
    broken = f"{text[: first.start(1)]}<urn:elsewhere>{text[first.end(1) :]}"
    assert [proved for *_, proved in proofs(store_of(broken)).values()] == ["false"]
    end = re.search(rf"<{base}/requirement/\d+/step/1> <{SP}to> (<[^>]+>)", text)
    assert end is not None
    astray = f"{text[: end.start(1)]}<urn:elsewhere>{text[end.end(1) :]}"
    assert [proved for *_, proved in proofs(store_of(astray)).values()] == ["false"]
    without = text.replace(f"<{base}> <{SP}requirement> <{base}/requirement/1> .\n", "")
    assert [proved for *_, proved in proofs(store_of(without)).values()] == ["false"]
