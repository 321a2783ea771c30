"""Files and folders appear whole, or not at all."""

import shutil
from pathlib import Path

import pytest

from skillpath.ontology.files import new_file, new_folder, write_atomically


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
