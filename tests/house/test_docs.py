"""The documents tell the truth: commands print what is shown, settings and commands are all there."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import console
from skillpath.cli import command
from skillpath.settings import SETTINGS
from warm import warm
from workspaces import Bundled

ROOT = console.ROOT
DOCUMENTS = [path.relative_to(ROOT).as_posix() for path in console.DOCUMENTS]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, bundled: Bundled) -> Path:
    return bundled.demonstration(tmp_path_factory.mktemp("docs") / "workspace").folder


@pytest.fixture(scope="module")
def programs() -> Iterator[Path]:
    with warm() as folder:
        yield folder


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_print_what_is_shown(name: str, demo: Path, programs: Path) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert console.rewritten(text, demo, programs) == text, "run `make docs`"


@pytest.mark.parametrize(
    "command",
    [
        "skillpath --version",
        "cd below && skillpath check empty.ttl",
        "echo 'no RDF' | skillpath check /dev/stdin",
        "skillpath check; skillpath nonsense",
        "skillpath user roles",
    ],
)
def test_a_warm_command_does_as_a_cold_one(programs: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "empty.ttl").touch()
    assert ran(command, tmp_path, programs) == ran(command, tmp_path, Path(sys.executable).parent)


def ran(command: str, folder: Path, programs: Path) -> tuple[int, str, str]:
    environment = {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "SKILLPATH_WORKSPACE": "none"}
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=folder, env=environment, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_there_are_commands_shown() -> None:
    shown = sum(len(console.BLOCK.findall(path.read_text(encoding="utf-8"))) for path in console.DOCUMENTS)
    assert shown >= 4


def test_every_setting_is_in_its_table_as_it_is() -> None:
    rows = [f"| `{s.variable}` | {s.default and f'`{s.default}`'} | {s.help} |" for s in SETTINGS]
    shown = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in shown if line.startswith("| `")] == rows


def test_every_command_is_described() -> None:
    described = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    commands = vars(command())["commands"]
    names = [
        " ".join(["skillpath", name, *part])
        for name, one in commands.items()
        for part in [[sub] for sub in vars(one).get("commands", ())] or [[]]
    ]
    assert len(names) >= 9
    assert [name for name in names if not re.search(rf"^\| `{name}\b", described, re.MULTILINE)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    document = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
