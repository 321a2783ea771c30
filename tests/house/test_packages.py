"""The folder map of setup.cfg: a package it forgets is silently missing from the wheel."""

from configparser import ConfigParser
from pathlib import PurePosixPath

NOT_PACKAGES = ("tests/", "tools/", "docs/")


def test_every_package_is_named_and_mapped(setup_cfg: ConfigParser, package_folders: dict[str, str]) -> None:
    named = setup_cfg["options"]["packages"].split()
    assert named == sorted(named)
    assert named == list(package_folders)


def test_the_map_is_the_folders_on_disk(files: list[str], package_folders: dict[str, str]) -> None:
    on_disk = {str(PurePosixPath(name).parent) for name in files if name.endswith("/__init__.py")}
    assert set(package_folders.values()) == on_disk


def test_no_module_lies_outside_a_package(files: list[str], package_folders: dict[str, str]) -> None:
    modules = [name for name in files if name.endswith(".py") and not name.startswith(NOT_PACKAGES)]
    folders = set(package_folders.values())
    assert [name for name in modules if str(PurePosixPath(name).parent) not in folders] == []


def test_a_package_is_where_its_name_says(package_folders: dict[str, str]) -> None:
    for name, folder in package_folders.items():
        below = name.removeprefix("skillpath").removeprefix(".").replace(".", "/")
        assert folder in {below, f"src/skillpath/{below}".rstrip("/")}
