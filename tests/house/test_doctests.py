"""The examples in docstrings are true."""

import doctest
import importlib
from pathlib import Path


def test_every_example_gives_what_it_shows(root: Path, package_folders: dict[str, str]) -> None:
    for package, folder in package_folders.items():
        for path in sorted((root / folder).glob("*.py")):
            if ">>>" in path.read_text(encoding="utf-8"):  # to look through all others takes half a minute
                name = package if path.stem == "__init__" else f"{package}.{path.stem}"
                result = doctest.testmod(importlib.import_module(name))
                assert result.failed == 0, name
