"""Every test that a document names is there."""

import ast
import re
from pathlib import Path

import console

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_that_is_named_exists(root: Path) -> None:
    named = {pair for path in console.DOCUMENTS for pair in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 30
    assert [f"{file}::{test}" for file, test in sorted(named) if test not in functions_in(root / file)] == []


def test_no_threat_is_without_a_test(root: Path) -> None:
    text = (root / "docs" / "security.md").read_text(encoding="utf-8")
    section = text.partition("## What stops each")[2].partition("\n## ")[0]
    threats = [line for line in section.splitlines() if line.startswith("| ")][2:]
    assert len(threats) > 20
    assert [line for line in threats if not NAMED.search(line)] == []


def functions_in(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    module = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in module.body if isinstance(node, ast.FunctionDef)}
