"""The viewer as users start it: a process of its own on a free port of this machine."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from skillpath.errors import SkillPathError

HOST: Final = "127.0.0.1"


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Runs ``skillpath serve`` on a workspace; gives its address, without a slash at the end."""
    command = [sys.executable, "-m", "skillpath", "serve", "--workspace", str(folder), "--host", HOST]
    with subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()


def _address(server: "subprocess.Popen[str]") -> str:
    line = "" if server.stdout is None else server.stdout.readline()
    found = re.search(r"http://\S+", line)
    if found is None:
        raise SkillPathError("The viewer did not start: see what `skillpath serve` says.")
    return found[0].rstrip("/")
