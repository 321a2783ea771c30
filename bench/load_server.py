"""The viewer as users start it: a process of its own on a free port of this machine."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from skillpath.errors import SkillPathError

HOST: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Server:
    """A viewer that runs: its address, without a slash at the end, and its process."""

    origin: str
    pid: int


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Runs ``skillpath serve`` on a workspace; gives its address, without a slash at the end."""
    with running(folder) as server:
        yield server.origin


@contextmanager
def running(folder: Path, *, log: IO[str] | None = None) -> Iterator[Server]:
    """Runs ``skillpath serve`` on a workspace; its log goes to a file, or nowhere, as JSON."""
    command = [sys.executable, "-m", "skillpath", "serve", "--workspace", str(folder), "--host", HOST]
    command += ["--port", "0", "--log", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=log or subprocess.DEVNULL, text=True
    ) as server:
        try:
            yield Server(_address(server), server.pid)
        finally:
            server.terminate()


def _address(server: "subprocess.Popen[str]") -> str:
    line = "" if server.stdout is None else server.stdout.readline()
    found = re.search(r"http://\S+", line)
    if found is None:
        raise SkillPathError("The viewer did not start: see what `skillpath serve` says.")
    return found[0].rstrip("/")
