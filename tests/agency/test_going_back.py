"""One step back to any release: logged, itself undoable, and all that is asked is asked of it."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from skillpath.agency.editing import going_back
from skillpath.agency.editing.going_back import back
from skillpath.agency.editing.turns import turns
from skillpath.agency.matching import explanation
from skillpath.agency.workspace import BUNDLED, Workspace
from skillpath.errors import InputError, SkillPathError, UnknownName, WorkspaceError
from skillpath.ontology.turtle import read_turtle
from skillpath.reasoner.candidate import Candidate, Claim
from skillpath.reasoner.role import Role, SkillRequirement
from workspaces import small_workspace

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
job:clerk a esco:Occupation ; skos:prefLabel "clerk"@en ; esco:relatedEssentialSkill skill:pay, skill:tax .
skill:pay a esco:Skill ; skos:prefLabel "pay"@en .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en .
"""
NEAR = "skill:pay skos:closeMatch skill:tax ."
PAY, TAX = (f"https://w3id.org/skillpath/skill/{name}" for name in ("pay", "tax"))
SAID: dict[str, Any] = {"by": "E-1", "why": "it was better"}


@pytest.fixture
def workspace(tmp_path: Path, database: URL) -> Workspace:
    """With two releases: in the second, tax is close to pay."""
    folder = small_workspace(tmp_path / "workspace", TURTLE).folder
    opened = Workspace.open(folder, database=database)
    role = Role("R-1", "payroll", skills=(SkillRequirement(PAY),))
    opened.book.put([Candidate("C-1", claims=(Claim(TAX),))], [role])
    file = tmp_path / "second.ttl"
    file.write_text(TURTLE + NEAR, encoding="utf-8")
    opened.take(BUNDLED, read_turtle(file))
    return opened


def points(workspace: Workspace) -> float:
    return float(explanation(workspace, "C-1", "R-1")["points"])


def test_going_back_and_back_again_is_logged_and_everything_follows(workspace: Workspace) -> None:
    first, second = workspace.releases.all()
    seen_elsewhere = Workspace.open(workspace.folder)
    seen_elsewhere.__dict__["book"] = workspace.book
    high = points(workspace)
    made = back(workspace, "previous", **SAID)
    assert (made, workspace.releases.current_name(), workspace.release) == (first, first.name, first)
    low = points(workspace)
    assert low < high
    assert workspace.thresholds_file.parent.name == first.name
    assert points(seen_elsewhere.renewed()) == low  # whoever serves the workspace follows
    back(workspace, second.name[:8], by="E-2", why="it was not")
    assert points(workspace) == high
    assert [(one.by, one.why, one.before, one.release) for one in turns(workspace.book)] == [
        ("E-1", "it was better", second.name, first.name),
        ("E-2", "it was not", first.name, second.name),
    ]


def test_a_release_of_other_rules_is_compiled_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = workspace.releases.all()[0]
    monkeypatch.setattr(going_back, "fingerprint", lambda: "of tomorrow")
    monkeypatch.setattr("skillpath.agency.workspace.fingerprint", lambda: "of tomorrow")
    made = back(workspace, first.name, **SAID)
    assert (made.name != first.name, made.graphs, made.compiler) == (True, first.graphs, "of tomorrow")
    assert workspace.releases.current_name() == made.name
    assert [one.release for one in turns(workspace.book)] == [made.name]


def test_what_cannot_be_gone_back_to_changes_nothing(workspace: Workspace) -> None:
    first, second = workspace.releases.all()
    refused: list[tuple[type[SkillPathError], str, dict[str, str]]] = [
        (InputError, "is the current one already", {"name": second.name}),
        (InputError, "--by and --why", {"name": first.name, "why": " "}),
        (UnknownName, "is neither a file nor a release", {"name": "xyz"}),
    ]
    for error, words, asked in refused:
        with pytest.raises(error, match=words):
            back(workspace, **SAID | asked)
    for file in (workspace.releases.path(first.name) / "network").iterdir():
        file.unlink()
    with pytest.raises(WorkspaceError, match="is damaged"):
        back(workspace, first.name, **SAID)
    assert workspace.releases.current_name() == second.name
    assert turns(workspace.book) == []
