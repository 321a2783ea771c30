"""The commands on records of persons."""

import json
import shutil
from pathlib import Path

import pytest

from commands import Run


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> list[str]:
    """A workspace to write into."""
    return ["-w", str(shutil.copytree(demo, tmp_path / "own"))]


def test_an_identity_is_shown_to_who_says_why(skillpath: Run, own: list[str]) -> None:
    said = ["--name", "Ann Example", "--email", "ann@mail.example"]
    assert skillpath("candidate", "identify", "C-001", *said, *own).code == 0
    shown = skillpath(
        "candidate", "identity", "C-001", "--by", "K-1", "--reason", "interview", "--json", *own
    )
    assert json.loads(shown.out)["name"] == "Ann Example"
    assert "interview" in skillpath("candidate", "looks", "C-001", *own).out
    refused = skillpath("candidate", "identity", "C-001", "--by", "K-1", "--reason", "", *own)
    assert (refused.code, "Who looks" in refused.err) == (1, True)


def test_notes_are_added_listed_and_found(skillpath: Run, own: list[str]) -> None:
    skillpath(
        "candidate", "note", "C-002", "speaks Dutch with clients", "--by", "K-1", "--role", "R-01", *own
    )
    assert "speaks Dutch" in skillpath("candidate", "notes", "C-002", *own).out
    found = skillpath("find", "dutch", "cli", "--json", *own)
    assert json.loads(found.out)[0] == {
        "candidate": "C-002",
        "kind": "note",
        "text": "speaks Dutch with clients",
    }


def test_two_records_become_one_and_two_again(skillpath: Run, own: list[str]) -> None:
    for code in ("C-001", "C-002"):
        skillpath("candidate", "identify", code, "--name", "A", "--phone", "030 1234567", *own)
    assert "the same phone number" in skillpath("candidate", "duplicates", *own).out
    assert "--undo" in skillpath("candidate", "apart", "C-001", "C-002", "--by", "K-1", *own).out
    assert "the same phone number" not in skillpath("candidate", "duplicates", *own).out
    undone = skillpath("candidate", "apart", "C-001", "C-002", "--by", "K-1", "--undo", *own)
    assert "may be one person again" in undone.out
    assert "unmerge 1" in skillpath("candidate", "merge", "C-001", "C-002", "--by", "K-1", *own).out
    assert "C-002 is part of C-001" in skillpath("explain", "C-002", "R-01", *own).err
    assert skillpath("candidate", "unmerge", "1", "--by", "K-1", *own).code == 0
    assert skillpath("explain", "C-002", "R-01", *own).code == 0


def test_what_is_held_is_exported_and_what_is_overdue_goes(
    skillpath: Run, own: list[str], tmp_path: Path
) -> None:
    skillpath("candidate", "keep", "C-003", "--until", "2026-01-01", *own)
    assert "1 to be deleted" in skillpath("candidate", "expired", "--day", "2026-02-01", *own).out
    who = ("--by", "K-1", "--reason", "the person asked")
    file = tmp_path / "held.json"
    assert skillpath("candidate", "export", "C-003", "--out", str(file), *who, *own).code == 0
    held = json.loads(file.read_text())
    assert held["candidate"][0]["keep_until"] == "2026-01-01"
    assert held["look"][0]["reason"] == "export: the person asked"
    assert "1 deleted" in skillpath("candidate", "expired", "--day", "2026-02-01", "--remove", *own).out
    assert "no candidate C-003" in skillpath("candidate", "notes", "C-003", *own).err
    assert skillpath("candidate", "remove", "C-004", "--yes", *own).code == 0
    assert "no candidate C-004" in skillpath("candidate", "notes", "C-004", *own).err
