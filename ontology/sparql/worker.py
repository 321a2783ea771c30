"""The process that answers queries, one after the other: ``python -m skillpath.ontology.sparql.worker``.

Says that it is ready, reads requests from standard input and writes a reply to each to standard output, one
line of JSON each (see :mod:`skillpath.ontology.sparql.process`, the only caller). A request is a query, or a
module to import: it is ready when it has. It ends with its input, and imports little by itself: it starts
anew whenever a query had to be killed.
"""

import errno
import json
import math
import os
import resource
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final

from skillpath.errors import QueryError, QueryMistake
from skillpath.ontology.sparql.answering import MAX_ANSWER, answered

READY: Final = "ready"

MAX_WHOLE: Final = 2 << 30
"""Longest whole answer, in bytes."""

_UNLIMITED: Final = resource.RLIM_INFINITY


def main() -> None:
    """Answer what is asked on standard input until it ends."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no reply
    _limit(resource.RLIMIT_CORE, 0)
    _say(replies, READY)
    for line in sys.stdin:
        request = json.loads(line)
        if "module" in request:
            import_module(request["module"])
            _say(replies, READY)
        else:
            _say(replies, json.dumps(_reply(request)))


def _say(replies: IO[str], line: str) -> None:
    replies.write(f"{line}\n")
    replies.flush()


def _reply(request: dict[str, Any]) -> dict[str, Any]:
    """What came of a query; an error as the name of its class and what that is made of."""
    whole = request["max_rows"] is None
    seconds = request["seconds"] * (os.cpu_count() or 1)  # who asked stops it earlier, unless that died
    _limit(resource.RLIMIT_CPU, math.ceil(_seconds_used() + seconds) + 1)
    _limit(resource.RLIMIT_DATA, _bytes_used() + (request["megabytes"] << 20))
    _limit(resource.RLIMIT_FSIZE, MAX_WHOLE if whole else MAX_ANSWER)
    try:
        return answered(request)
    except QueryMistake as wrong:
        return {"error": "QueryMistake", "said": [wrong.line, wrong.column, wrong.reason]}
    except QueryError as refused:
        return {"error": "QueryError", "said": [str(refused)]}
    except MemoryError:
        return {"error": "memory"}
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EFBIG:
            return {"error": "length"}
        return {"error": "QueryError", "said": [f"The query failed: {error}"]}
    finally:
        _limit(resource.RLIMIT_DATA, _UNLIMITED)


def _limit(kind: int, amount: int) -> None:
    """Sets the soft limit: the next query has its own."""
    with suppress(ValueError, OSError):  # not every system lets every limit be set
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (amount, hard))


def _seconds_used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _bytes_used() -> int:
    """What counts for ``RLIMIT_DATA``: private memory that can be written, without files that are mapped."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    said = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines() if ":" in line)
    return int(said["VmData"].split()[0]) << 10


if __name__ == "__main__":
    main()
