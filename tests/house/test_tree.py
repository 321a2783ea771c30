"""What is committed could be built by anyone, anywhere."""

import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

HOSTS_AND_PATHS = re.compile(
    rb"index[-_]url"
    rb"|https?://[a-z0-9.-]*(?:pypi|npm|registry|mirror)"
    rb"|(?<![\w.])/(?:work|farm|root|tmp|home|opt)/[a-z]"
)
"""A package host, or an absolute path of somebody's machine."""


def test_nothing_names_a_package_host_or_a_path_of_this_machine(root: Path, files: list[str]) -> None:
    found = {name: HOSTS_AND_PATHS.findall((root / name).read_bytes()) for name in files}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize("place", ["see /wo|rk/main", "--index|-url", "https://files.py|pi.example"])
def test_the_search_for_hosts_and_paths_finds_them(place: str) -> None:
    assert HOSTS_AND_PATHS.search(place.replace("|", "").encode())


def test_what_others_wrote_is_not_committed(files: list[str]) -> None:
    assert [name for name in files if "node_modules/" in name or "static/vendor/" in name] == []


def test_the_changelog_begins_with_the_version_that_is_built(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"(?m)^## (\d+\.\d+\.\d+)\b", changelog)
    assert newest is not None
    assert newest[1] == version("skillpath")


def test_the_ci_script_is_executable(root: Path) -> None:
    staged = subprocess.run(
        ["git", "ls-files", "--stage", ".ci/run"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert staged.startswith("100755") or (not staged and (root / ".ci/run").stat().st_mode & 0o100)
