"""The history of the ontology: all change sets and releases, narrowed by what is asked for."""

from datetime import date

import pyoxigraph as ox
import pytest

from skillpath.agency.editing.history import Happened, Wanted, history
from skillpath.agency.editing.releasing import release
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.working_copies import begin, change, undo
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.ontology import vocabulary as v
from skillpath.ontology.diff import Group
from skillpath.ontology.editing.edits import Edit
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en .
skill:payroll a esco:Skill ; skos:prefLabel "payroll"@en .
"""


def naming(concept: str, predicate: str, text: str) -> Edit:
    said = ox.Triple(ox.NamedNode(concept), ox.NamedNode(predicate), ox.Literal(text, language="en"))
    return Edit(added=frozenset(((BUNDLED, said),)))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """In one working copy E-1 names pay and takes it back; in one E-2 defines payroll, released by R-1."""
    made: Workspace = small_workspace(tmp_path_factory.mktemp("history") / "workspace", TURTLE)
    begin(made, "names", by="E-1")
    begin(made, "words", by="E-2")
    pay, payroll = str(v.SKILL.pay), str(v.SKILL.payroll)
    change(made, "names", naming(pay, v.ALT_LABEL, "wages"), by="E-1", why="so called", source="x")
    undo(made, "names", [1], by="E-1", why="not so")
    change(made, "words", naming(payroll, v.DEFINITION, "To pay."), by="E-2", why="for K-1", source="x")
    say(made.book, "words", Step.PROPOSED, by="E-2")
    say(made.book, "words", Step.APPROVED, by="R-1")
    release(made, "words", by="R-1")
    return made


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), {"release", "names 1", "names 2", "words 1", "first release"}),
        (Wanted(concept=str(v.SKILL.pay)), {"names 1", "names 2"}),
        (Wanted(concept=str(v.SKILL.payroll)), {"words 1"}),
        (Wanted(by="E-1"), {"names 1", "names 2"}),
        (Wanted(by="R-1"), {"release"}),
        (Wanted(kind=Group.DEFINITIONS), {"words 1"}),
        (Wanted(copy="words"), {"words 1", "release"}),
        (Wanted(until=date(2020, 1, 1)), set()),
        (Wanted(since=date(2020, 1, 1), by="E-2"), {"words 1"}),
    ],
)
def test_the_history_is_narrowed_by_what_is_asked_for(
    edited: Workspace, wanted: Wanted, found: set[str]
) -> None:
    def name(one: Happened) -> str:
        if one.change is not None and one.copy is not None:
            return f"{one.copy.name} {one.change.number}"
        return "first release" if one.copy is None else "release"

    happened = history(edited, wanted, most=99)
    shown = [name(one) for one in happened]
    assert sorted(shown) == sorted(found)
    assert [one.at for one in happened] == sorted((one.at for one in happened), reverse=True)
    assert history(edited, wanted, first=1, most=99) == happened[1:]


def test_the_change_sets_of_a_release_are_those_of_the_working_copy_that_became_it(edited: Workspace) -> None:
    made = edited.releases.current_name() or ""
    happened = history(edited, Wanted(release=made[:6]), most=99)
    assert [one.change is None for one in happened] in ([True, False], [False, True])
    assert {one.copy.name for one in happened if one.copy} == {"words"}
