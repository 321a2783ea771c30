"""The process that reads files: ``python -m skillpath.agency.intake.worker``.

The first line of standard input says the limits and what to look for; a line ``{}`` on standard output, that
all is ready. Then requests come one after the other: a line of JSON, then the bytes of the file. Each is
answered by a line of JSON with the outcome, and a line more for each document with what was found in it. The
only caller is :mod:`skillpath.agency.intake.sandbox`.
"""

import io
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from skillpath.agency.intake.finding import finder
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Read
from skillpath.agency.intake.package import MEGABYTE
from skillpath.agency.intake.readers import read
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.wire import finding_of, outcome_table

if sys.platform != "win32":  # there the clock of the sandbox is the only limit
    import resource

_OUTPUT: Final = 1

MOST_FILES: Final = 64
"""Open files: enough to load what reads a format."""


def main() -> None:
    """Answers requests until there are no more."""
    requests, answers = sys.stdin.buffer, _take_output()
    setting = json.loads(requests.readline())
    limits = Limits(**setting["limits"])
    confine(limits)
    find = None if setting["finding"] is None else finder(finding_of(setting["finding"]))
    _say(answers, {})
    while line := requests.readline():
        request = json.loads(line)
        _allow_cpu(limits)
        source = Source(request["name"], requests.read(request["bytes"]), request["columns"])
        outcome = read(source, limits=limits)
        _say(answers, outcome_table(outcome))
        if find is not None and isinstance(outcome, Read):
            for document in outcome.documents:
                _allow_cpu(limits)
                _say(answers, find(document))


def _say(answers: io.BufferedWriter, table: Mapping[str, Any]) -> None:
    answers.write(json.dumps(table).encode() + b"\n")
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


def _allow_cpu(limits: Limits) -> None:
    """Has the system end this process after as much more computing as one file may take."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
