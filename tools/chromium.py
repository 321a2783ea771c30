"""Find the browser that the tests drive; with ``--install``, have it installed where there is none.

Prints its path. Looked for, in this order: ``SKILLPATH_TEST_BROWSER``, Chromium or Chrome on the path,
Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SETTING = "SKILLPATH_TEST_BROWSER"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

DOWNLOADS = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
"""Where Playwright keeps its own browser, below the home folder."""

PACKAGE_MANAGERS = {
    "apt-get": (
        ("apt-get", "update", "-qq"),
        ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "chromium"),
    ),
    "dnf": (("dnf", "install", "-y", "-q", "chromium"),),
    "apk": (("apk", "add", "--quiet", "chromium"),),
    "pacman": (("pacman", "-Sy", "--noconfirm", "--quiet", "chromium"),),
    "zypper": (("zypper", "--quiet", "--non-interactive", "install", "chromium"),),
}
"""Package manager → the commands that install Chromium with it."""


def find() -> str | None:
    """The path of a browser that starts; ``None`` when there is none."""
    return next((path for path in _candidates() if _starts(path)), None)


def install() -> None:
    """Try the system's package manager, then Playwright's download, until a browser is there."""
    for command in _system_commands():
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if find() is None:
        download = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(download, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


def _candidates() -> Iterator[str]:
    named = os.environ.get(SETTING)
    if named:
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    for pattern in DOWNLOADS:
        yield from map(str, sorted(Path.home().glob(pattern), reverse=True))


def _starts(path: str) -> bool:
    """Whether the program runs at all: Ubuntu's ``chromium-browser`` may be an empty shell."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _system_commands() -> Iterator[list[str]]:
    prefix = _as_root()
    manager = next(filter(shutil.which, PACKAGE_MANAGERS), None)
    if prefix is not None and manager is not None:
        yield from ([*prefix, *command] for command in PACKAGE_MANAGERS[manager])


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; ``None`` where we may not."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def main() -> None:
    """Print the browser's path, or say in one line what is missing and exit with 1."""
    if find() is None and "--install" in sys.argv[1:]:
        install()
    path = find()
    if path is None:
        raise SystemExit(f"No browser for the tests: install Chromium, or set {SETTING} to its program.")
    print(path)


if __name__ == "__main__":
    main()
