import json
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Literal
from sqlalchemy import URL

from skillpath.agency import workspace as workspace_module
from skillpath.agency.matching import explanation
from skillpath.agency.rank_roles import roles_of_book
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import WorkspaceError
from skillpath.ontology.turtle import RdfGraph, canonical_turtle, read_turtle
from skillpath.ontology.vocabulary import PREF_LABEL, SKILL
from workspaces import Bundled


@pytest.fixture
def made(tmp_path: Path, bundled: Bundled) -> Workspace:
    """Its book has no part in what becomes of the ontology."""
    return bundled.demonstration(tmp_path / "var")


SHIPPED = """
@prefix esco: <http://data.europa.eu/esco/model#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix job: <https://w3id.org/skillpath/job/> . @prefix skill: <https://w3id.org/skillpath/skill/> .
skill:payroll a esco:Skill ; skos:prefLabel "payroll"@en .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:broader skill:payroll .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:tax .
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace of a SkillPath that ships a few concepts: what becomes of many is the same, but slower."""
    shipped = tmp_path / "shipped.ttl"
    shipped.write_text(SHIPPED, encoding="utf-8")
    shipped.write_text(canonical_turtle(read_turtle(shipped)), encoding="utf-8")
    monkeypatch.setattr(workspace_module, "bundled", lambda _: shipped)
    return Workspace.create(tmp_path / "var")


def test_a_new_ontology_makes_a_new_release_and_keeps_the_others(small: Workspace) -> None:
    before = small.release
    after = small.take("agency", RdfGraph())
    assert small.release == after != before
    assert set(after.graphs) == {BUNDLED, "agency"}
    assert after.graphs[BUNDLED] == before.graphs[BUNDLED]
    assert small.releases.all() == [before, after]
    assert small.take("agency", RdfGraph()) == after


def test_a_workspace_of_an_older_compiler_is_brought_up_to_date(
    small: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.take("agency", RdfGraph())
    old, size = small.release, len(small.network)
    monkeypatch.setattr(workspace_module, "fingerprint", lambda: "a later one")
    with pytest.raises(WorkspaceError, match="skillpath init"):
        _ = Workspace.open(small.folder).network
    fresh = Workspace.create(small.folder)
    assert fresh.release.name != old.name
    assert fresh.release.graphs == old.graphs
    assert len(fresh.network) == size


def test_a_damaged_network_says_what_to_do(made: Workspace) -> None:
    (made.releases.path(made.release.name) / "network" / "ic.npy").unlink()
    with pytest.raises(WorkspaceError, match="damaged"):
        _ = Workspace.open(made.folder).network


@pytest.mark.parametrize("mark", ["", "{}", "[1]", json.dumps({"format": 99})])
def test_a_folder_of_another_layout_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / "workspace.json").write_text(mark)
    with pytest.raises(WorkspaceError):
        Workspace.open(tmp_path)


def test_a_match_is_the_same_after_reopening(tmp_path: Path, database: URL, bundled: Bundled) -> None:
    made = bundled.demonstration(tmp_path / "var", database=database)
    first = explanation(made, "C-001", "R-01")
    assert explanation(Workspace.open(made.folder, database=database), "C-001", "R-01") == first


def test_a_newer_bundled_ontology_keeps_what_was_edited_here(
    small: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = small.releases.graphs(small.release)[BUNDLED]
    ours, theirs, gone = (SKILL["ours"], PREF_LABEL, Literal("ours", lang="en")), *sorted(shipped)[:2]
    small.take(BUNDLED, shipped + RdfGraph().add(ours) - RdfGraph().add(gone))
    edited = small.release
    assert Workspace.create(small.folder).release == edited  # nothing new is bundled: nothing to do

    later = tmp_path / "later.ttl"
    later.write_text(canonical_turtle(shipped - RdfGraph().add(theirs)), encoding="utf-8")
    monkeypatch.setattr(workspace_module, "bundled", lambda _: later)
    merged = Workspace.create(small.folder)
    graph = merged.releases.graphs(merged.release)[BUNDLED]
    assert ours in graph
    assert gone not in graph
    assert theirs not in graph
    assert len(graph) == len(shipped) - 1
    assert Workspace.create(small.folder).release == merged.release


def test_roles_are_compiled_once_while_they_are_the_same(made: Workspace) -> None:
    first = made.vacancies(roles_of_book(made, []))
    assert made.vacancies(roles_of_book(made, [])) is first
    role = made.book.role("R-01")
    made.book.put(roles=[replace(role, skills=role.skills[:1])])
    second = made.vacancies(roles_of_book(made, []))
    assert second is not first
    assert len(second.node) < len(first.node)
    made.take("agency", RdfGraph())
    assert made.vacancies(roles_of_book(made, [])) is not second
