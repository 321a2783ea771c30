"""Find the browser that the tests drive; with ``--install``, have it installed where there is none.

Prints its path. Looked for, in this order: ``SKILLPATH_TEST_BROWSER``, Chromium or Chrome on the path,
Playwright's own download.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import system_packages

SETTING = "SKILLPATH_TEST_BROWSER"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

DOWNLOADS = (
    ".cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
"""Where Playwright keeps its own browser, below the home folder."""

PACKAGES = {
    "apt-get": ("chromium", "libatomic1"),
    "dnf": ("chromium", "libatomic"),
    "pacman": ("chromium",),
    "zypper": ("chromium", "libatomic1"),
}
"""Package manager → Chromium, and the library that Playwright's driver needs."""

DRIVER = (sys.executable, "-m", "playwright")


def find() -> str | None:
    """The path of a browser that starts; ``None`` when there is none."""
    return next((path for path in _candidates() if system_packages.starts(path)), None)


def is_ready() -> bool:
    """Whether there is a browser and Playwright can drive it."""
    return find() is not None and system_packages.starts(*DRIVER)


def install() -> None:
    """Try the system's package manager, then Playwright's download, until a browser is there."""
    system_packages.install(PACKAGES)
    if find() is None:
        system_packages.run_aside([*DRIVER, "install", "chromium"])


def _candidates() -> Iterator[str]:
    named = os.environ.get(SETTING)
    if named:
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    for pattern in DOWNLOADS:
        yield from map(str, sorted(Path.home().glob(pattern), reverse=True))


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
