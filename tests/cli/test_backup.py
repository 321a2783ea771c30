"""``skillpath backup`` and ``restore``, as a person and as a program reads them."""

from pathlib import Path

import pytest

from commands import Run
from skillpath.agency.workspace import Workspace
from survival_writes import ONTOLOGY, ROLES, people
from workspaces import small_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    made = small_workspace(tmp_path / "w", ONTOLOGY)
    made.book.put(people(1, 4, located="DE"), ROLES)
    made.book.close()
    return made.folder


def test_there_and_back(skillpath: Run, workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "kept.zip"
    saved = skillpath("backup", file, "--json", "-w", workspace).document
    assert saved["counts"] == {"candidates": 3, "roles": 2, "decisions": 0}
    assert skillpath("backup", "verify", file, "--json").document == saved
    told = f"{file} is whole: 3 candidates, 2 roles, 0 decisions; "
    assert skillpath("backup", "verify", file).out.startswith(told)
    opened = Workspace.open(workspace)
    opened.forget("C-002")
    opened.book.close()
    restored = skillpath("restore", file, "--replace", "--json", "-w", workspace).document
    assert restored["seal"] == saved["seal"]
    assert restored["deleted_again"] == ["candidate C-002"]
    assert Workspace.open(Path(restored["aside"])).book.codes() == ["C-001", "C-003"]


def test_a_folder_gets_a_file_named_by_the_moment(skillpath: Run, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    saved = skillpath("backup", "make", tmp_path / "kept", "--json", "-w", workspace).document
    (file,) = (tmp_path / "kept").iterdir()
    assert str(file) == saved["file"]
    assert file.name == f"skillpath-{saved['made'].replace(':', '-').removesuffix('+00-00')}Z.zip"


def test_what_is_no_backup_is_told(skillpath: Run, tmp_path: Path) -> None:
    (tmp_path / "kept.zip").write_text("no zip")
    ran = skillpath("backup", "verify", tmp_path / "kept.zip")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Error: kept.zip is no backup of SkillPath, or breaks off")
    assert "There is no file" in skillpath("restore", tmp_path / "none.zip", "-w", tmp_path / "x").err
