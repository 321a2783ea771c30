"""Install a wheel into an empty environment and use it from another folder: does a user get it all?

The wheel's dependencies come from the lock file, and ``pip check`` says whether the wheel declares them.
"""

import fnmatch
import json
import os
import resource
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from environment import install
from frontend import FILES, SCHEMA_FILES

ROOT = Path(__file__).resolve().parent.parent

CONTENT = (
    "skillpath/py.typed",
    "skillpath/data/skills.ttl",
    "skillpath/data/*shapes*.ttl",
    "skillpath/data/agency/candidates.toml",
    "skillpath/data/agency/roles.toml",
    "skillpath/web/templates/*.html",
    "skillpath/web/static/*.css",
    *(f"skillpath/web/static/vendor/{name}" for name in FILES),
    *(f"skillpath/data/vendor/{name}" for name in SCHEMA_FILES),
)
"""What the wheel must hold besides modules; tests/house compares every file with the tree."""

COMMANDS = (
    ("--help",),
    ("--version",),
    ("init", "--demo"),
    ("init", "--demo"),  # a second time: nothing to do
    ("releases", "--json"),
    ("transfer", "bank teller", "payroll clerk", "--json"),
    ("match", "R-01", "--json"),
    ("explain", "C-001", "R-01", "--json"),
)
"""Run in this order in one workspace; with ``--json`` the answer must be JSON."""

HELP_CPU_SECONDS = 0.4


def check_content(wheel: Path) -> None:
    """End the program when the wheel lacks a file of :data:`CONTENT`."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    missing = [pattern for pattern in CONTENT if not fnmatch.filter(names, pattern)]
    if missing:
        raise SystemExit("\n  ".join([f"{wheel.name} lacks:", *missing]))


def make_environment(folder: Path, wheel: Path) -> Path:
    """An empty environment with the locked dependencies and the wheel; the path of its ``bin``."""
    venv.create(folder)
    install("--require-hashes", "--requirement", str(ROOT / "requirements.txt"), environment=folder)
    install("--no-deps", str(wheel), environment=folder)
    pip_check = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "check"]
    subprocess.run(pip_check, check=True, stdout=subprocess.DEVNULL)
    return folder / "bin"


def run(program: Path, arguments: tuple[str, ...], workspace: Path) -> None:
    """Run one command; end the program when it fails, prints nothing or prints JSON that is none."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(workspace.parent)}
    environment["SKILLPATH_WORKSPACE"] = str(workspace)
    answer = subprocess.run(
        [str(program), *arguments],
        cwd=workspace.parent, env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    shown = " ".join([program.name, *arguments])
    if answer.returncode != 0 or not answer.stdout.strip():
        raise SystemExit(f"{shown}: status {answer.returncode}\n{answer.stdout}{answer.stderr}")
    if "--json" in arguments:
        json.loads(answer.stdout)
    print(f"ok  {shown}", flush=True)


def help_seconds(program: Path) -> float:
    """CPU seconds of ``skillpath --help``: the best of three, as other work only ever adds."""
    return min(_cpu_seconds([str(program), "--help"]) for _ in range(3))


def _cpu_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(wheel: Path) -> None:
    """Check the wheel's content, its commands and the cost of ``--help``."""
    check_content(wheel)
    with tempfile.TemporaryDirectory(prefix="skillpath-smoke-") as name:
        folder = Path(name)
        program = make_environment(folder / "environment", wheel) / "skillpath"
        for arguments in COMMANDS:
            run(program, arguments, folder / "workspace")
        seconds = help_seconds(program)
    if seconds >= HELP_CPU_SECONDS:
        raise SystemExit(f"skillpath --help takes {seconds:.2f} s of CPU; {HELP_CPU_SECONDS} s is allowed")
    print(f"ok  skillpath --help takes {seconds:.2f} s of CPU")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
