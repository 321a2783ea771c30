"""The commands as a person or a program runs them, on the bundled ontology and demonstration agency."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from commands import Run
from skillpath.agency.workspace import Workspace


@pytest.fixture
def run(skillpath: Run) -> Run:
    return skillpath


def test_init_makes_a_workspace_and_leaves_a_current_one_alone(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "var"
    first = run("init", "--demo", "--workspace", folder)
    assert first.code == 0
    assert "release" in first.out
    release = Workspace.open(folder).release
    again = run("init", "--demo", "--workspace", folder)
    assert again.out == first.out
    assert again.err == ""  # no step was done again
    assert Workspace.open(folder).releases.all() == [release]
    assert len(Workspace.open(folder).book.candidates()) == 60


def test_init_leaves_a_folder_with_something_else_in_it_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "holiday.txt").write_text("photos")
    ran = run("init", "--workspace", tmp_path)
    assert ran.code == 1
    assert "not empty" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.txt"]


def test_releases(run: Run, demo: Path) -> None:
    (one,) = run("releases", "--json", "-w", demo).document
    assert one["current"]
    assert one["counts"]["job types"] > 50
    assert one["name"] in run("releases", "-w", demo).out


def test_transfer_between_job_types_shows_score_path_and_evidence(run: Run, demo: Path) -> None:
    document = run("transfer", "payroll clerk", "payroll manager", "--json", "-w", demo).document
    assert document["from"]["label"] == "payroll clerk"
    assert 0 < document["match"]["score"] < 1
    assert document["paths"][0]["transfer"] == pytest.approx(document["transfer"])
    text = run("transfer", "payroll clerk", "payroll manager", "-w", demo).out
    assert f"{document['match']['points']:.2f} of 100 points" in text
    assert document["paths"][0]["route"] in text


def test_transfer_to_itself_is_whole(run: Run, demo: Path) -> None:
    assert (
        run("transfer", "payroll clerk", "payroll clerk", "--json", "-w", demo).document["match"]["points"]
        > 99
    )


def test_transfer_between_skills_and_by_iri(run: Run, demo: Path) -> None:
    document = run("transfer", "bank reconciliation", "cash handling", "--json", "-w", demo).document
    iri = document["from"]["iri"]
    assert document["match"] is None
    assert run("transfer", iri, "cash handling", "--json", "-w", demo).document == document


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("bank teler", "payroll clerk"), "Did you mean: bank teller"),
        (("bank teller", "payroll processing"), "name two of one kind"),
    ],
)
def test_transfer_of_what_cannot_be_compared(run: Run, demo: Path, names: tuple[str, str], says: str) -> None:
    ran = run("transfer", *names, "-w", demo)
    assert (ran.code, ran.out) == (1, "")
    assert says in ran.err


def test_transfers_of_a_file_are_those_of_its_pairs(run: Run, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.txt"
    file.write_text(
        "payroll clerk | payroll manager\n\nbank reconciliation|cash handling\n", encoding="utf-8"
    )
    first = run("transfer", "payroll clerk", "payroll manager", "--json", "-w", demo).document
    documents = run("transfer", "--pairs", file, "--json", "-w", demo).document
    assert documents[0] == first
    assert len(documents) == 2
    assert len(run("transfer", "--pairs", file, "-w", demo).out.splitlines()) == 2
    file.write_text("payroll clerk\nbank teler|payroll clerk\na|b|c\n", encoding="utf-8")
    assert "line 1: payroll clerk; line 3: a|b|c" in run("transfer", "--pairs", file, "-w", demo).err
    file.write_text("bank teler|payroll clerk\nbank teller|payroll processing\n", encoding="utf-8")
    wrong = run("transfer", "--pairs", file, "-w", demo)
    assert (wrong.code, wrong.out) == (1, "")
    assert "bank teller" in wrong.err
    assert "name two of one kind" in wrong.err
    assert run("transfer", "payroll clerk", "-w", demo).code == 2


def test_match_and_explain_tell_one_score(run: Run, demo: Path) -> None:
    ranking = run("match", "R-01", "--top", "5", "--as-of", "2026-11-01", "--json", "-w", demo).document
    assert [row["rank"] for row in ranking["rows"]] == [1, 2, 3, 4, 5]
    for row in ranking["rows"]:
        explained = run(
            "explain", row["candidate"], "R-01", "--as-of", "2026-11-01", "--json", "-w", demo
        ).document
        assert explained["score"] == row["score"]
        assert explained["points"] == row["points"]
        assert explained["channels"] == row["channels"]


def test_match_with_another_profile(run: Run, demo: Path) -> None:
    own = run("match", "R-01", "--json", "-w", demo).document
    other = run("match", "R-01", "--profile", "industry only", "--json", "-w", demo).document
    assert own["profile"] == own["role"]["profile"] != other["profile"]
    assert any(
        row["outside_filter"]
        for row in run("match", "R-01", "--top", "60", "-p", "industry only", "--json", "-w", demo).document[
            "rows"
        ]
    )
    assert other["rows"] != own["rows"]


def test_match_with_filters_in_place_of_the_roles_own(run: Run, demo: Path) -> None:
    def ranked(*options: str) -> dict[str, Any]:
        asked = ("match", "R-04", "--top", "60", "--as-of", "2026-11-01", "--json", *options)
        document: dict[str, Any] = run(*asked, "-w", demo).document
        return document

    own = ranked()
    other = ranked("--location", "AT", "--location", "PL", "--licence", "adr", "--licence", "FORKLIFT")
    assert own["role"]["filters"]["locations"] == ["DE-BE", "DE-BB"]
    assert other["role"]["filters"] == own["role"]["filters"] | {
        "locations": ["AT", "PL"],
        "licences": ["adr", "FORKLIFT"],
    }
    assert {row["candidate"]: row["score"] for row in own["rows"]} == {
        row["candidate"]: row["score"] for row in other["rows"]
    }
    assert any(not row["outside_filter"] for row in own["rows"])
    assert all("licence missing: " in row["outside_filter"] for row in other["rows"])
    assert any(
        "wanted by 2026-11-01" in row["outside_filter"]
        for row in ranked("--available-by", "2026-11-01")["rows"]
    )


def test_match_says_what_is_wrong_with_a_filter(run: Run, demo: Path) -> None:
    ran = run("match", "R-01", "--location", "Berlin", "-w", demo)
    assert ran.code == 1
    assert "“Berlin” is no ISO 3166 code: give a country such as DE" in ran.err


def test_explain_in_text_adds_up(run: Run, demo: Path) -> None:
    document = run("explain", "C-001", "R-01", "--json", "-w", demo).document
    text = run("explain", "C-001", "R-01", "-w", demo).out
    for section in document["reading"]["sections"]:
        assert section["name"] == "fits" or all(line in text for line in section["lines"])
    assert f"{document['points']:.2f}" in next(
        line for line in text.splitlines() if line.startswith("together")
    )


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_explain_to_the_client_and_to_the_candidate_tells_no_score(
    run: Run, demo: Path, language: str
) -> None:
    match = ("explain", "C-003", "R-01", "--lang", language, "-w", demo)
    document = run(*match, "--json").document
    assert document["language"] == language
    for audience in ("client", "candidate"):
        text = run(*match, "--for", audience).out
        reading = run(*match, "--for", audience, "--json").document
        assert (reading["audience"], reading["language"]) == (audience, language)
        assert "requirements" not in reading
        assert all(line in text for section in reading["sections"] for line in section["lines"])
        assert f"{document['points']:.2f}" not in text.replace(",", ".")


def test_explain_to_the_consultant_in_german_keeps_the_table(run: Run, demo: Path) -> None:
    text = run("explain", "C-006", "R-01", "--lang", "de", "-w", demo).out
    total = next(line for line in text.splitlines() if line.startswith("zusammen"))
    assert re.fullmatch(r"zusammen +\d+,\d\d *", total)
    assert "Was fehlt" in text
    assert "\N{REPLACEMENT CHARACTER}" not in text


@pytest.mark.parametrize("wrong", [("--lang", "la"), ("--for", "rival")])
def test_explain_to_nobody_we_know_is_a_wrong_option(run: Run, demo: Path, wrong: tuple[str, str]) -> None:
    assert run("explain", "C-003", "R-01", *wrong, "-w", demo).code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("match", "R-99"),
        ("match", "R-01", "--profile", "fresh eye"),
        ("explain", "C-999", "R-01"),
        ("explain", "C-001", "R-99"),
        ("query", "no-such-file.rq"),
        ("import", "esco", "no-such-folder"),
    ],
)
def test_a_wrong_name_is_one_message_and_no_traceback(
    run: Run, demo: Path, arguments: tuple[str, ...]
) -> None:
    ran = run(*arguments, "-w", demo)
    assert ran.code == 1
    assert ran.err.startswith("Error: ")
    assert "Traceback" not in ran.err


def test_a_missing_workspace_says_what_to_do(run: Run, tmp_path: Path) -> None:
    ran = run("releases", "-w", tmp_path / "none")
    assert ran.code == 1
    assert "skillpath init" in ran.err


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?skill a esco:Skill }"


def test_query_from_standard_input_in_each_form(run: Run, demo: Path) -> None:
    counted = Workspace.open(demo).release.counts["skills"]
    assert str(counted) in run("query", "-", "-w", demo, text=COUNT).out
    assert run("query", "-", "--format", "csv", "-w", demo, text=COUNT).out.split() == ["n", str(counted)]
    answer = run("query", "-", "--json", "-w", demo, text=COUNT).document
    assert answer["results"]["bindings"][0]["n"]["value"] == str(counted)


def test_query_from_a_file_cut_with_a_notice(run: Run, demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.rq"
    file.write_text("SELECT ?s WHERE { ?s ?p ?o }")
    ran = run("query", file, "--rows", "3", "--format", "csv", "-w", demo)
    assert len(ran.out.split()) == 4
    assert "Cut after 3 rows" in ran.err


def test_an_update_is_refused(run: Run, demo: Path) -> None:
    ran = run("query", "-", "-w", demo, text="DELETE WHERE { ?s ?p ?o }")
    assert ran.code == 1
    assert ran.err.startswith("Error: ")


def test_the_environment_sets_what_options_set(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILLPATH_WORKSPACE", str(demo))
    assert run("releases", "--json").document[0]["current"]


def test_the_book_may_be_in_another_database(run: Run, demo: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert "60 candidates, 12 roles" in run("copy-book", url, "-w", demo).out
    run("decide", "C-001", "R-01", "placed", "--by", "K-9", "-w", demo, "--database", url)

    listed = ("decisions", "--role", "R-01", "--json", "-w", demo)
    assert len(run(*listed, "--database", url).document) == len(run(*listed).document) + 1


def test_a_database_that_cannot_be_is_one_message_without_the_password(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SKILLPATH_DATABASE", "postgresql://me:s3cr3t@127.0.0.1:1/agency")
    ran = run("match", "R-01", "-w", demo)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Error: The book agency on 127.0.0.1 cannot be used: no server answers there")
    assert "s3cr3t" not in ran.err


def test_importing_esco_adds_it_beside_the_bundled_ontology(run: Run, demo: Path, tmp_path: Path) -> None:
    folder, esco = tmp_path / "var", tmp_path / "esco"
    shutil.copytree(demo, folder)
    esco.mkdir()
    before = Workspace.open(folder).release
    for name, header, row in ESCO_TABLES:
        (esco / f"{name}_en.csv").write_text(f"{header}\n{row}\n")
    taken = run("import", "esco", esco, "--json", "-w", folder).document
    assert taken["rejected"] == []
    after = Workspace.open(folder).release
    assert after.name == taken["release"] != before.name
    assert set(after.graphs) == {"skillpath", "esco"}
    assert after.graphs["skillpath"] == before.graphs["skillpath"]
    assert after.counts["job types"] == before.counts["job types"] + 1
    (esco / "skills_en.csv").write_text("wrong\n1\n")
    refused = run("import", "esco", esco, "-w", folder)
    assert refused.code == 1
    assert "skills_en.csv" in refused.err
    assert Workspace.open(folder).release == after


BASE = "http://data.europa.eu/esco"
CONCEPT = "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,description"
ESCO_TABLES = [
    (
        "skills",
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description",
        f"KnowledgeSkillCompetence,{BASE}/skill/1,knowledge,,invented skill,,,released,None.",
    ),
    ("skillGroups", f"{CONCEPT},code", f"SkillGroup,{BASE}/skill/S1,invented group,,,released,None.,S1"),
    (
        "occupations",
        f"{CONCEPT},iscoGroup,code",
        f"Occupation,{BASE}/occupation/1,invented job,,,released,None.,2654,2654.1",
    ),
    ("ISCOGroups", f"{CONCEPT},code", f"ISCOGroup,{BASE}/isco/C2654,directors,,,released,None.,2654"),
    (
        "broaderRelationsSkillPillar",
        "conceptType,conceptUri,broaderType,broaderUri",
        f"KnowledgeSkillCompetence,{BASE}/skill/1,SkillGroup,{BASE}/skill/S1",
    ),
    (
        "broaderRelationsOccPillar",
        "conceptType,conceptUri,broaderType,broaderUri",
        f"Occupation,{BASE}/occupation/1,ISCOGroup,{BASE}/isco/C2654",
    ),
    (
        "occupationSkillRelations",
        "occupationUri,relationType,skillType,skillUri",
        f"{BASE}/occupation/1,essential,knowledge,{BASE}/skill/1",
    ),
    (
        "skillSkillRelations",
        "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri",
        "",
    ),
]


def test_the_module_is_the_command(demo: Path) -> None:
    command = [sys.executable, "-m", "skillpath", "releases", "--json"]
    environment = {**os.environ, "SKILLPATH_WORKSPACE": str(demo)}
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert json.loads(ran.stdout)[0]["current"]


def test_serve_demo_opens_the_viewer_on_a_new_workspace(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "skillpath",
        "serve",
        "--demo",
        "--port",
        "0",
        "-w",
        str(tmp_path / "var"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            address = said.split()[3]
            with urlopen(f"{address}roles/R-01") as answer:
                assert "C-001" in answer.read().decode()
        finally:
            server.send_signal(signal.SIGTERM)  # as systemd and containers stop it
        assert server.wait() == 0
    assert said.startswith("SkillPath is at http://127.0.0.1:")


@pytest.mark.parametrize(
    "command",
    [
        "init",
        "releases",
        "import esco",
        "transfer",
        "match",
        "explain",
        "query",
        "serve",
        "bench quality",
        "bench paths",
    ],
)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ran = run(*command.split(), "--help")
    assert ran.code == 0
    assert "--workspace" in ran.out
    assert "SKILLPATH_WORKSPACE" in ran.out
