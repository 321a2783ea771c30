"""The documents tell the truth: commands print what is shown, settings and commands are all there."""

import re
from pathlib import Path

import pytest
import typer

import console
from skillpath.cli import app
from skillpath.settings import SETTINGS
from workspaces import Bundled

ROOT = console.ROOT
DOCUMENTS = [path.relative_to(ROOT).as_posix() for path in console.DOCUMENTS]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Path:
    return bundled.demonstration(tmp_path_factory.mktemp("docs") / "workspace").folder


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_print_what_is_shown(name: str, demo: Path) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert console.rewritten(text, demo) == text, "run `make docs`"


def test_there_are_commands_shown() -> None:
    shown = sum(len(console.BLOCK.findall(path.read_text(encoding="utf-8"))) for path in console.DOCUMENTS)
    assert shown >= 4


def test_every_setting_is_in_its_table_as_it_is() -> None:
    rows = [f"| `{s.variable}` | {s.default and f'`{s.default}`'} | {s.help} |" for s in SETTINGS]
    shown = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in shown if line.startswith("| `")] == rows


def test_every_command_is_described() -> None:
    described = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    commands = vars(typer.main.get_command(app))["commands"]
    names = [
        " ".join(["skillpath", name, *part])
        for name, command in commands.items()
        for part in [[sub] for sub in vars(command).get("commands", ())] or [[]]
    ]
    assert len(names) >= 9
    assert [name for name in names if not re.search(rf"^\| `{name}\b", described, re.MULTILINE)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    document = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
