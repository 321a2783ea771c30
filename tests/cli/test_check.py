"""``skillpath check`` and ``skillpath format`` as a person or a CI job runs them."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from skillpath.cli import main
from skillpath.data import bundled

BROKEN = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sp: <https://w3id.org/skillpath/ns#> .
<https://agency.example/a> a sp:SkillGroup ; skos:prefLabel "pay "@en ; skos:related <https://agency.example/a>.
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str | Path, text: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["skillpath", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return command


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
