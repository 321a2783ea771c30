"""Matches as graphs: what the page shows, to the last digit, and the score worked out again from it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import catalogues, compiled
from people import TODAY, bottleneck_profiles, candidates, roles
from skillpath.agency import sparql_functions
from skillpath.agency.asking import Asking
from skillpath.agency.criteria import with_criteria
from skillpath.agency.dataset.evidence import match_nodes
from skillpath.agency.dataset.graphs import graph_of
from skillpath.agency.dataset.source import Source, Version, Wanted, silent
from skillpath.agency.dataset.sources import SOURCES
from skillpath.agency.dataset.stores import store_for
from skillpath.agency.matching import explanation, match_certificate, ranking
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryError
from skillpath.graph.paths import PathFinder
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.dataset.names import BEST_MATCHES, MATCH, MATCHES, RANKINGS, named
from skillpath.ontology.dataset.statements import Node, lines
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.vocabulary import SP
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.certificate import certificate, certificate_hash
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.document import match_document
from skillpath.reasoner.match import Matcher
from skillpath.reasoner.profile import Dimension, Profile
from skillpath.reasoner.role import Role
from skillpath.reasoner.shown import Document
from workspaces import Bundled

DAY = date(2026, 11, 1)
ROOT = Path(__file__).resolve().parents[2]
CERTIFICATE_AS_IT_STANDS = (ROOT / "ontology/queries/certificate.rq").read_text(encoding="utf-8")
CERTIFICATE = re.sub(r"VALUES \?graph .*\n +GRAPH \?graph ", "", CERTIFICATE_AS_IT_STANDS)
"""The same asked of a store that holds nothing but matches."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("demo") / "w")


def n_triples(nodes: Iterable[Node]) -> str:
    return "".join(f"{line} .\n" for line in lines(nodes))


def made(workspace: Workspace, graph: str) -> str:
    """The statements of a graph."""
    source, wanted = source_of(graph)
    return "".join(f"{line} .\n" for line in source.lines(workspace, wanted, silent))


def source_of(graph: str, *, as_of: date = DAY) -> tuple[Source, Wanted]:
    """How a graph is made."""
    family = graph_of(graph)
    assert family is not None
    assert family.of_book
    return SOURCES[family.iri], Wanted(graph, graph.removeprefix(family.iri), as_of)


def store_of(*texts: str) -> ox.Store:
    store = ox.Store()
    for text in texts:
        store.load(text, format=ox.RdfFormat.N_TRIPLES)
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes={"sp": str(SP)})
    assert isinstance(found, ox.QuerySolutions)
    return [tuple("" if term is None else _value(term) for term in row) for row in found]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value


def proofs(store: ox.Store) -> dict[str, tuple[float, float, str, str, str]]:
    """Match → stated, derived, points, derived points, whether proved."""
    return {
        match: (float(stated), float(derived), points, again, proved)
        for match, stated, derived, points, again, proved in rows(store, CERTIFICATE)
    }


# The evidence -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def matches(workspace: Workspace) -> dict[tuple[str, str], str]:
    """Candidate and role → what is said of their match: every candidate and role, a fifth of the pairs."""
    book = workspace.book
    return {
        (code, role.id): made(workspace, named(MATCHES, code, role.id))
        for number, role in enumerate(book.roles())
        for code in book.codes()[(number + 2) % 5 :: 5]
    }


