"""The checker of certificates stays small, and shares nothing with what it checks."""

import ast
import sys
from pathlib import Path

CHECKER = Path("src") / "skillpath" / "checker.py"
MOST_LINES = 150
"""The whole checker has fewer lines than this, every line counted: it can be read in a sitting."""


def test_it_can_be_read_in_a_sitting(root: Path) -> None:
    assert len((root / CHECKER).read_text(encoding="utf-8").splitlines()) < MOST_LINES
    assert not (root / CHECKER).with_suffix("").exists()


def test_it_imports_the_standard_library_and_numpy(root: Path) -> None:
    imported = set()
    for node in ast.walk(ast.parse((root / CHECKER).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            imported.add(str(node.module))
        elif isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
    assert {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names} == {"numpy"}
