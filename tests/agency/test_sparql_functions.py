"""The scorer in SPARQL: what the other surfaces show, to the last digit, as the book is now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from skillpath.agency import book_scores, sparql_functions
from skillpath.agency.asking import Asking
from skillpath.agency.criteria import with_criteria
from skillpath.agency.matching import ranking
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import QueryError
from skillpath.ontology.dataset.names import CANDIDATE
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.turtle import read_turtle
from skillpath.ontology.vocabulary import PREFIXES
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.profile import Dimension
from skillpath.reasoner.role import Role, SkillRequirement
from workspaces import Bundled, small_workspace

DAY = date(2026, 11, 1)

Rows = tuple[tuple[Term | None, ...], ...]


class Analyst:
    """Asks a workspace through the one way in; the same processes answer all questions."""

    def __init__(self, workspace: Workspace, asking: Asking) -> None:
        self.workspace, self._asking = workspace, asking

    def rows(self, query: str, *, book: bool = True) -> Rows:
        """What a query finds."""
        question = Question(query)
        with self._asking.ask(self.workspace, question, user="A-1", book=book, as_of=DAY) as answer:
            return answer.read().rows

    def one(self, expression: str) -> str | None:
        """The value of an expression."""
        ((value,),) = self.rows(f"SELECT ({expression} AS ?x) {{}}")
        return None if value is None else str(value)


@pytest.fixture(scope="module")
def asking() -> Iterator[Asking]:
    with Asking(count=1) as made:
        yield made


@pytest.fixture(scope="module")
def analyst(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled, asking: Asking) -> Analyst:
    return Analyst(bundled.demonstration(tmp_path_factory.mktemp("demo") / "w"), asking)


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled, asking: Asking) -> Analyst:
    """Of a workspace that a test may write to."""
    return Analyst(bundled.demonstration(tmp_path_factory.mktemp("own") / "w"), asking)


def test_scores_ranks_and_places_are_those_of_the_ranking(analyst: Analyst) -> None:
    rows = ranking(analyst.workspace, "R-06", as_of=DAY)["rows"]
    codes = " ".join(f"candidate:{row['candidate']}" for row in rows)
    assert len(rows) > book_scores.ALONE  # one by one, then all at once
    found = analyst.rows(
        """SELECT ?c (sp:score(?c, role:R-06) AS ?s) (sp:rank(?c, role:R-06) AS ?r)
        (sp:inside(?c, role:R-06) AS ?i) (sp:word(?s) AS ?w) (sp:points(?s) AS ?p) """
        f"{{ VALUES ?c {{ {codes} }} }}"
    )
    assert {(*map(str, row[:-1]), float(str(row[-1]))) for row in found} == {
        (
            f"{CANDIDATE}{row['candidate']}",
            _written(row["score"]),
            str(row["rank"]),
            str(not row["outside_filter"]).lower(),
            row["band"]["word"],
            row["points"],
        )
        for row in rows
    }
    placed = analyst.rows(
        "SELECT (sp:ranked(role:R-06, ?n) AS ?c) (sp:score(?c, 'R-06') AS ?s) { VALUES ?n { 1 2 3 20 60 } }"
    )
    assert [(str(c), str(s)) for c, s in placed if c is not None] == [
        (f"{CANDIDATE}{rows[n - 1]['candidate']}", _written(rows[n - 1]["score"])) for n in (1, 2, 3, 20, 60)
    ]


def _written(score: float) -> str:
    """As Oxigraph writes a double: the shortest digits that name it."""
    return str(int(score)) if score.is_integer() else repr(score)


def test_another_profile_may_be_asked_for(analyst: Analyst) -> None:
    first = ranking(analyst.workspace, "R-01", profile="fresh eyes", as_of=DAY)["rows"][0]
    assert analyst.one("sp:ranked(role:R-01, 1, 'fresh eyes')") == f"{CANDIDATE}{first['candidate']}"
    asked = f"sp:score(candidate:{first['candidate']}, role:R-01, 'fresh eyes')"
    assert analyst.one(asked) == _written(first["score"])
    with pytest.raises(QueryError, match="There is no criteria profile “none”"):
        analyst.one("sp:score(candidate:C-001, role:R-01, 'none')")


def test_transfers_are_those_of_the_network(analyst: Analyst) -> None:
    network = analyst.workspace.network
    query = """SELECT ?a ?b (sp:transfer(?a, ?b) AS ?t) {
        ?b skos:prefLabel "payroll clerk"@en . ?a a esco:Occupation }"""
    found = {str(a): float(str(t)) for a, _, t in analyst.rows(query)}
    target = network.index("https://w3id.org/skillpath/job/payroll-clerk")
    assert found == {iri: network.transfer_between(network.index(iri), target) for iri in found}
    assert len(found) == 298


@pytest.mark.parametrize(
    "call",
    [
        'sp:score("C-99999", "R-01")',
        'sp:score("C-001", "R-99")',
        "sp:inside(candidate:C-99999, role:R-01)",
        "sp:rank(candidate:C-99999, role:R-01)",
        "sp:ranked(role:R-01, 0)",
        "sp:ranked(role:R-01, 61)",
        "sp:ranked(role:R-01, 1001)",
        "sp:ranked(role:R-01, -1)",
        "sp:transfer(skill:none, skill:none)",
        "sp:word(1.5)",
        "sp:points('much')",
    ],
)
def test_what_is_unknown_has_no_value(analyst: Analyst, call: str) -> None:
    assert analyst.one(call) is None


def test_too_few_values_are_refused_by_name(analyst: Analyst) -> None:
    with pytest.raises(QueryError, match=r"ns#score> is called with 1 values"):
        analyst.one("sp:score('C-001')")


def test_without_the_right_to_the_book_nothing_is_said_of_it(analyst: Analyst) -> None:
    for name in sparql_functions.OF_BOOK:
        with pytest.raises(QueryError):
            analyst.rows(f"SELECT (<{name}>('C-001', 'R-01') AS ?x) {{}}", book=False)


def test_what_is_written_is_seen_by_the_next_query_of_the_same_process(own: Analyst) -> None:
    book, score = own.workspace.book, "sp:score(candidate:C-002, role:R-01)"

    def now() -> tuple[str | None, ...]:
        ((*found,),) = own.rows(f"SELECT ({score} AS ?s) (sp:rank(candidate:C-002, role:R-01) AS ?r) {{}}")
        return tuple(None if one is None else str(one) for one in found)

    def shown() -> tuple[str, str] | None:
        rows = ranking(own.workspace, "R-01", as_of=DAY)["rows"]
        return next(((_written(r["score"]), str(r["rank"])) for r in rows if r["candidate"] == "C-002"), None)

    seen = [now()]
    assert seen[0] == shown()
    person = book.candidate("C-002")
    book.put([replace(person, spells=person.spells[:1])])
    seen.append(now())
    assert seen[-1] == shown()
    changes = Changes(share={Dimension.INDUSTRY: 0.6})
    book.put([], [with_criteria(book, book.role("R-01"), base=None, changes=changes)])
    seen.append(now())
    assert seen[-1] == shown()
    book.put([], [replace(book.role("R-01"), industry=None)])
    seen.append(now())
    assert seen[-1] == shown()
    own.workspace.forget("C-002")
    assert shown() is None
    assert now() == (None, None)
    assert len({one for one, _ in seen}) == len(seen)


APART = """
@prefix esco: <http://data.europa.eu/esco/model#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
skill:payroll a esco:Skill ; skos:prefLabel "payroll"@en .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en .
"""
LINKED = APART + "skill:tax skos:broader skill:payroll ."


def test_another_release_is_seen_by_the_next_query(tmp_path: Path, asking: Asking) -> None:
    """Half of a part, as is claimed, is half of the whole while they are linked; a claim counts for 0.8."""
    workspace = small_workspace(tmp_path / "w", LINKED)
    taxman = Candidate("C-1", claims=(Claim(PREFIXES["skill"] + "tax", level=0.5),))
    clerk = Role("R-1", "Payroll", skills=(SkillRequirement(PREFIXES["skill"] + "payroll"),))
    workspace.book.put([taxman], [clerk])
    analyst, first = Analyst(workspace, asking), workspace.release
    asked = "CONCAT(STR(sp:points(sp:score('C-1', 'R-1'))), ' ', STR(sp:transfer(skill:tax, skill:payroll)))"
    assert analyst.one(asked) == "40 1"
    apart = tmp_path / "apart.ttl"
    apart.write_text(APART, encoding="utf-8")
    workspace.take(BUNDLED, read_turtle(apart))
    assert analyst.one(asked) == "0 0"
    workspace.use(first)
    assert analyst.one(asked) == "40 1"
