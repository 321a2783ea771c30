"""Every package that a room imports is declared, not just there because another one needs it."""

import ast
import re
import sys
from collections.abc import Callable, Iterable
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from skillpath.bench.load_readers import PACKAGE
from skillpath.bench.ranking_speed import PACKAGES


@pytest.fixture(scope="module")
def declared(setup_cfg: ConfigParser) -> set[str]:
    return names(setup_cfg["options"]["install_requires"])


@pytest.fixture(scope="module")
def extras(setup_cfg: ConfigParser) -> set[str]:
    return set().union(*map(names, setup_cfg["options.extras_require"].values()))


def names(requirements: str) -> set[str]:
    return {re.split(r"[\[<>=]", line)[0].lower() for line in requirements.split()}


@pytest.fixture(scope="module")
def modules(root: Path, package_folders: dict[str, str]) -> dict[str, ast.Module]:
    paths = [path for folder in package_folders.values() for path in (root / folder).glob("*.py")]
    return {str(path.relative_to(root)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def test_every_imported_package_is_declared(
    modules: dict[str, ast.Module], declared: set[str], extras: set[str]
) -> None:
    assert undeclared(modules, ast.walk, declared | extras | {*PACKAGES, PACKAGE, "gevent"}) == {}


def test_what_is_optional_is_imported_in_functions_only(
    modules: dict[str, ast.Module], declared: set[str]
) -> None:
    assert undeclared(modules, lambda module: module.body, declared) == {}


def undeclared(
    modules: dict[str, ast.Module],
    statements: Callable[[ast.Module], Iterable[ast.AST]],
    declared: set[str],
) -> dict[str, str]:
    """Imported package → a file that imports it; ``statements`` says which of a module's are looked at."""
    known = packages_distributions()
    return {
        name: path
        for path, module in modules.items()
        for name in imported(statements(module)) - sys.stdlib_module_names - {"skillpath"}
        if not declared & {distribution.lower().replace("_", "-") for distribution in known.get(name, [])}
    }


def imported(statements: Iterable[ast.AST]) -> set[str]:
    """The top-level names of the modules that some statements import."""
    nodes = list(statements)
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    partial = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module is not None}
    return {name.partition(".")[0] for name in plain | partial}
