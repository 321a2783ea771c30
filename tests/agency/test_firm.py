"""A one-industry firm: its roles are in its industry, and who does not know that stands last, told why."""

from pathlib import Path

import pytest

from firms import BROAD_ROLE, DAY, ROLE, firm, iri, worked
from skillpath.agency.criteria import criteria, own_criteria
from skillpath.agency.firm import Firm
from skillpath.agency.matching import explanation, ranking
from skillpath.agency.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    people = (worked("C-1", "clerk", "hotel"), worked("C-2", "cashier", "clinic"))
    return firm(tmp_path / "workspace", *people)


def test_a_broad_firm_adds_nothing(workspace: Workspace) -> None:
    assert workspace.book.role("R-2") == BROAD_ROLE
    rows = ranking(workspace, "R-2", as_of=DAY)["rows"]
    assert [(row["candidate"], row["outside_filter"]) for row in rows] == [("C-1", ""), ("C-2", "")]


def test_in_a_one_industry_firm_strangers_to_it_stand_last(workspace: Workspace) -> None:
    workspace.book.set_firm(Firm(industry=iri("health")))
    assert [role.industry for role in workspace.book.roles()] == [iri("clinic"), iri("health")]
    document = ranking(workspace, "R-2", as_of=DAY)
    assert document["role"]["industry"] == "health"
    assert [row["candidate"] for row in document["rows"]] == ["C-2", "C-1"]
    assert document["rows"][0]["outside_filter"] == ""
    assert "health" in document["rows"][1]["outside_filter"]
    assert explanation(workspace, "C-1", "R-2", as_of=DAY)["outside_filter"]


def test_no_score_is_changed_by_it(workspace: Workspace) -> None:
    before = {row["candidate"]: row["score"] for row in ranking(workspace, "R-1", as_of=DAY)["rows"]}
    workspace.book.set_firm(Firm(industry=iri("health")))
    after = {row["candidate"]: row["score"] for row in ranking(workspace, "R-1", as_of=DAY)["rows"]}
    assert before == after


def test_all_criteria_filter_whether_asked_for_one_by_one_or_together(workspace: Workspace) -> None:
    workspace.book.set_firm(Firm(industry=iri("health")))
    role = workspace.book.role("R-1")
    assert [one.industry_only for one in own_criteria(workspace.book, [role])] == [True]
    assert criteria(workspace.book, role).industry_only
    assert criteria(workspace.book, role, "fresh eyes").industry_only


def test_a_role_is_written_back_without_what_the_firm_adds(workspace: Workspace) -> None:
    workspace.book.set_firm(Firm(industry=iri("health")))
    assert workspace.book.role_as_written("R-2") == BROAD_ROLE
    workspace.book.put(roles=[workspace.book.role_as_written("R-2")])
    workspace.book.set_firm(Firm())
    assert workspace.book.roles() == [ROLE, BROAD_ROLE]
