"""What the tests of the commands share: how one is run, and the demonstration agency."""

import io
import logging
import sys
from pathlib import Path

import pytest
import structlog

from commands import Ran, Run
from skillpath.cli import main
from workspaces import Bundled


@pytest.fixture
def skillpath(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``skillpath`` with some arguments; what a command says of its log is forgotten afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def command(*arguments: str | Path, text: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["skillpath", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        with pytest.raises(SystemExit) as stopped:
            main()
        root.handlers[:], root.level = handlers, level
        structlog.reset_defaults()
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return command


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Path:
    """A workspace with the demonstration agency, for tests that write nothing into it."""
    return bundled.demonstration(tmp_path_factory.mktemp("demo") / "workspace").folder
