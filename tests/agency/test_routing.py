"""Consultants for a role: the nearest first, by transfers that a reader works out, and why."""

from dataclasses import replace
from pathlib import Path

import pytest

from firms import BROAD_ROLE, firm, iri
from skillpath.agency.consultants import Consultant, put_consultant
from skillpath.agency.routing import routing
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = firm(tmp_path_factory.mktemp("routing") / "workspace")
    specialisms = {
        "K-4": ["hotel", "nurse"],
        "K-3": ["cashier", "clinic"],
        "K-2": ["unheard-of", "clinic", "clerk"],
        "K-1": ["hotel", "clerk", "health"],
        "K-0": ["hotel"],
    }
    for code, concepts in specialisms.items():
        put_consultant(made.book, Consultant(code, tuple(map(iri, concepts))))
    return made


def test_the_nearest_come_first_and_ties_by_code(workspace: Workspace) -> None:
    network = workspace.network
    alike = network.transfer_between(network.index(iri("cashier")), network.index(iri("clerk")))
    down = network.transfer_between(network.index(iri("health")), network.index(iri("clinic")))
    assert 0 < alike < 1
    assert 0 < down < 1
    rows = routing(workspace, "R-1")["rows"]
    assert {row["consultant"]: row["nearness"] for row in rows} == {
        "K-2": 1.0,
        "K-1": (1 + down) / 2,
        "K-3": (alike + 1) / 2,
        "K-0": 0.0,
        "K-4": 0.0,
    }
    assert [row["nearness"] for row in rows] == sorted((row["nearness"] for row in rows), reverse=True)
    assert [row["consultant"] for row in rows][-2:] == ["K-0", "K-4"]


def test_the_reason_is_the_path(workspace: Workspace) -> None:
    rows = {row["consultant"]: row for row in routing(workspace, "R-1")["rows"]}
    assert [one["in_words"] for one in rows["K-2"]["reasons"]] == ["pay clerk itself", "clinics itself"]
    assert [one["in_words"] for one in rows["K-4"]["reasons"]] == [
        "nothing near pay clerk",
        "nothing near clinics",
    ]
    job, _ = rows["K-3"]["reasons"]
    assert job["in_words"].startswith("cashier ─is work like ")
    assert job["in_words"].endswith("→ pay clerk")
    assert (job["specialism"]["label"], job["asked"]["label"]) == ("cashier", "pay clerk")


def test_a_role_without_an_industry_is_judged_by_its_job_type_alone(workspace: Workspace) -> None:
    rows = routing(workspace, BROAD_ROLE.id)["rows"]
    assert [(row["consultant"], row["nearness"]) for row in rows[:2]] == [("K-1", 1.0), ("K-2", 1.0)]


def test_a_role_of_neither_has_nothing_to_go_by(tmp_path: Path) -> None:
    workspace = firm(tmp_path / "workspace")
    workspace.book.put(roles=[replace(BROAD_ROLE, job_type=None)])
    with pytest.raises(InputError, match="R-2 has neither"):
        routing(workspace, "R-2")


@pytest.mark.parametrize("fields", [(" ", ("j1",)), ("K\n1", ("j1",)), ("K-1", ())])
def test_a_consultant_has_a_code_and_a_specialism(fields: tuple[str, tuple[str, ...]]) -> None:
    with pytest.raises(InputError):
        Consultant(*fields)
