"""``skillpath`` without the second in which Python reads its libraries, for many commands in a row.

One process has read them, and forks for every command. A command is a process as ever, with its own
arguments, environment, folder, input and output: what is saved is nothing but the start.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, Final

READ: Final = (
    "skillpath.agency.audit.questions",
    "skillpath.agency.matching",
    "skillpath.cli",
    "skillpath.agency.asking",
    "skillpath.reasoner.certificate",
)
"""What is read before the first command: most commands import these."""

CLIENT: Final = """\
#!{python} -IS
import json, os, socket, sys
wire = socket.socket(socket.AF_UNIX)
wire.connect({address!r})
said = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(wire, [len(said).to_bytes(8, "big")], [0, 1, 2])
wire.sendall(said)
sys.exit(int(wire.makefile().read() or 1))
"""
"""The program that a shell finds as ``skillpath``."""


@contextmanager
def warm() -> Iterator[Path]:
    """Gives a folder whose ``skillpath`` is the warm one, for the front of a ``PATH``."""
    with tempfile.TemporaryDirectory(prefix="skillpath-warm-") as name:
        folder, address = Path(name), f"{name}/wire"
        client = folder / "skillpath"
        client.write_text(CLIENT.format(python=sys.executable, address=address), encoding="utf-8")
        client.chmod(0o700)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(address)
            listener.listen()
            command = [sys.executable, __file__, str(listener.fileno())]
            with subprocess.Popen(command, pass_fds=[listener.fileno()]) as process:
                try:
                    yield folder
                finally:
                    process.terminate()


def _serve(listener: socket.socket) -> None:
    """Forks for every command."""
    for name in READ:
        import_module(name)
    import_module("skillpath.cli").command()
    signal.signal(signal.SIGCHLD, _clear_away)
    while True:
        wire, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _become(wire)
            status = _status()
            wire.sendall(str(status).encode())
            os._exit(status)
        wire.close()


def _clear_away(*_: object) -> None:
    """Takes note of the commands that are over."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become(wire: socket.socket) -> None:
    """Takes on the input, output, arguments, folder and environment of who asks."""
    head, files, _, _ = socket.recv_fds(wire, 8, 3)
    arguments, folder, environment = _said(wire, int.from_bytes(head, "big"))
    for own, given in enumerate(files):
        os.dup2(given, own)
        os.close(given)
    sys.stdin, sys.stdout, sys.stderr = (
        open(own, mode, closefd=False)  # noqa: SIM115 (of the process, not of a file)
        for own, mode in enumerate("rww")
    )
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["skillpath", *arguments]


def _said(wire: socket.socket, size: int) -> Any:
    said = b""
    while len(said) < size:
        said += wire.recv(size - len(said))
    return json.loads(said)


def _status() -> int:
    """Runs the command; what it ends with."""
    from skillpath.cli import main  # noqa: PLC0415 (who only asks needs none of it)

    try:
        main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    else:
        status = 0
    sys.stdout.flush()
    sys.stderr.flush()
    return status


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as given:
        _serve(given)
