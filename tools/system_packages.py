"""Installing programs with the system's package manager, where that is allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence

INSTALL = {
    "apt-get": (
        ("apt-get", "update", "-qq"),
        ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq"),
    ),
    "dnf": (("dnf", "install", "-y", "-q"),),
    "pacman": (("pacman", "-Sy", "--noconfirm", "--quiet"),),
    "zypper": (("zypper", "--quiet", "--non-interactive", "install"),),
}
"""Package manager → the commands that install the packages named after the last of them."""


def install(packages: Mapping[str, Sequence[str]]) -> None:
    """Install packages, named by package manager; what fails shows later, in what is missing."""
    for command in _commands(packages):
        run_aside(command)


def run_aside(command: Sequence[str]) -> None:
    """Run a command whose output is not ours to print and whose failure shows later."""
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


def starts(*command: str) -> bool:
    """Whether a program runs at all: Ubuntu's ``chromium-browser`` may be an empty shell."""
    try:
        return subprocess.run([*command, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _commands(packages: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    prefix = _as_root()
    manager = next(filter(shutil.which, INSTALL), None)
    if prefix is not None and manager is not None:
        *first, last = INSTALL[manager]
        yield from ([*prefix, *command] for command in first)
        yield [*prefix, *last, *packages[manager]]


def _as_root() -> list[str] | None:
    """What to put before a command to run it as root; ``None`` where we may not."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") is not None and starts(*sudo, "true") else None
