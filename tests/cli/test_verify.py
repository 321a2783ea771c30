"""``explain --certificate`` and ``verify`` as a person runs them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Run
from skillpath.agency.workspace import Workspace
from skillpath.checker import sha256

Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(skillpath: Run) -> Tell:
    def command(*arguments: str | Path) -> tuple[int, str, str]:
        ran = skillpath(*arguments)
        return ran.code, ran.out, ran.err

    return command


@pytest.fixture
def file(run: Tell, demo: Path, tmp_path: Path) -> Path:
    written = tmp_path / "certificate.json"
    assert run("explain", "C-003", "R-01", "--certificate", written, "-w", demo)[0] == 0
    return written


def test_a_certificate_is_proved(run: Tell, demo: Path, file: Path) -> None:
    document = json.loads(file.read_text())
    explained = json.loads(run("explain", "C-003", "R-01", "--json", "-w", demo)[1])
    assert document["score"] == round(explained["score"], 12)
    code, said, _ = run("verify", file, "-w", demo)
    assert code == 0
    for part in ("C-003", "R-01", f"{document['score']:.12f}", Workspace.open(demo).release.name):
        assert part in said
    answer = json.loads(run("verify", file, "--json", "-w", demo)[1])
    assert answer == {"proved": True, "certificate": sha256(document), "problems": []}


def test_a_changed_digit_is_refused_with_both_numbers(run: Tell, demo: Path, file: Path) -> None:
    document = json.loads(file.read_text())
    proved, document["score"] = document["score"], 0.999999999999
    file.write_text(json.dumps(document))
    code, said, _ = run("verify", file, "-w", demo)
    assert code == 1
    assert f"score: stated 0.999999999999, computed {str(proved)[:9]}" in said
    code, said, _ = run("verify", file, "--json", "-w", demo)
    assert (code, json.loads(said)["proved"]) == (1, False)
    assert {problem["path"] for problem in json.loads(said)["problems"]} == {"score"}


def test_a_release_that_is_not_here_is_named(run: Tell, demo: Path, file: Path) -> None:
    document = json.loads(file.read_text())
    document["release"]["name"] = "../releases"
    file.write_text(json.dumps(document))
    code, said, _ = run("verify", file, "-w", demo)
    assert code == 1
    assert "release.name: stated '../releases', computed 'no release here has this name'" in said


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is no certificate"),
        ("[1]", "its format is not"),
        ('{"format": "skillpath certificate 2", "format": "skillpath certificate 2"}', "stands twice"),
        ('{"format": "skillpath certificate 2", "inputs": {}}', "cannot be followed"),
        ("[" * 100_000, "is no certificate"),
    ],
)
def test_a_damaged_file_is_one_clear_message(
    run: Tell, demo: Path, tmp_path: Path, text: str, says: str
) -> None:
    damaged = tmp_path / "damaged.json"
    damaged.write_text(text)
    code, said, err = run("verify", damaged, "-w", demo)
    assert code == 1
    assert says in said + err
    assert "Traceback" not in err


def test_files_that_cannot_be_read_or_written(run: Tell, demo: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "certificate.json"
    code, _, err = run("verify", nowhere, "-w", demo)
    assert (code, err.startswith("Error: Cannot read")) == (1, True)
    code, _, err = run("explain", "C-003", "R-01", "--certificate", nowhere, "-w", demo)
    assert (code, err.startswith("Error: Cannot write")) == (1, True)
