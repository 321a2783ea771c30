"""Files and folders appear whole, or not at all."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from skillpath.ontology.files import clear_away, left_behind, new_file, new_folder, write_atomically


def test_a_file_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    write_atomically(path, "old")
    with pytest.raises(TypeError), new_file(path) as file:
        file.writelines([b"ne", "w"])  # type: ignore[list-item] # text where bytes belong
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with new_file(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"


def test_a_folder_that_breaks_off_never_was(tmp_path: Path) -> None:
    path = tmp_path / "some"
    with pytest.raises(FileNotFoundError), new_folder(path) as folder:
        shutil.copytree(tmp_path / "none", folder / "part")
    assert list(tmp_path.iterdir()) == []
    with new_folder(path) as folder:
        (folder / "part").touch()
        assert not path.exists()
    assert [inner.name for inner in path.iterdir()] == ["part"]
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_dead_process_was_making_goes_with_the_next_write(tmp_path: Path) -> None:
    died = subprocess.Popen(["true"])
    died.wait()
    left = [tmp_path / f".some.txt.{died.pid}", tmp_path / f".some.scratch.{died.pid}"]
    left[0].touch()
    left[1].mkdir()
    mine, other = tmp_path / f".some.txt.{os.getpid()}", tmp_path / ".some.txt.bak"
    for path in (mine, other):
        path.touch()
    assert left_behind(tmp_path) == sorted(left)
    write_atomically(tmp_path / "some.txt", "new")
    assert left_behind(tmp_path) == left[1:]
    clear_away(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".some.txt.bak", "some.txt"]
