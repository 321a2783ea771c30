"""``skillpath diff`` as a person or a program runs it."""

import json
from pathlib import Path

import pytest

from commands import Ran, Run
from skillpath.agency.workspace import Workspace
from skillpath.data import bundled
from skillpath.ontology.turtle import read_turtle
from workspaces import Bundled

NEEDS = "job:payroll-clerk esco:relatedEssentialSkill skill:payroll-software ."


@pytest.fixture
def run(skillpath: Run) -> Run:
    def command(*arguments: str | Path) -> Ran:
        return skillpath("diff", *arguments)

    return command


@pytest.fixture(scope="session")
def without(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled ontology without one relation."""
    file = tmp_path_factory.mktemp("diff") / "without.ttl"
    text = bundled("skills.ttl").read_text(encoding="utf-8")
    assert f"{NEEDS}\n" in text
    file.write_text(text.replace(f"{NEEDS}\n", ""), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory, without: Path, bundled: Bundled) -> Path:
    """Two releases: the bundled ontology, then the same with an origin ``agency`` beside it."""
    folder = tmp_path_factory.mktemp("releases") / "workspace"
    bundled(folder).take("agency", read_turtle(without))
    return folder


def test_equal_files_differ_in_nothing(run: Run, without: Path) -> None:
    ran = run(without, without, "--exit-code")
    assert (ran.code, ran.out) == (0, "No difference.\n")


def test_one_relation_more_is_told_with_its_count(run: Run, without: Path) -> None:
    ran = run(without, bundled("skills.ttl"))
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "changes           ",
        "      1  relations",
        "",
        "relations",
        "  payroll clerk: now needs *payroll software* (essential)  "
        "<https://w3id.org/skillpath/job/payroll-clerk>",
    ]
    assert run(without, bundled("skills.ttl"), "--exit-code").code == 1


def test_json_quotes_the_triples(run: Run, without: Path) -> None:
    told = json.loads(run(bundled("skills.ttl"), without, "--json").out)
    assert told["counts"] == {"relations": 1}
    (change,) = told["changes"]
    assert change["added"] == []
    assert "relatedEssentialSkill" in change["removed"][0]


def test_releases_are_compared_origin_by_origin(run: Run, workspace: Path) -> None:
    ran = run("previous", "current", "-w", workspace, "--json")
    changes = json.loads(ran.out)["changes"]
    assert len(changes) > 700
    assert {change["origin"] for change in changes} == {"agency"}
    current = Workspace.open(workspace).release.name
    assert run(current[:12], "current", "-w", workspace).out == "No difference.\n"


def test_a_part_of_a_release_is_compared_with_a_file(run: Run, workspace: Path, without: Path) -> None:
    assert run("current:agency", without, "-w", workspace).out == "No difference.\n"
    assert "now needs *payroll software*" in run("current:agency", "current:skillpath", "-w", workspace).out
    # The whole release says both: it is the bundled ontology.
    assert run("current", bundled("skills.ttl"), "-w", workspace).out == "No difference.\n"


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("current", "nothing"), "neither a file nor a release"),
        (("current", "no-such.ttl"), "Cannot read"),
        (("current", "current:bls"), "has no part 'bls'"),
        (("current", ""), "neither a file nor a release"),
    ],
)
def test_a_name_that_means_nothing_is_one_clear_error(
    run: Run, workspace: Path, names: tuple[str, str], says: str
) -> None:
    ran = run(*names, "-w", workspace)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_files_need_no_workspace_and_releases_do(run: Run, without: Path, tmp_path: Path) -> None:
    assert run(without, without, "-w", tmp_path / "none").code == 0
    assert "no workspace" in run(without, "current", "-w", tmp_path / "none").err


def test_a_hostile_label_commands_no_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("")
    (tmp_path / "b.ttl").write_text(
        "<http://x/s> a <http://data.europa.eu/esco/model#Skill> ; "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "[red]\\u001b[2J\\nnext" .'
    )
    out = run(tmp_path / "a.ttl", tmp_path / "b.ttl").out
    assert "\x1b" not in out
    assert "[red]\N{REPLACEMENT CHARACTER}[2J next: new: skill, 2 statements" in out
