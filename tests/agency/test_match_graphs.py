"""Matches as graphs: what the page shows, to the last digit."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from match_graphs import DAY, made, rows, some_matches, source_of, store_of
from skillpath.agency import sparql_functions
from skillpath.agency.criteria import with_criteria
from skillpath.agency.dataset.source import Version
from skillpath.agency.dataset.stores import store_for
from skillpath.agency.matching import explanation, match_certificate, ranking
from skillpath.agency.workspace import Workspace
from skillpath.errors import QueryError
from skillpath.ontology.dataset.names import BEST_MATCHES, MATCH, MATCHES, RANKINGS, named
from skillpath.ontology.vocabulary import SP
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import Role
from workspaces import Bundled

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("demo") / "w")


@pytest.fixture(scope="module")
def matches(workspace: Workspace) -> dict[tuple[str, str], str]:
    return some_matches(workspace, one_in=15)


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
