"""The wheel holds what the working tree holds."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

import frontend

NOT_IN_THE_WHEEL = ("web/frontend/",)
"""Folders inside a package that only the set-up uses."""


@pytest.fixture(scope="module")
def wheel_names(root: Path, files: list[str], tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from a copy of the tree, with the front-end files in place."""
    tree = tmp_path_factory.mktemp("tree")
    for name in files:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, tree / name)
    for placed in (frontend.VENDOR, frontend.SCHEMAS):
        shutil.copytree(placed, tree / placed.relative_to(root))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(tree / "wheel"), str(tree)], check=True)
    (wheel,) = (tree / "wheel").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_every_package_is_in_the_wheel(
    files: list[str], package_folders: dict[str, str], wheel_names: set[str]
) -> None:
    expected = {
        installed
        for name in files
        if not name.startswith(NOT_IN_THE_WHEEL)
        if (installed := installed_name(name, package_folders)) is not None
    }
    assert expected - wheel_names == set()


def test_the_wheel_holds_the_front_end_files(wheel_names: set[str]) -> None:
    assert {f"skillpath/web/static/vendor/{name}" for name in frontend.FILES} <= wheel_names
    assert {f"skillpath/data/vendor/{name}" for name in frontend.SCHEMA_FILES} <= wheel_names


def test_the_wheel_installs_nothing_beside_skillpath(wheel_names: set[str]) -> None:
    assert {PurePosixPath(name).parts[0].partition("-")[0] for name in wheel_names} == {"skillpath"}


def installed_name(name: str, package_folders: dict[str, str]) -> str | None:
    """Where a file of the tree is installed: below the nearest package; ``None`` outside every package."""
    homes = [
        (folder, package) for package, folder in package_folders.items() if name.startswith(f"{folder}/")
    ]
    if not homes:
        return None
    folder, package = max(homes, key=lambda home: len(home[0]))
    return f"{package.replace('.', '/')}/{name.removeprefix(f'{folder}/')}"
