"""What installs the viewer elsewhere speaks of settings and addresses that there are."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from skillpath.settings import SETTINGS, STOP_SECONDS
from skillpath.web.health import BLUEPRINT

FILES = ("Containerfile", "deploy/skillpath.service", "docs/operations.md")


@pytest.mark.parametrize("name", FILES)
def test_every_setting_that_is_named_is_one(root: Path, name: str) -> None:
    named = set(re.findall(r"\bSKILLPATH_[A-Z_]+\b", (root / name).read_text(encoding="utf-8")))
    assert named
    assert named <= {setting.variable for setting in SETTINGS}


@pytest.fixture(scope="module")
def steps(root: Path) -> list[tuple[str, str]]:
    """The instructions of the last stage of the Containerfile."""
    text = re.sub(r"\\\n", "", (root / "Containerfile").read_text(encoding="utf-8"))
    lines = [line.split(maxsplit=1) for line in text.splitlines() if re.match(r"[A-Z]", line)]
    last = max(place for place, (name, _) in enumerate(lines) if name == "FROM")
    return [(name, rest) for name, rest in lines[last:]]


def test_the_container_runs_as_nobody_special_and_is_looked_after(steps: list[tuple[str, str]]) -> None:
    named = dict(steps)
    assert named["USER"].split(":")[0].isdecimal()
    assert int(named["USER"].split(":")[0]) >= 1000
    assert [name for name, _ in steps].index("USER") < [name for name, _ in steps].index("CMD")
    assert "/healthz" in named["HEALTHCHECK"]
    assert BLUEPRINT.name == "health"
    assert (named["STOPSIGNAL"], named["ENTRYPOINT"]) == ("SIGTERM", '["skillpath"]')


def test_no_secret_is_put_into_the_image(root: Path, steps: list[tuple[str, str]]) -> None:
    assert {name for name, _ in steps}.isdisjoint({"ADD", "ARG"})
    secret = [setting.variable for setting in SETTINGS if setting.secret]
    assert not [rest for name, rest in steps if name == "ENV" and any(one in rest for one in secret)]
    ignored = (root / ".containerignore").read_text(encoding="utf-8")
    assert {".git", ".venv", "var"} <= set(ignored.splitlines())
    assert (root / ".dockerignore").read_text(encoding="utf-8") == ignored


def test_systemd_waits_for_requests_to_finish_and_gives_no_rights(root: Path) -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(root / "deploy/skillpath.service", encoding="utf-8")
    service = unit["Service"]
    assert float(service["TimeoutStopSec"]) > float(STOP_SECONDS.default)
    assert (service["DynamicUser"], service["NoNewPrivileges"]) == ("yes", "yes")
    assert service["CapabilityBoundingSet"] == service["AmbientCapabilities"] == ""
    assert service["ExecStart"].endswith("skillpath serve")
