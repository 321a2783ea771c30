"""A file that hangs, eats memory or breaks its reader takes only itself with it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cvs import TEXT, WHOLE, docx
from skillpath.agency.intake.draft import Purpose
from skillpath.agency.intake.finding import Finding
from skillpath.agency.intake.limits import LIMITS
from skillpath.agency.intake.outcome import Outcome, Read, Refused, Why
from skillpath.agency.intake.readers import read
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.intake.source import Source
from skillpath.errors import WorkspaceError

GOOD = Source("cv.txt", TEXT.encode())

SLOW = Source("cv.html", b"<p>Clerk" + b"</" * 2_000_000)
"""Takes an hour: the parser of HTML looks for the end of each tag through all that follows."""


def why(outcome: Outcome) -> Why | None:
    return outcome.why if isinstance(outcome, Refused) else None


def test_a_sandbox_gives_what_the_readers_give() -> None:
    sources = [Source(name, made()) for name, made in WHOLE.items()]
    with Sandbox(jobs=2) as sandbox, ThreadPoolExecutor(2) as threads:
        assert list(threads.map(sandbox.read, sources)) == [read(source) for source in sources]


@pytest.mark.parametrize("limit", [{"seconds": 1.0}, {"cpu_seconds": 0}])
def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read(limit: dict[str, float]) -> None:
    with Sandbox(limits=replace(LIMITS, **limit)) as sandbox:  # type: ignore[arg-type]
        assert why(sandbox.read(SLOW)) is Why.TOO_SLOW
    with Sandbox() as sandbox:
        assert sandbox.read(GOOD) == read(GOOD)


def test_a_file_that_needs_too_much_memory_is_given_up_and_the_next_one_read() -> None:
    hungry = Source("cv.docx", docx("<w:p/>" * 1_000_000))
    with Sandbox(limits=replace(LIMITS, ratio=10_000, memory_megabytes=110)) as sandbox:
        assert why(sandbox.read(hungry)) in {Why.TOO_HUNGRY, Why.BROKE}
        assert isinstance(sandbox.read(GOOD), Read)


def test_a_file_that_is_too_big_is_not_even_handed_over() -> None:
    with Sandbox(limits=replace(LIMITS, megabytes=0), command=("no-such-program",)) as sandbox:
        assert why(sandbox.read(GOOD)) is Why.TOO_BIG


READY = "import sys; sys.stdin.readline(); print('{}', flush=True); sys.stdin.readline(); "
"""A worker that says it is ready, and has heard its first request."""


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(3)",
        "import os; os.abort()",
        "print('no JSON', flush=True); input()",
        "print('{}', flush=True); input()",
        "print('[1]', flush=True); input()",
        """print('{"why": "nonsense", "reason": ""}', flush=True); input()""",
        """print('{"documents": [{"name": 1}], "notes": []}', flush=True); input()""",
    ],
)
def test_a_worker_that_dies_or_lies_is_an_outcome(program: str) -> None:
    with Sandbox(command=(sys.executable, "-c", READY + program)) as sandbox:
        assert [why(sandbox.read(GOOD)) for _ in range(2)] == [Why.BROKE, Why.BROKE]


def test_a_worker_that_cannot_be_made_ready_is_no_fault_of_the_file(tmp_path: Path) -> None:
    finding = Finding(str(tmp_path / "no-release"), str(tmp_path), Purpose.CANDIDATE, date(2026, 11, 1))
    with Sandbox(finding=finding) as sandbox, pytest.raises(WorkspaceError, match="No process that reads"):
        sandbox.read(GOOD)


CONFINED = """
import sys
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.worker import confine
confine(Limits())
with open(sys.argv[1], "w") as file:
    file.write("x")
"""


FORK = """
import os
if os.getuid() == 0:  # the system lets its root do anything
    os.setuid(65534)
os.fork()
"""


def test_a_worker_can_start_no_other_program() -> None:
    program = CONFINED.rpartition("with")[0] + FORK
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert b"BlockingIOError" in ran.stderr


def test_a_worker_can_write_no_file(tmp_path: Path) -> None:
    target = tmp_path / "written"
    ran = subprocess.run([sys.executable, "-c", CONFINED, target], capture_output=True, check=False)
    assert ran.returncode != 0
    assert target.read_bytes() == b""


def test_a_worker_does_not_know_where_the_book_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILLPATH_DATABASE", "postgresql://u:secret@db/agency")
    program = "import os, sys; sys.exit('SKILLPATH_DATABASE' not in os.environ)"
    seen = subprocess.run([sys.executable, "-c", program], check=False).returncode
    with Sandbox(command=(sys.executable, "-c", SPY)) as sandbox:
        assert sandbox.read(GOOD) == Refused(Why.EMPTY, "no SKILLPATH_DATABASE")
    assert seen == 0


SPY = f"""
{READY}
import json, os
known = [name for name in os.environ if "SKILLPATH" in name]
print(json.dumps({{"why": "empty", "reason": str(known or "no SKILLPATH_DATABASE")}}), flush=True)
sys.stdin.read()
"""
