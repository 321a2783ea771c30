"""The history of the ontology in PROV-O: all of it, canonical, asked together with the release."""

from pathlib import Path

import pytest

from skillpath.agency.asking import Asking
from skillpath.agency.editing.going_back import back
from skillpath.agency.editing.provenance import provenance_turtle
from skillpath.agency.editing.releasing import release
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.working_copies import begin, change, undo
from skillpath.agency.workspace import Workspace
from skillpath.ontology.checks.checker import check
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.statements import from_text
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.vocabulary import PREFIXES
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en .
"""
WAGES, SALARY = (
    from_text(
        "<https://w3id.org/skillpath/skill/pay> <http://www.w3.org/2004/02/skos/core#altLabel> "
        f'"{name}"@en <https://w3id.org/skillpath/ns#graph/skillpath> .'
    )
    for name in ("wages", "salary")
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Edited by two, one change undone, reviewed, released, and gone back from."""
    made = small_workspace(tmp_path / "workspace", TURTLE)
    first = made.release.name
    begin(made, "a b%c", by="E 1")
    change(made, "a b%c", Edit(added=WAGES), by="E 1", why='as they say: "wages"', source="a file")
    change(made, "a b%c", Edit(added=SALARY), by="E-2", why="also", source="a form")
    undo(made, "a b%c", [2], by="E-2", why="not so")
    say(made.book, "a b%c", Step.PROPOSED, by="E-2")
    say(made.book, "a b%c", Step.APPROVED, by="R-1", text="well done")
    release(made, "a b%c", by="R-1")
    back(made, first, by="R-2", why="too early")
    return made


def asked(workspace: Workspace, query: str) -> list[tuple[str, ...]]:
    with Asking(count=1) as asking, asking.ask(workspace, Question(query), user="", book=False) as answer:
        return [tuple(str(cell) for cell in row) for row in answer.read().rows]


def test_who_changed_which_concept_and_why_is_asked_together_with_its_labels(workspace: Workspace) -> None:
    query = """SELECT ?by ?why ?label {
        GRAPH graph:provenance {
            ?change a sp:ChangeSet ; sp:changed ?concept ; dct:description ?why ;
                prov:wasAssociatedWith/dct:identifier ?by ; prov:startedAtTime ?at .
        }
        ?concept skos:prefLabel ?label
    } ORDER BY ?change"""
    assert asked(workspace, query) == [
        ("E 1", 'as they say: "wages"', "pay"),
        ("E-2", "also", "pay"),
        ("E-2", "not so", "pay"),
    ]
    undone = "SELECT ?n FROM graph:provenance { ?c sp:undoes ?of . ?of dct:description ?n }"
    assert asked(workspace, undone) == [("also",)]


def test_a_release_is_traced_back_through_its_review_to_the_one_before(workspace: Workspace) -> None:
    first, second = (one.name for one in workspace.releases.all())
    query = """SELECT ?before ?by ?reviewer ?text FROM graph:provenance {
        ?release dct:identifier "%s" ; prov:wasRevisionOf/dct:identifier ?before ;
            prov:wasGeneratedBy ?turn ; prov:wasAttributedTo/dct:identifier ?by .
        ?turn prov:used ?state . ?state a prov:Entity ; prov:wasRevisionOf+ ?start .
        ?start dct:identifier ?before .
        ?review a sp:Review ; prov:used ?state ; sp:step "approved" ; dct:description ?text ;
            prov:wasAssociatedWith/dct:identifier ?reviewer .
    }"""
    assert asked(workspace, query % second) == [(first, "R-1", "R-1", "well done")]
    turned = '?turn sp:madeCurrent/dct:identifier "%s" ; dct:description ?why'
    turns = f"SELECT ?why FROM graph:provenance {{ {turned} }}"
    assert asked(workspace, turns % first) == [("too early",)]


def test_it_is_canonical_and_the_store_of_the_release_stays_as_it_is(workspace: Workspace) -> None:
    again = Workspace.open(workspace.folder)
    assert provenance_turtle(workspace) == provenance_turtle(again)
    counted = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    alone = asked(workspace, counted)
    beside = asked(workspace, "SELECT (COUNT(*) AS ?n) { GRAPH graph:provenance { ?s ?p ?o } }")
    assert int(beside[0][0]) == len(provenance_turtle(workspace).split(" .\n")) - 1 - len(PREFIXES)
    assert asked(workspace, counted) == alone


def test_what_is_written_is_turtle_that_reads_again(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "provenance.ttl"
    file.write_text(provenance_turtle(workspace), encoding="utf-8")
    assert [one.rule.id for one in check([file]) if one.rule.id == "blank-node"] == []
    assert '"E 1"' in file.read_text(encoding="utf-8")
