"""``skillpath check`` and ``skillpath format`` as a person or a CI job runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands import Ran, Run
from skillpath.data import bundled
from skillpath.ontology.checks.rules import WORST_FIRST, Severity

BROKEN = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
<https://agency.example/a> a sp:SkillGroup ; skos:prefLabel "pay "@en ; skos:related <https://agency.example/a>.
"""


@pytest.fixture
def run(skillpath: Run) -> Run:
    return skillpath


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.ttl"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_the_bundled_ontology_passes(run: Run) -> None:
    ran = run("check", bundled("skills.ttl"), "--severity", "error")
    assert ran == Ran(0, "error: 0, warning: 0, info: 0\n", "")


def test_errors_are_told_with_their_line_and_exit_code_1(run: Run, file: Path) -> None:
    ran = run("check", file)
    assert ran.code == 1
    assert f"    {file}:3: pay <https://agency.example/a>: leads to itself by" in ran.out
    assert ran.out.index("ERROR") < ran.out.index("WARNING")


def test_severity_leaves_out_what_is_less_bad(run: Run, file: Path) -> None:
    ran = run("check", file, "--severity", "error")
    assert (ran.code, "WARNING" in ran.out, "ERROR" in ran.out) == (1, False, True)
    assert run("check", file, "--severity", "trifle").code == 2


def test_warnings_alone_pass(run: Run, file: Path) -> None:
    file.write_text(BROKEN.replace("; skos:related <https://agency.example/a>", ""), encoding="utf-8")
    ran = run("check", file)
    assert (ran.code, "WARNING" in ran.out) == (0, True)


def test_json_and_sarif_are_documents_and_github_is_lines(run: Run, file: Path) -> None:
    assert json.loads(run("check", file, "--json").out)["counts"]["error"] == 1
    assert json.loads(run("check", file, "--format", "json").out)["counts"]["error"] == 1
    assert json.loads(run("check", file, "--format", "sarif").out)["version"] == "2.1.0"
    ran = run("check", file, "-f", "github", "--severity", "error")
    assert ran.code == 1
    assert ran.out.startswith(f"::error file={file},line=3,title=reflexive-link::pay <https://")


def test_a_label_cannot_command_a_terminal(run: Run, file: Path) -> None:
    file.write_text(BROKEN.replace("pay ", "pay\\u001B[31m\\u202E"), encoding="utf-8")
    for arguments in ((), ("--format", "github"), ("--fix", "--yes")):
        ran = run("check", file, *arguments)
        assert not set("\x1b\u202e") & set(ran.out + ran.err)


