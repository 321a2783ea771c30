"""Old IRIs keep resolving: roles and candidates that name them are scored as ever, and it is said."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL

from skillpath.agency.editing.releasing import release
from skillpath.agency.editing.review_step import Step
from skillpath.agency.editing.reviewing import say
from skillpath.agency.editing.working_copies import begin, change, view
from skillpath.agency.matching import explanation
from skillpath.agency.replaced import in_words, named_by_candidate, named_by_role, replaced
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.graph.lookup import find_concept
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.operations.deprecating import deprecate, restore
from skillpath.ontology.editing.operations.merging import merge
from skillpath.ontology.editing.operations.renaming import rename
from skillpath.ontology.editing.view import View
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.role import Role, SkillRequirement
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
@prefix x: <https://x.example/> .
x:money a sp:SkillGroup ; skos:prefLabel "money"@en .
x:pay a esco:Skill ; skos:prefLabel "pay"@en ; skos:broader x:money .
x:wage a esco:Skill ; skos:prefLabel "wage"@en ; skos:broader x:money .
x:salary a esco:Skill ; skos:prefLabel "salary"@en ; skos:broader x:money .
x:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:broader x:money ; skos:related x:pay .
x:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill x:pay, x:wage, x:tax .
x:teller a esco:Occupation ; skos:prefLabel "teller"@en ; esco:relatedEssentialSkill x:pay, x:wage, x:tax .
"""
DAY = date(2026, 11, 1)
PAY, WAGE, SALARY, TAX, CLERK, TELLER = (
    f"https://x.example/{name}" for name in ("pay", "wage", "salary", "tax", "clerk", "teller")
)
WORKED = Spell(CLERK, None, date(2021, 1, 1), date(2023, 1, 1))
CANDIDATES = [
    Candidate("C-1", (WORKED,)),
    Candidate("C-2", claims=(Claim(PAY, 0.7),)),
    Candidate("C-3", (WORKED,), (Claim(TAX, 0.5),)),
]
ROLES = [
    Role("R-1", "payroll", skills=(SkillRequirement(PAY), SkillRequirement(TAX, essential=False))),
    Role("R-2", "desk", job_type=CLERK),
]


@pytest.fixture
def workspace(tmp_path: Path, database: URL) -> Workspace:
    made = Workspace.open(small_workspace(tmp_path / "workspace", TURTLE).folder, database=database)
    made.book.put(CANDIDATES, ROLES)
    return made


def released(workspace: Workspace, database: URL, name: str, edit: Callable[[View], Edit]) -> Workspace:
    """The workspace with a release of what an operation makes of the current one."""
    begin(workspace, name, by="E-1")
    change(workspace, name, edit(view(workspace, name)), by="E-1", why="a test", source="a test")
    say(workspace.book, name, Step.PROPOSED, by="E-1")
    say(workspace.book, name, Step.APPROVED, by="R-1")
    release(workspace, name, by="R-1")
    return Workspace.open(workspace.folder, database=database)


def scores(workspace: Workspace) -> dict[tuple[str, str], float]:
    return {
        (one.code, role.id): explanation(workspace, one.code, role.id, as_of=DAY)["score"]
        for one in CANDIDATES
        for role in ROLES
    }


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda view: rename(view, PAY, {"en": "pay slips"}, BUNDLED), id="renamed"),
        pytest.param(lambda view: merge(view, PAY, SALARY), id="merged into one without links of its own"),
        pytest.param(lambda view: merge(view, CLERK, TELLER), id="merged into one with the same links"),
    ],
)
def test_a_match_stays_the_same_to_the_last_digit(
    workspace: Workspace, database: URL, edit: Callable[[View], Edit]
) -> None:
    before = scores(workspace)
    assert min(before["C-1", "R-1"], before["C-2", "R-1"], before["C-1", "R-2"]) > 0
    assert scores(released(workspace, database, "one", edit)) == before


def test_an_old_iri_is_understood_as_what_replaced_it_and_it_is_said(
    workspace: Workspace, database: URL
) -> None:
    """pay went into wage, and that is retired in favour of salary: who names pay has salary."""
    first = released(workspace, database, "one", lambda view: merge(view, PAY, WAGE))
    merged = first.release.name
    assert [one["by"][0]["label"] for one in replaced(first, [PAY, TAX])] == ["wage"]
    second = released(first, database, "two", lambda view: deprecate(view, WAGE, [SALARY]))
    network = second.network
    assert network.index(PAY) == network.index(WAGE) == network.index(SALARY)
    assert network.nodes[network.index(PAY)].iri == SALARY
    assert find_concept(network, "pay") == find_concept(network, PAY) == network.index(SALARY)
    (told,) = replaced(second, named_by_role(ROLES[0]))
    assert told["release"] == merged
    assert in_words(told) == (
        f"“pay” was replaced by “salary” in release {merged}: that is what counts here."
    )
    assert replaced(second, named_by_candidate(CANDIDATES[0])) == []
    asked = explanation(second, "C-2", "R-1", as_of=DAY)["requirements"]
    assert {one["requirement"]["label"] for one in asked} == {"salary", "tax"}


def test_what_is_replaced_by_several_stays_until_somebody_chooses(
    workspace: Workspace, database: URL
) -> None:
    before = scores(workspace)
    after = released(workspace, database, "one", lambda view: deprecate(view, PAY, [WAGE, SALARY]))
    assert after.network.nodes[after.network.index(PAY)].label == "pay"
    assert scores(after) == before
    (told,) = replaced(after, [PAY])
    assert "replaced in release" in in_words(told)
    assert in_words(told).endswith("by “salary”, “wage”: choose which one is meant.")
    back = released(after, database, "two", lambda view: restore(view, PAY))
    assert replaced(back, [PAY]) == []
    gone = released(back, database, "three", lambda view: deprecate(view, PAY))
    assert in_words(replaced(gone, [PAY])[0]).endswith(", and nothing replaces it.")


def test_one_of_another_kind_replaces_nothing(workspace: Workspace, database: URL) -> None:
    after = released(workspace, database, "one", lambda view: deprecate(view, PAY, [CLERK]))
    assert after.network.nodes[after.network.index(PAY)].iri == PAY
