"""Every query of the library finds something; answers are those worked out by hand, scores those of pages."""

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest

from firms import BROAD_ROLE, DAY, ONTOLOGY, ROLE, claiming, iri, worked
from skillpath.agency.asking import Asking
from skillpath.agency.editing.quality import count
from skillpath.agency.editing.working_copies import begin, change
from skillpath.agency.matching import ranking
from skillpath.agency.queries.called import called
from skillpath.agency.queries.running import FOLDER, ask_kept, kept_query, library_of, needs_book
from skillpath.agency.queries.saved import MACHINE
from skillpath.agency.queries.values import BadValues, values_of, written_as
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError, QueryError, UnknownName
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.queries.library import shipped
from skillpath.ontology.queries.parameters import Parameter, ParameterKind
from skillpath.ontology.sparql.question import Limits
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.texts.languages import Language
from workspaces import Bundled, small_workspace

NAMES = [query.name for query in shipped()]

RETIRED = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix dct: <http://purl.org/dc/terms/> .
:wages a esco:Skill ; skos:prefLabel "wages"@en ; owl:deprecated true ; dct:isReplacedBy :pay .
"""

OF_EDITING = {
    "changes-of-a-concept",
    "editors-activity",
    "quality-over-time",
    "retired-concepts",
    "what-breaks-the-rules",
    "what-changed",
}
"""What the demonstration agency has not: its ontology was never edited."""


@pytest.fixture(scope="module")
def demo(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return bundled.demonstration(tmp_path_factory.mktemp("library") / "demo")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A firm over a small ontology, of which one skill was renamed and one is out of use."""
    made = small_workspace(tmp_path_factory.mktemp("library") / "drawn", ONTOLOGY + RETIRED)
    people = [worked("C-1", "clerk", "clinic"), worked("C-2", "cashier", "hotel"), claiming("C-3", "tax")]
    made.book.put(people, [ROLE, BROAD_ROLE])
    made.book.decide([Decision("C-1", "R-1", Outcome.PLACED, DAY, "K-1", "knows the work")])
    count(made, made.release)
    begin(made, "names", by="E-1")
    named = ox.Triple(
        ox.NamedNode(iri("care")),
        ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel"),
        ox.Literal("nursing", language="en"),
    )
    edit = Edit(added=frozenset(((BUNDLED, named),)))
    change(made, "names", edit, by="E-1", why="so CVs call it", source="K-1")
    return made


@pytest.fixture(scope="module")
def asking() -> Iterator[Asking]:
    with Asking(limits=Limits(seconds=120), count=1) as made:  # however busy the machine is
        yield made


def found(asking: Asking, workspace: Workspace, name: str, **said: Any) -> list[tuple[str, ...]]:
    """The rows as they are read, each cell by what it is called."""
    query = kept_query(workspace, name, MACHINE)
    fields = {one: texts if isinstance(texts, list) else [texts] for one, texts in said.items()}
    with ask_kept(asking, workspace, query, fields, user="K-1", book=True, as_of=DAY) as answer:
        return [tuple(called(workspace, cell) for cell in row) for row in answer.read().rows]


@pytest.mark.parametrize("name", NAMES)
def test_every_query_finds_something(asking: Asking, request: pytest.FixtureRequest, name: str) -> None:
    workspace = request.getfixturevalue("drawn" if name in OF_EDITING else "demo")
    rows = found(asking, workspace, name)
    assert rows
    assert all(any(row[column] for row in rows) for column in range(len(rows[0])) if name not in SPARSE)


SPARSE = {"releases-over-time", "quality-over-time"}
"""Queries with a column that stays empty where there was but one release."""


def test_there_are_some_for_everybody() -> None:
    for audience in ("consultant", "editor", "analyst"):
        assert len([one for one in shipped() if audience in one.audiences]) >= 10
    assert all(one.about and one.audiences for one in shipped())
    assert len(shipped()) >= 30


DRAWN = [
    (
        "where-a-skill-is-learned",
        {"skill": "tax"},
        [("cashier", "essential in the job"), ("pay clerk", "essential in the job")],
    ),
    (
        "what-two-job-types-share",
        {"first": "pay clerk", "second": "cashier"},
        [("tax", "essential", "essential")],
    ),
    ("hub-skills", {"least": "2"}, [("tax", "2", "2", "")]),
    ("orphans", {"most": "1"}, [("care", "1"), ("payroll", "1")]),
    ("retired-concepts", {}, [("wages", iri("wages"), "payroll")]),
    ("what-is-below-a-heading", {"top": "health"}, [("clinics", "health")]),
    (
        "concepts-with-words",
        {"words": "PAY"},
        [("pay clerk", "pay clerk", "en"), ("payroll", "payroll", "en")],
    ),
    (
        "candidates-with-a-skill",
        {"skill": "tax"},
        [
            ("C-1", "has done work that needs it", "pay clerk"),
            ("C-2", "has done work that needs it", "cashier"),
            ("C-3", "is said to have it", "CV"),
        ],
    ),
    (
        "candidates-of-an-industry",
        {"industry": "health"},
        [("C-1", "pay clerk", "clinics", "2014-01-01", "", "false")],
    ),
    ("decisions-per-role", {"role": "R-1"}, [("R-1", "placed", "1", "2026-11-01")]),
    ("what-we-lack-for-roles", {"role": ["R-1"]}, [("R-1", "payroll", "true", "0.55", "1")]),
    ("editors-activity", {}, [("E-1", "1", "1", "1")]),
]
"""On the small ontology: a query, what is said, and the answer as a reader works it out."""


