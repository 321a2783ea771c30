"""Run the notebook of the documentation, and write what its cells give: nothing shown is typed by hand.

``make docs`` calls this; tests/house compares the notebook with what it would write. No kernel is needed: the
cells are Python, run one after the other, and a cell ends with the value that it shows.
"""

import ast
import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skillpath.agency.workspace import Workspace
from skillpath.settings import WORKSPACE

ROOT = Path(__file__).resolve().parent.parent

NOTEBOOK = ROOT / "docs" / "skillpath.ipynb"


def executed(document: dict[str, Any], workspace: Path) -> dict[str, Any]:
    """A notebook with what its cells give on a workspace."""
    names: dict[str, Any] = {}
    number = 0
    cells = []
    with _environment(workspace):
        for cell in document["cells"]:
            if cell["cell_type"] == "code":
                number += 1
                outputs = list(_outputs("".join(cell["source"]), names, number))
                cells.append({**cell, "execution_count": number, "outputs": outputs})
            else:
                cells.append(cell)
    return {**document, "cells": cells}


def written(document: dict[str, Any]) -> str:
    """A notebook as Jupyter writes it."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


@contextlib.contextmanager
def _environment(workspace: Path) -> Iterator[None]:
    before = os.environ.get(WORKSPACE.variable)
    os.environ[WORKSPACE.variable] = str(workspace)
    try:
        yield
    finally:
        del os.environ[WORKSPACE.variable]
        if before is not None:
            os.environ[WORKSPACE.variable] = before


def _outputs(source: str, names: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """What a cell prints, and the value of its last line where that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        value = None
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    if printed.getvalue():
        yield {"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())}
    if value is not None:
        shown = {"text/plain": _lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            shown = {"text/html": _lines(value._repr_html_()), **shown}
        yield {"data": shown, "execution_count": number, "metadata": {}, "output_type": "execute_result"}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> None:
    """Write the notebook anew."""
    with tempfile.TemporaryDirectory(prefix="skillpath-notebook-") as folder:
        workspace = Workspace.create(Path(folder) / "workspace")
        workspace.load_demonstration()
        document = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
        NOTEBOOK.write_text(written(executed(document, workspace.folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
