"""The command line, and a workspace with a small ontology and a few people in it."""

import io
import sys
from pathlib import Path

import pytest

from commands import Ran, Run
from skillpath.agency.workspace import Workspace
from skillpath.cli import main
from survival_writes import ONTOLOGY, ROLES, people
from workspaces import small_workspace


@pytest.fixture
def skillpath(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``skillpath`` with some arguments."""

    def command(*arguments: str | Path, text: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["skillpath", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        with pytest.raises(SystemExit) as stopped:
            main()
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return command


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = small_workspace(tmp_path / "w", ONTOLOGY)
    made.book.put(people(1, 4, located="DE"), ROLES)
    made.pool.now()
    return made
