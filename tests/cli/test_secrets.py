"""A secret is read from a file that only its owner may read, and is repeated nowhere."""

from pathlib import Path

import pytest

from commands import Run

PASSWORD = "hunter-2-hunter"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "database"
    made.write_text(f"postgresql://desk:{PASSWORD}@127.0.0.1:9/agency\n", encoding="utf-8")
    made.chmod(0o640)
    return made


@pytest.mark.parametrize("by_variable", [True, False])
def test_a_secret_may_stand_in_a_file(
    skillpath: Run, demo: Path, file: Path, monkeypatch: pytest.MonkeyPatch, by_variable: bool
) -> None:
    if by_variable:
        monkeypatch.setenv("SKILLPATH_DATABASE", f"@{file}")
    ran = skillpath("decisions", "-w", demo, *([] if by_variable else ["--database", f"@{file}"]))
    assert ran.code == 1
    assert "The book agency on 127.0.0.1 cannot be used" in ran.err
    assert PASSWORD not in ran.err + ran.out


def test_a_file_that_all_may_read_is_refused_with_the_remedy(skillpath: Run, demo: Path, file: Path) -> None:
    file.chmod(0o644)
    ran = skillpath("decisions", "-w", demo, "--database", f"@{file}")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"Error: Every user of this machine may read {file}: run `chmod o= {file}`.\n"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_cannot_be_read_is_named(skillpath: Run, demo: Path, file: Path, content: bytes) -> None:
    file.unlink()
    if content is not None:
        file.write_bytes(content)
        file.chmod(0o600)
    ran = skillpath("decisions", "-w", demo, "--database", f"@{file}")
    assert ran.code == 1
    assert ran.err.startswith(f"Error: The secret in {file} cannot be read: ")
