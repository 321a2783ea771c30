"""``skillpath import`` as a person or a program runs it."""

import shutil
from pathlib import Path

import pytest

from commands import Ran, Run
from skillpath.agency.workspace import Workspace
from skillpath.cli.importing import Kind
from skillpath.ontology.importers.rdf import KINDS
from workspaces import small_workspace

HEAD = """
@prefix : <https://agency.example/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> . @prefix job: <https://w3id.org/skillpath/job/> .
@prefix skill: <https://w3id.org/skillpath/skill/> .
"""
BUNDLED = 'skill:shift-rota-planning a esco:Skill ; skos:prefLabel "shift rota planning"@en .'
OWN = ':rota a esco:Skill ; skos:prefLabel "care rota" ; skos:broader skill:shift-rota-planning .'


@pytest.fixture
def run(skillpath: Run) -> Run:
    def command(*arguments: str | Path) -> Ran:
        return skillpath("import", *arguments)

    return command


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("importing") / "workspace"
    return small_workspace(folder, HEAD + BUNDLED).folder


@pytest.fixture
def folder(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "workspace"))


def written(path: Path, body: str, name: str = "own.ttl") -> Path:
    file = path / name
    file.write_text(HEAD + body, encoding="utf-8")
    return file


def test_own_additions_stand_beside_the_bundled_ontology(run: Run, folder: Path, tmp_path: Path) -> None:
    before = Workspace.open(folder).release
    ran = run("rdf", written(tmp_path, OWN), "--origin", "our-agency", "--json", "-w", folder)
    assert ran.document["rows"] == {"triples": 3, "concepts": 1}
    after = Workspace.open(folder).release
    assert after.name == ran.document["release"]
    assert set(after.graphs) == {"skillpath", "our-agency"}
    assert after.graphs["skillpath"] == before.graphs["skillpath"]
    assert after.counts["skills"] == before.counts["skills"] + 1


def test_importing_again_changes_nothing_and_a_new_file_replaces(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    own = ("--origin", "own", "-w", folder)
    run("rdf", written(tmp_path, OWN), *own)
    first = Workspace.open(folder).release
    run("rdf", written(tmp_path, OWN), *own)
    assert Workspace.open(folder).release == first
    run("rdf", written(tmp_path, OWN.replace("care rota", "ward rota")), *own)
    graph = Workspace.open(folder).releases.graphs(Workspace.open(folder).release)["own"]
    assert {str(label) for label in graph.objects()} >= {"ward rota"}
    assert len(graph) == 3


def test_a_dry_run_shows_what_would_change_and_takes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    own = ("--origin", "own", "-w", folder)
    run("rdf", written(tmp_path, OWN), *own)
    before = Workspace.open(folder).release
    other = written(tmp_path, OWN.replace(":rota", ":shift") + ' :x a esco:Skill ; skos:prefLabel "x" .')
    ran = run("rdf", other, *own, "--dry-run", "--json")
    assert ran.document["counts"] == {"concepts added": 2, "concepts retired": 1}
    (retired,) = ran.document["examples"]["concepts retired"]
    assert (retired["iri"], retired["label"]) == ("https://agency.example/rota", "care rota")
    said = run("rdf", other, *own, "--dry-run")
    assert "2 concepts added" in said.out
    assert "Nothing was taken" in said.out
    assert Workspace.open(folder).release == before


def test_a_dry_run_of_the_same_tells_no_difference(run: Run, folder: Path, tmp_path: Path) -> None:
    own = ("--origin", "own", "-w", folder)
    run("rdf", written(tmp_path, OWN), *own)
    assert "No difference" in run("rdf", written(tmp_path, OWN), *own, "--dry-run").out


def test_a_dry_run_shows_the_first_of_many(run: Run, folder: Path, tmp_path: Path) -> None:
    many = written(tmp_path, "".join(f':s{n} a esco:Skill ; skos:prefLabel "s{n}" . ' for n in range(9)))
    ran = run("rdf", many, "--origin", "own", "-w", folder, "--dry-run")
    assert "9 concepts added, the first 5" in ran.out
    assert ("s4" in ran.out, "s5" in ran.out) == (True, False)


def test_what_was_not_taken_is_listed(run: Run, folder: Path, tmp_path: Path) -> None:
    file = written(tmp_path, f"{OWN} :nameless a esco:Skill .")
    ran = run("rdf", file, "--origin", "own", "-w", folder)
    assert ran.code == 0
    assert "1 rows were not taken" in ran.out
    assert "<https://agency.example/nameless> has no skos:prefLabel" in ran.out


@pytest.mark.parametrize(
    ("options", "body", "says"),
    [
        (("--origin", "skillpath"), OWN, "'skillpath' cannot name an origin"),
        (("--origin", "../x"), OWN, "cannot name an origin"),
        (("--origin", "own"), ':a a skos:Concept ; skos:prefLabel "a" .', "--as"),
        (("--origin", "own", "--as", "hobby"), OWN, "'hobby'"),
        (("--origin", "own"), "broken", "own.ttl:"),
    ],
)
def test_what_cannot_be_taken_is_one_message(
    run: Run, folder: Path, tmp_path: Path, options: tuple[str, ...], body: str, says: str
) -> None:
    before = Workspace.open(folder).release
    ran = run("rdf", written(tmp_path, body), *options, "-w", folder)
    assert ran.code in {1, 2}
    assert says in ran.err
    assert "Traceback" not in ran.err
    assert Workspace.open(folder).release == before


def test_plain_concepts_become_job_types(run: Run, folder: Path, tmp_path: Path) -> None:
    before = Workspace.open(folder).release
    file = written(tmp_path, ':a a skos:Concept ; skos:prefLabel "night porter" .')
    run("rdf", file, "--origin", "own", "--as", "job-type", "-w", folder)
    assert Workspace.open(folder).release.counts["job types"] == before.counts["job types"] + 1


def test_what_plain_concepts_may_be_is_said_once() -> None:
    assert list(Kind) == list(KINDS)


def test_onet_is_refused_whole(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("onet", tmp_path, "-w", folder)
    assert ran.code == 1
    assert "Occupation Data (.txt or .xlsx): is missing" in ran.err


def test_industries_need_esco_first(run: Run, folder: Path, tmp_path: Path) -> None:
    crosswalk = tmp_path / "crosswalk.csv"
    match = "11-1011.00,http://data.europa.eu/esco/occupation/1,exactMatch"
    crosswalk.write_text(f"O*NET Id,ESCO or ISCO URI,Type of Match\n{match}\n")
    (tmp_path / "industries.csv").write_text("industry_code,industry_name,display_level\n")
    (tmp_path / "industry_occupation_employment.csv").write_text("industry_code,soc_code,employment\n")
    ran = run("industries", tmp_path, "--crosswalk", crosswalk, "-w", folder)
    assert ran.code == 1
    assert "run `skillpath import esco` first" in ran.err


@pytest.mark.parametrize("command", ["esco", "onet", "industries", "rdf"])
def test_every_import_has_a_dry_run(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert "--dry-run" in ran.out
    assert "--workspace" in ran.out
