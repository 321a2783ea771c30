"""Every package that a room imports is declared, not just there because another one needs it."""

import ast
import re
import sys
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path


def test_every_imported_package_is_declared(
    root: Path, setup_cfg: ConfigParser, package_folders: dict[str, str]
) -> None:
    declared = {
        re.split(r"[<>=]", line)[0].lower() for line in setup_cfg["options"]["install_requires"].split()
    }
    known = packages_distributions()
    undeclared = {
        name: str(path.relative_to(root))
        for folder in package_folders.values()
        for path in (root / folder).glob("*.py")
        for name in imported(path) - sys.stdlib_module_names - {"skillpath"}
        if not declared & {distribution.lower() for distribution in known.get(name, [])}
    }
    assert undeclared == {}


def imported(path: Path) -> set[str]:
    """The top-level names of the modules that a file imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    partial = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module is not None}
    return {name.partition(".")[0] for name in plain | partial}
