"""The checker of certificates stays small, and shares nothing with what it checks."""

import ast
import sys
from pathlib import Path

MOST_LINES = 150
"""Lines of one file of the checker: one can be read in a sitting."""


def _files(root: Path) -> list[Path]:
    return sorted((root / "src" / "skillpath" / "checker").glob("*.py"))


def test_each_file_can_be_read_in_a_sitting(root: Path) -> None:
    lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in _files(root)}
    assert len(lengths) >= 4
    assert {name: lines for name, lines in lengths.items() if lines >= MOST_LINES} == {}


def test_it_imports_the_standard_library_numpy_and_itself(root: Path) -> None:
    imported = set()
    for file in _files(root):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(str(node.module))
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
    assert "numpy" in imported
    others = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names}
    assert {name for name in others if not name.startswith("skillpath.checker.")} == {"numpy"}
