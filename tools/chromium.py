"""Find the browser that the tests drive; with ``--install``, have it installed where there is none.

Prints its path. Looked for, in this order: ``SKILLPATH_TEST_BROWSER``, Chromium or Chrome on the path,
Playwright's own download.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

SETTING = "SKILLPATH_TEST_BROWSER"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

DOWNLOADS = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
"""Where Playwright keeps its own browser, below the home folder."""

UNATTENDED = "DEBIAN_FRONTEND=noninteractive"

PACKAGE_MANAGERS = {
    "apt-get": (
        ("apt-get", "update", "-qq"),
        (
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "-y",
            "-qq",
            "chromium",
            "libatomic1",
        ),
    ),
    "dnf": (("dnf", "install", "-y", "-q", "chromium", "libatomic"),),
    "pacman": (("pacman", "-Sy", "--noconfirm", "--quiet", "chromium"),),
    "zypper": (("zypper", "--quiet", "--non-interactive", "install", "chromium", "libatomic1"),),
}
"""Package manager → the commands that install Chromium, and the library that Playwright's driver needs."""

DRIVER = (sys.executable, "-m", "playwright")


def find() -> str | None:
    """The path of a browser that starts; ``None`` when there is none."""
    return next((path for path in _candidates() if _starts(path)), None)


def is_ready() -> bool:
    """Whether there is a browser and Playwright can drive it."""
    return find() is not None and _starts(*DRIVER)


def install() -> None:
    """Try the system's package manager, then Playwright's download, until a browser is there."""
    for command in _system_commands():
        _run_aside(command)
    if find() is None:
        _run_aside([*DRIVER, "install", "chromium"])


def _candidates() -> Iterator[str]:
    named = os.environ.get(SETTING)
    if named:
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    for pattern in DOWNLOADS:
        yield from map(str, sorted(Path.home().glob(pattern), reverse=True))


def _starts(*command: str) -> bool:
    """Whether a program runs at all: Ubuntu's ``chromium-browser`` may be an empty shell."""
    try:
        return subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _run_aside(command: Sequence[str]) -> None:
    """Run a command whose output is not ours to print and whose failure shows later."""
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


def _system_commands() -> Iterator[list[str]]:
    prefix = _as_root()
    manager = next(filter(shutil.which, PACKAGE_MANAGERS), None)
    if prefix is not None and manager is not None:
        yield from ([*prefix, *command] for command in PACKAGE_MANAGERS[manager])


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; ``None`` where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") is not None and _starts(*sudo, "true") else None


def main() -> None:
    """Print the browser's path, or say in one line what is missing and exit with 1."""
    if "--install" in sys.argv[1:] and not is_ready():
        install()
    if not is_ready():
        raise SystemExit(
            "No browser for the tests: install Chromium (and libatomic, which Playwright needs),"
            f" or set {SETTING} to a browser's program."
        )
    print(find())


if __name__ == "__main__":
    main()