def test_the_graph_says_what_the_page_shows(
    workspace: Workspace, matches: dict[tuple[str, str], str]
) -> None:
    shown = explanation(workspace, "C-003", "R-01", as_of=DAY)
    doses = [
        (part[0] + 1, part[3])
        for one in match_certificate(workspace, "C-003", "R-01", as_of=DAY)["requirements"]
        for part in one["doses"]
    ]
    store = store_of(matches["C-003", "R-01"])
    assert rows(
        store,
        """SELECT ?s ?p ?w ?c ?r { ?m a sp:Match ; sp:score ?s ; sp:points ?p ; sp:word ?w ;
        sp:certificate ?c ; sp:release ?r }""",
    ) == [
        (
            repr(shown["score"]),
            str(shown["points"]),
            shown["band"]["word"],
            shown["certificate"],
            shown["release"],
        )
    ]
    requirements = rows(
        store,
        """SELECT ?concept ?weight ?strength ?score ?points ?gap ?source ?mastery ?transfer {
        ?m sp:requirement ?q . ?q sp:concept ?concept ; sp:weight ?weight ; sp:strength ?strength ;
        sp:score ?score ; sp:points ?points ; sp:gapPoints ?gap ; sp:mastery ?mastery ; sp:transfer ?transfer
        OPTIONAL { ?q sp:source ?source } }""",
    )
    assert sorted(map(_numbers, requirements)) == sorted(
        (
            one["requirement"]["iri"],
            *(one["requirement"]["weight"], one["strength"], one["score"], one["points"], one["gap_points"]),
            "" if one["source"] is None else one["source"]["iri"],
            *(one["mastery"], one["transfer"]),
        )
        for one in shown["requirements"]
    )
    contributions = rows(
        store,
        """SELECT ?concept ?experience ?channel ?origin ?share ?score ?points ?dose {
        ?m sp:contribution ?c . ?c sp:meets/sp:concept ?concept ; sp:experience ?experience ;
        sp:channel ?channel ; sp:origin ?origin ; sp:share ?share ; sp:score ?score ; sp:points ?points ;
        sp:dose ?dose }""",
    )
    parts = [(one, part) for one in shown["requirements"] for part in one["contributions"]]
    base = f"{named(MATCH, 'C-003', 'R-01')}/experience/"
    assert sorted(map(_numbers, contributions)) == sorted(
        (
            *(one["requirement"]["iri"], f"{base}{number}", part["channel"], part["origin"]["iri"]),
            *(part["share"], part["score"], part["points"], dose),
        )
        for (one, part), (number, dose) in zip(parts, doses, strict=True)
    )
    steps = rows(
        store,
        """SELECT ?concept ?n ?from ?to ?kind ?weight { ?m sp:requirement ?q . ?q sp:concept ?concept ;
        sp:step ?s . ?s sp:number ?n ; sp:from ?from ; sp:to ?to ; sp:kind ?kind ; sp:weight ?weight }""",
    )
    assert sorted(map(_numbers, steps)) == sorted(
        (
            *(one["requirement"]["iri"], float(number), step["source"]["iri"], step["target"]["iri"]),
            *(step["kind"], step["weight"]),
        )
        for one in shown["requirements"]
        for number, step in enumerate(one["path"], 1)
    )


def _numbers(row: tuple[str, ...]) -> tuple[str | float, ...]:
    return tuple(float(one) if re.fullmatch(r"[-0-9.eE]+", one) else one for one in row)


def test_contributions_sum_to_the_score_shown(matches: dict[tuple[str, str], str]) -> None:
    store = store_of(*matches.values())
    sums = rows(
        store,
        """SELECT ?points (SUM(?part) AS ?sum) ?score (SUM(?exact) AS ?whole) {
        ?m a sp:Match ; sp:points ?points ; sp:score ?score .
        OPTIONAL { ?m sp:contribution ?c . ?c sp:points ?part ; sp:score ?exact } }
        GROUP BY ?m ?points ?score""",
    )
    assert len(sums) == len(matches)
    for points, added, score, whole in sums:
        assert Decimal(points) == Decimal(added or 0)
        assert float(score) == pytest.approx(float(whole or 0), abs=1e-14)


def test_what_is_missing_and_who_is_outside_is_told(workspace: Workspace) -> None:
    ranked = ranking(workspace, "R-12", as_of=DAY)["rows"]
    row = next(row for row in ranked if row["outside_filter"])
    shown = explanation(workspace, row["candidate"], "R-12", as_of=DAY)
    store = store_of(made(workspace, named(MATCHES, row["candidate"], "R-12")))
    missing = rows(store, "SELECT ?name { ?m sp:missing ?q . ?q sp:name ?name }")
    assert {name for (name,) in missing} == {
        one["requirement"]["name"] for one in shown["requirements"] if one["source"] is None
    }
    assert set(row["missing_essential"]) <= {name for (name,) in missing}
    outside = rows(
        store,
        """SELECT ?filter ?text ?inside { ?m sp:inside ?inside ; sp:outside ?o .
        ?o sp:filter ?filter ; sp:text ?text }""",
    )
    assert sorted(outside) == sorted((one["filter"], one["text"], "false") for one in shown["outside"])
    assert outside
    assert missing


