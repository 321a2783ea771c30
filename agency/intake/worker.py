"""The process that reads files: ``python -m skillpath.agency.intake.worker``.

Takes requests from standard input, one after the other: a line of JSON, then the bytes of the file. Answers
each by a line of JSON on standard output (see :mod:`skillpath.agency.intake.sandbox`, the only caller).
"""

import io
import json
import os
import sys
from contextlib import suppress
from typing import Final

from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.package import MEGABYTE
from skillpath.agency.intake.readers import read
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.wire import outcome_table

if sys.platform != "win32":  # there the clock of the sandbox is the only limit
    import resource

_OUTPUT: Final = 1

MOST_FILES: Final = 64
"""Open files: enough to load what reads a format."""


def main() -> None:
    """Answers requests until there are no more."""
    requests, answers = sys.stdin.buffer, _take_output()
    confined = False
    while line := requests.readline():
        request = json.loads(line)
        limits = Limits(**request["limits"])
        if not confined:
            confine(limits)
            confined = True
        _allow_cpu(limits.cpu_seconds)
        source = Source(request["name"], requests.read(request["bytes"]), request["columns"])
        answers.write(json.dumps(outcome_table(read(source, limits=limits))).encode() + b"\n")
        answers.flush()


def _take_output() -> io.BufferedWriter:
    """Standard output for the answers alone: whatever else is printed goes nowhere."""
    answers = os.fdopen(os.dup(_OUTPUT), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _OUTPUT)
    os.close(nowhere)
    return answers


def confine(limits: Limits) -> None:
    """Has the system refuse this process more memory, files to write, children, and a core dump."""
    if sys.platform == "win32":
        return
    memory = limits.memory_megabytes * MEGABYTE
    for kind, amount in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, MOST_FILES),
    ):
        with suppress(ValueError, OSError):  # not every system lets every limit be set
            resource.setrlimit(kind, (amount, amount))


def _allow_cpu(seconds: int) -> None:
    """Has the system end this process after so much more computing."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