@pytest.mark.parametrize(("name", "said", "answer"), DRAWN, ids=[name for name, *_ in DRAWN])
def test_answers_are_those_that_a_reader_works_out(
    asking: Asking, drawn: Workspace, name: str, said: dict[str, Any], answer: list[tuple[str, ...]]
) -> None:
    rows = found(asking, drawn, name, **said)
    assert [row[: len(answer[0])] for row in rows] == answer


def test_scores_are_those_of_the_pages(asking: Asking, demo: Workspace) -> None:
    shown = {row["candidate"]: row["score"] for row in ranking(demo, "R-06", as_of=DAY)["rows"]}
    rows = found(asking, demo, "ranking-of-a-role", role="R-06")
    assert {code: float(score) for code, score in rows} == shown
    able = found(asking, demo, "who-could-take-a-role", role="R-06", least="0.2")
    assert all(float(score) == shown[code] >= 0.2 for code, score in able)


def test_what_nobody_may_ask_is_known(drawn: Workspace, asking: Asking) -> None:
    query = kept_query(drawn, "ranking-of-a-role", MACHINE)
    assert needs_book(query)
    assert not needs_book(kept_query(drawn, "hub-skills", MACHINE))
    with pytest.raises(QueryError), ask_kept(asking, drawn, query, {}, user="E-1", book=False) as answer:
        answer.read()


def test_all_bad_values_are_told_by_field(demo: Workspace) -> None:
    query = kept_query(demo, "skills-between-industries", MACHINE)
    with pytest.raises(BadValues) as told:
        values_of(demo, query, {"origin": ["no such industry"], "least": ["7"], "target": [], "other": ["x"]})
    reasons = told.value.reasons
    assert list(reasons) == ["other", "origin", "target", "least"]
    assert "No concept is called “no such industry”" in reasons["origin"]
    assert (reasons["target"], reasons["least"]) == ("Say which.", "Write a number from 0 to 1.")


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("skill", "cashier", "No concept is called"),
        ("skill", "https://w3id.org/skillpath/job/cashier", "is no skill"),
        ("candidate", "C-999", "There is no candidate C-999"),
        ("role", "R-1'); --", "There is no role"),
        ("match", "C-001", "is no match"),
        ("release", "ffff", "is neither a file nor a release"),
        ("number", "NaN", "is no number"),
        ("number", "1e99", "is no number"),
        ("whole number", "1.5", "is no number"),
        ("day", "yesterday", "is no day"),
        ("choice", "c", "is none of a, b"),
        ("text", "x" * 301, "Say it in 300 characters"),
    ],
)
def test_what_a_field_cannot_mean_is_told(demo: Workspace, kind: str, text: str, reason: str) -> None:
    choices = ("a", "b") if kind == "choice" else ()
    parameter = Parameter("x", ParameterKind(kind), "X", choices=choices)
    query = kept_query(demo, "hub-skills", MACHINE)
    with pytest.raises(BadValues, match=reason):
        values_of(demo, type(query)("q", "", "", (), (parameter,), ""), {"x": [text]})


def test_what_stands_in_a_field_means_the_same_again(demo: Workspace) -> None:
    for query in library_of(demo):
        said = {
            one.name: written_as(demo, one, one.default, Language.FR)
            for one in query.parameters
            if one.default
        }
        assert values_of(demo, query, said) == {one.name: one.default for one in query.parameters}


def test_a_workspace_has_queries_of_its_own(drawn: Workspace) -> None:
    (drawn.folder / FOLDER).mkdir()
    file = drawn.folder / FOLDER / "ours.rq"
    file.write_text("# title: Ours\nASK {}", encoding="utf-8")
    assert kept_query(drawn, "ours", MACHINE).title == "Ours"
    with pytest.raises(UnknownName, match="Did you mean: ours"):
        kept_query(drawn, "our", MACHINE)
    file.write_text("ASK {}", encoding="utf-8")
    with pytest.raises(InputError, match=r"(?s)Mend the queries in .*ours\.rq: there is no title"):
        library_of(drawn)
    file.unlink()
