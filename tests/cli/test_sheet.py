"""``skillpath sheet`` as a person runs it: export, edit, see the difference, take it."""

import csv
import shutil
from pathlib import Path

import pytest

from commands import Ran, Run
from skillpath.agency.workspace import Workspace
from skillpath.ontology.turtle import read_turtle
from workspaces import small_workspace

CLERK = "https://w3id.org/skillpath/job/payroll-clerk"


@pytest.fixture
def run(skillpath: Run) -> Run:
    def command(*arguments: str | Path, text: str = "") -> Ran:
        return skillpath("sheet", *arguments, text=text)

    return command


SHIPPED = """
@prefix esco: <http://data.europa.eu/esco/model#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix job: <https://w3id.org/skillpath/job/> . @prefix skill: <https://w3id.org/skillpath/skill/> .
skill:payroll-processing a esco:Skill ; skos:prefLabel "payroll processing"@en .
skill:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:broader skill:payroll-processing .
job:payroll-clerk a esco:Occupation ; skos:prefLabel "payroll clerk"@en ; skos:notation "4313" ;
    esco:relatedEssentialSkill skill:payroll-processing, skill:tax .
job:cashier a esco:Occupation ; skos:prefLabel "cashier"@en ; esco:relatedOptionalSkill skill:tax .
"""
"""An ontology of a few concepts; tests/ontology takes the bundled one through its sheets."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with an ontology and one skill of an agency's own."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "own.ttl").write_text(
        "<http://agency.example/skill/temping> a <http://data.europa.eu/esco/model#Skill> ; "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "temping desk"@en .'
    )
    small_workspace(folder / "workspace", SHIPPED).take("agency", read_turtle(folder / "own.ttl"))
    return folder / "workspace"


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "workspace"))


@pytest.fixture
def edited(run: Run, workspace: Path, tmp_path: Path) -> Path:
    """The job types, with payroll clerks renamed and one line added: a new job type."""
    file = tmp_path / "jobs.csv"
    ran = run("export", "job-types", file, "-w", workspace)
    assert ran.code == 0
    assert "concepts written to" in ran.out
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if row["IRI"] == CLERK:
            row["label:en"] = "wages clerk"
    fresh = {"kind": "job type", "label:en": "pay analyst", "essential skills": "payroll processing"}
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), restval="", delimiter=";")
        writer.writeheader()
        writer.writerows([*rows, fresh])
    return file


def test_an_edit_is_shown_asked_for_and_taken(run: Run, workspace: Path, edited: Path) -> None:
    before = Workspace.open(workspace).release
    refused = run("import", edited, "-w", workspace, text="n\n")
    assert refused.code == 1
    assert "label was “payroll clerk” (en), is now “wages clerk” (en)" in refused.out
    assert "pay analyst: new: job type" in refused.out
    assert Workspace.open(workspace).release == before

    assert run("import", edited, "-w", workspace, text="y\n").code == 0
    network = Workspace.open(workspace).release
    assert network.counts["job types"] == before.counts["job types"] + 1
    again = run("import", edited, "-w", workspace)
    assert (again.code, again.out) == (0, "No difference.\n")


def test_other_parts_stay_as_they_are(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = Workspace.open(workspace).release
    file = tmp_path / "own.csv"
    assert run("export", "skills", file, "--origin", "agency", "-w", workspace).out.startswith("1 concepts")
    file.write_text(
        file.read_text(encoding="utf-8").replace("temping desk", "temporary staff desk"), encoding="utf-8"
    )
    ran = run("import", file, "--yes", "--origin", "agency", "-w", workspace)
    assert (ran.code, "relabelled in agency" in ran.out) == (0, True)
    after = Workspace.open(workspace).release
    assert after.graphs["skillpath"] == before.graphs["skillpath"]
    assert after.graphs["agency"] != before.graphs["agency"]


def test_a_sheet_that_was_not_edited_is_no_difference(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = Workspace.open(workspace).release
    assert run("export", "skills", tmp_path / "skills.xlsx", "-w", workspace).code == 0
    ran = run("import", tmp_path / "skills.xlsx", "-w", workspace)
    assert (ran.code, ran.out) == (0, "No difference.\n")
    assert Workspace.open(workspace).release == before


def test_what_is_wrong_is_listed_and_nothing_is_taken(run: Run, workspace: Path, tmp_path: Path) -> None:
    before = Workspace.open(workspace).release
    (tmp_path / "a.csv").write_text(f"IRI,code,broader\n{CLERK},1,nobody\nhttp://x/y,2,\n")
    ran = run("import", tmp_path / "a.csv", "--yes", "-w", workspace)
    assert (ran.code, ran.out) == (1, "")
    assert "a.csv:2: column C (broader): no concept is called 'nobody'" in ran.err
    assert "a.csv:3: column A (IRI): <http://x/y> is no concept here" in ran.err
    assert Workspace.open(workspace).release == before


def test_an_edited_sheet_is_not_written_over(run: Run, workspace: Path, edited: Path) -> None:
    before = edited.read_bytes()
    ran = run("export", "job-types", edited, "-w", workspace)
    assert ran.code == 1
    assert "--replace" in ran.err
    assert edited.read_bytes() == before
    assert run("export", "job-types", edited, "--replace", "-w", workspace).code == 0
    assert edited.read_bytes() != before


def test_an_unknown_scheme_names_those_there_are(run: Run, workspace: Path, tmp_path: Path) -> None:
    ran = run("export", "jobs", tmp_path / "a.csv", "-w", workspace)
    assert ran.code == 1
    assert "job-types" in ran.err
    assert not (tmp_path / "a.csv").exists()