def test_a_number_that_is_none_is_a_finding_and_not_a_traceback(file: Path) -> None:
    number = '"much"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    file.write_text(BROKEN + f"<https://w3id.org/skillpath/x> sp:weight {number} .", encoding="utf-8")
    command = [sys.executable, "-m", "skillpath", "check", str(file)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert "has the weight much" in ran.stdout


def test_a_folder_of_rules(run: Run, file: Path, tmp_path: Path) -> None:
    query = 'SELECT ?this ?message { ?this a sp:SkillGroup BIND("is ours" AS ?message) }'
    header = "# id: ours\n# severity: info\n# meaning: One of ours.\n# mend: Nothing.\n"
    (tmp_path / "ours.rq").write_text(header + query, encoding="utf-8")
    assert "ours (1): One of ours. Nothing." in run("check", file, "--rules", tmp_path).out
    (tmp_path / "ours.rq").write_text(query, encoding="utf-8")
    ran = run("check", file, "--rules", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("ours.rq: has no comment") == 4


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_fix_asks_first(answer: str, run: Run, file: Path) -> None:
    ran = run("check", file, "--fix", text=answer)
    assert ran.code == 1
    assert '+<https://agency.example/a> skos:prefLabel "pay"@en .' in ran.err
    assert file.read_text(encoding="utf-8") == BROKEN


def test_fix_mends_and_checks_again(run: Run, file: Path) -> None:
    ran = run("check", file, "--fix", "--json", text="y\n")
    assert ran.code == 0
    left = {finding["rule"] for finding in json.loads(ran.out)["findings"]}
    assert left == {"missing-definition", "orphan"}
    again = run("check", file, "--fix", "--yes")
    assert again.err == "Nothing here can be mended without a decision.\n"


def test_what_is_no_turtle_is_one_message(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a> <b>", encoding="utf-8")
    for command in ("check", "format"):
        ran = run(command, bad, tmp_path / "absent.ttl")
        assert (ran.code, ran.out) == (1, "")
        assert f"{bad}:1: " in ran.err
        assert f"{tmp_path / 'absent.ttl'}: " in ran.err
        assert "Traceback" not in ran.err
    assert run("check").code == 2


def test_format_changes_files_once(run: Run, file: Path) -> None:
    would = run("format", file, "--check")
    assert would == Ran(1, f"would change {file}\n", "")
    assert file.read_text(encoding="utf-8") == BROKEN
    assert run("format", file, file) == Ran(0, f"changed {file}\n", "")
    assert run("format", file) == Ran(0, "", "")
    assert run("format", file, "--check") == Ran(0, "", "")
    assert '<https://agency.example/a> skos:prefLabel "pay "@en .\n' in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_leaves_all_unchanged(run: Run, file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<http://a.example/> <http://b.example/> [] .", encoding="utf-8")
    ran = run("format", file, bad)
    assert ran.code == 1
    assert "1 blank nodes" in ran.err
    assert file.read_text(encoding="utf-8") == BROKEN


# What the scores make of the files ---------------------------------------------------------------------

SKILLS = """@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix ex: <https://agency.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ex:pay a esco:Skill ; skos:prefLabel "payroll"@en ; skos:related ex:tax .
ex:tax a esco:Skill ; skos:prefLabel "tax"@en ; skos:related ex:wages .
ex:wages a esco:Skill ; skos:prefLabel "wages"@en ; skos:closeMatch ex:pay, ex:tax .
"""

JOBS = """@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix ex: <https://agency.example/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ex:clerk a esco:Occupation ; skos:prefLabel "clerk"@en .
ex:clerk esco:relatedEssentialSkill ex:pay .
ex:clerk esco:relatedOptionalSkill ex:wages .
"""


@pytest.fixture
def composed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Two files in canonical form: neither breaks a rule about matching alone."""
    monkeypatch.chdir(tmp_path)
    Path("skills.ttl").write_text(SKILLS, encoding="utf-8")
    Path("jobs.ttl").write_text(JOBS, encoding="utf-8")
    return "skills.ttl", "jobs.ttl"


def matching(findings: list[dict[str, object]]) -> list[tuple[object, object]]:
    rules = {"conflicting-requirements", "hub-skill", "odd-neighbour", "unused-relation"}
    return [(finding["rule"], finding["iri"]) for finding in findings if finding["rule"] in rules]


def test_matching_compiles_the_files_together(run: Run, composed: tuple[str, str]) -> None:
    run("format", *composed)
    found = json.loads(run("check", *composed, "--matching", "--json").out)["findings"]
    assert matching(found) == [
        ("conflicting-requirements", "https://agency.example/clerk"),
        ("unused-relation", "https://agency.example/pay"),
        ("unused-relation", "https://agency.example/tax"),
    ]
    lines = {name: Path(name).read_text(encoding="utf-8").splitlines() for name in composed}
    blamed = {finding["rule"]: lines[finding["file"]][finding["line"] - 1] for finding in found}
    assert blamed["conflicting-requirements"].split()[1] == "esco:relatedOptionalSkill"
    assert blamed["unused-relation"].split()[1] == "skos:related"
    order = [(WORST_FIRST.index(Severity(f["severity"])), f["rule"]) for f in found]
    assert order == sorted(order)
    alone = json.loads(run("check", "jobs.ttl", "--matching", "--json").out)["findings"]
    assert matching(alone) == []


def test_without_matching_only_what_is_written_is_checked(run: Run, composed: tuple[str, str]) -> None:
    assert matching(json.loads(run("check", *composed, "--json").out)["findings"]) == []


def test_matching_is_in_every_report(run: Run, composed: tuple[str, str]) -> None:
    text = run("check", *composed, "--matching").out
    needs = "clerk <https://agency.example/clerk>: needs payroll <https://agency.example/pay> essentially and"
    assert needs in text
    assert "  unused-relation (2): " in text
    github = run("check", *composed, "--matching", "-f", "github").out
    assert "::warning file=jobs.ttl,line=4,title=conflicting-requirements::clerk <" in github
    (log,) = json.loads(run("check", *composed, "--matching", "-f", "sarif").out)["runs"]
    (conflict,) = [r for r in log["results"] if r["ruleId"] == "conflicting-requirements"]
    assert log["tool"]["driver"]["rules"][conflict["ruleIndex"]]["id"] == "conflicting-requirements"
    assert conflict["level"] == "warning"
    worse = run("check", *composed, "--matching", "--severity", "warning").out
    assert ("conflicting-requirements" in worse, "unused-relation" in worse) == (True, False)


def test_what_cannot_be_compiled_is_one_message(run: Run, composed: tuple[str, str]) -> None:
    for name in composed:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write('ex:pay skos:note [ skos:note "n" ] .')
    ran = run("check", *composed, "--matching")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("blank nodes") == 2
    assert all(f"{name}: " in ran.err for name in composed)


def test_the_bundled_ontology_has_few_findings_about_matching_and_no_errors(run: Run) -> None:
    document = json.loads(run("check", bundled("skills.ttl"), "--matching", "--json").out)
    assert document["counts"]["error"] == 0
    found = matching(document["findings"])
    assert len(found) < 100  # few enough to be read one by one
    assert all(finding["file"] and finding["line"] for finding in document["findings"])
