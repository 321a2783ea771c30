"""Find the PostgreSQL server that tests start; with ``--install``, have it installed where there is none.

Prints its path. Without one the tests that need it are skipped, and say so.
"""

import shutil
import sys
from pathlib import Path

import system_packages

FOLDERS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin")
"""Below the root: where distributions put the server's programs that are not on the path."""

PACKAGES = {
    "apt-get": ("postgresql",),
    "dnf": ("postgresql-server",),
    "pacman": ("postgresql",),
    "zypper": ("postgresql-server",),
}


def program(name: str) -> str | None:
    """The path of one of PostgreSQL's programs, of the newest version; ``None`` where it is not installed."""
    found = [path / name for pattern in FOLDERS for path in Path("/").glob(pattern) if (path / name).exists()]
    return str(max(found, key=_version)) if found else shutil.which(name)


def _version(path: Path) -> tuple[int, ...]:
    digits = "".join(character if character.isdigit() else " " for character in str(path))
    return tuple(map(int, digits.split()))


def main() -> None:
    """Print the server's path, or say in one line what is missing; that is no failure."""
    if program("postgres") is None and "--install" in sys.argv[1:]:
        system_packages.install(PACKAGES)
    print(program("postgres") or "No PostgreSQL for the tests: install its server, or they test less.")


if __name__ == "__main__":
    main()
