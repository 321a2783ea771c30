"""The lock files: everything pinned by hash, nothing by address, and in step with what is asked for."""

import json
import re
from configparser import ConfigParser
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from skillpath.bench.ranking_speed import PACKAGES

LOCKS = tuple(f"requirements{part}.txt" for part in ("", "-bench", "-dev", "-fuzz", "-load", "-node", "-uv"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_by_hash(root: Path, name: str) -> None:
    text = re.sub(r"(?m)^\s*#.*\n?", "", (root / name).read_text(encoding="utf-8"))
    requirements = text.replace("\\\n", " ").splitlines()
    assert requirements
    assert [line for line in requirements if not re.match(r"\S+==\S+ .*--hash=sha256:", line)] == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_requirement_says_where_it_comes_from(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert re.findall(r"\S*//\S*|--(?!hash)\S+", text) == []


def test_front_end_packages_are_pinned_by_hash_and_not_by_address(root: Path) -> None:
    lock = json.loads((root / "web/frontend/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "integrity" not in entry or "resolved" in entry] == []


def test_what_setup_cfg_asks_for_is_locked(root: Path, setup_cfg: ConfigParser) -> None:
    asked = {package_name(line) for line in setup_cfg["options"]["install_requires"].split()}
    assert asked <= {package_name(pin) for pin in pins(root / "requirements.txt")}


def test_what_the_benchmark_asks_for_is_locked_and_nothing_that_this_would_bring(root: Path) -> None:
    asked = {
        package_name(line)
        for line in (root / "requirements-bench.in").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }
    assert asked == {package_name(pin) for pin in pins(root / "requirements-bench.txt")} == set(PACKAGES)


def test_the_tests_run_on_the_versions_that_users_get(root: Path) -> None:
    assert pins(root / "requirements.txt") - pins(root / "requirements-dev.txt") == set()


def test_the_load_tool_changes_no_version(root: Path) -> None:
    dev, load = (
        {package_name(pin): pin.split()[0] for pin in pins(root / f"requirements-{of}.txt")}
        for of in ("dev", "load")
    )
    assert {name: pin for name, pin in load.items() if dev.get(name, pin) != pin} == {}


def test_what_is_locked_is_within_the_bounds_of_setup_cfg(root: Path, setup_cfg: ConfigParser) -> None:
    locked = {pin.name: pin for pin in map(Requirement, pins(root / "requirements.txt"))}
    asked = [Requirement(line) for line in setup_cfg["options"]["install_requires"].split()]
    assert [str(one) for one in asked if not one.specifier.contains(version_of(locked[one.name]))] == []


@pytest.mark.parametrize(
    "name", [name for name in LOCKS if not name.endswith(("-fuzz.txt", "-node.txt", "-uv.txt"))]
)
def test_what_is_installed_here_is_what_is_locked(root: Path, name: str) -> None:
    """Whatever the tests say, they say of these versions; who must change one changes the lock."""
    wanted = [
        one for one in map(Requirement, pins(root / name)) if one.marker is None or one.marker.evaluate()
    ]
    assert wanted
    assert {one.name: installed(one) for one in wanted if installed(one) != version_of(one)} == {}


def version_of(pin: Requirement) -> str:
    (only,) = pin.specifier
    return only.version


def installed(pin: Requirement) -> str:
    return metadata.version(pin.name)


def pins(path: Path) -> set[str]:
    """``name==version ; marker`` of every requirement in a lock file."""
    return set(re.findall(r"(?m)^\S+==[^\\\n]+", path.read_text(encoding="utf-8")))


def package_name(requirement: str) -> str:
    return re.split(r"[<>=\[; ]", requirement)[0].lower().replace("_", "-")