def test_the_best_of_a_role_come_with_their_ranks(workspace: Workspace) -> None:
    shown = ranking(workspace, "R-01", as_of=DAY)["rows"]
    query = "SELECT ?m ?rank ?score { ?m a sp:Match ; sp:rank ?rank ; sp:score ?score }"
    for base, most in ((BEST_MATCHES, 20), (RANKINGS, 1000)):
        store = store_of(made(workspace, named(base, "R-01")))
        assert {(m, int(rank), float(score)) for m, rank, score in rows(store, query)} == {
            (named(MATCH, row["candidate"], "R-01"), row["rank"], row["score"]) for row in shown[:most]
        }


def test_all_that_is_said_is_described(matches: dict[tuple[str, str], str]) -> None:
    described = (ROOT / "docs" / "scorer-in-sparql.md").read_text(encoding="utf-8")
    query = "SELECT DISTINCT ?x { { ?s ?x ?o } UNION { ?s a ?x } }"
    said = {iri.removeprefix(SP) for (iri,) in rows(store_of(*matches.values()), query) if iri.startswith(SP)}
    assert len(said) > 50
    assert {name for name in said if f"`sp:{name}`" not in described} == set()
    for function in sparql_functions.FUNCTIONS.values():
        assert f"| `{function.call}` | {function.gives} |" in described


@pytest.mark.parametrize(
    "graph",
    [
        named(MATCHES, "C-001", "R-99"),
        named(MATCHES, "C-99999", "R-01"),
        named(MATCHES, "C-001"),
        named(BEST_MATCHES, "R-99"),
        named(RANKINGS, "R-01", "R-02"),
    ],
)
def test_graphs_that_are_not_there_are_refused(workspace: Workspace, graph: str) -> None:
    with pytest.raises(QueryError, match="There is no graph"):
        store_for(workspace, [graph], book=True, as_of=DAY)


def test_graphs_of_matches_are_of_the_book(workspace: Workspace) -> None:
    for graph in (named(MATCHES, "C-001", "R-01"), named(BEST_MATCHES, "R-01"), named(RANKINGS, "R-01")):
        with pytest.raises(QueryError, match="you may not ask"):
            store_for(workspace, [graph], book=False, as_of=DAY)


def test_a_graph_is_made_again_when_it_may_say_something_else(tmp_path: Path, bundled: Bundled) -> None:
    workspace = bundled.demonstration(tmp_path / "w")
    book, role = workspace.book, workspace.book.role("R-01")
    changes = Changes(share={Dimension.INDUSTRY: 0.6})
    one, ranking_ = named(MATCHES, "C-001", "R-01"), named(RANKINGS, "R-01")

    def version(graph: str, *, as_of: date = DAY) -> Version:
        source, wanted = source_of(graph, as_of=as_of)
        return list(source.version(workspace, wanted))

    def both() -> tuple[Version, Version]:
        return version(one), version(ranking_)

    before = both()
    assert both() == before
    book.put([book.candidate("C-002")])  # another one: the match says what it said
    assert [now == then for now, then in zip(both(), before, strict=True)] == [True, False]
    writes: list[tuple[list[Candidate], list[Role]]] = [
        ([replace(book.candidate("C-001"), claims=())], []),
        ([], [with_criteria(book, role, base=None, changes=changes)]),
        ([], [replace(role, skills=role.skills[1:])]),
    ]
    for write in writes:
        before = both()
        book.put(*write)
        assert [now == then for now, then in zip(both(), before, strict=True)] == [False, False]
    assert version(one, as_of=date(2026, 11, 2)) != version(one)
    workspace.forget("C-003")
    assert version(ranking_) != before[1]


def test_a_query_names_the_graph_of_a_match(workspace: Workspace) -> None:
    question = Question(CERTIFICATE_AS_IT_STANDS)
    with Asking(count=1) as asking, asking.ask(workspace, question, user="", book=True, as_of=DAY) as answer:
        ((match, stated, _, points, again, proved),) = answer.read().rows
    shown = explanation(workspace, "C-003", "R-01", as_of=DAY)
    assert str(match) == named(MATCH, "C-003", "R-01")
    assert float(str(stated)) == shown["score"]
    assert float(str(points)) == float(str(again)) == shown["points"]
    assert str(proved) == "true"


# The certificate as a query ---------------------------------------------------------------------------


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
