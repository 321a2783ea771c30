"""The tests that mutants are tried on: collected once, run one by one, and which of them call what."""

import hashlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
KEPT: Final = ROOT / ".mutants"
ROOMS: Final = ("graph", "reasoner")
TESTS: Final = ("tests/graph", "tests/reasoner", "tests/house/test_doctests.py")

SLOWEST: Final = 5.0
"""Seconds of processor time, while watched; tests that take longer are not tried on mutants."""

PATIENCE: Final = (10.0, 10.0)
"""A mutant may take so many seconds more, and so many times longer, than its tests took without a fault."""

MEMORY: Final = 6 << 30
"""Bytes that a mutant may use."""


class Tests:
    """A pytest plug-in that hands the collected tests over instead of running them."""

    def __init__(self, then: "Callable[[Tests], None]") -> None:
        self._then = then
        self.items: Mapping[str, pytest.Item] = {}
        self.failed, self.why = False, ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest when all is collected."""
        self.items = {item.nodeid: item for item in session.items}
        self._then(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest with what became of a test."""
        if report.failed:
            self.failed, self.why = True, str(report.longrepr)

    def run(self, name: str) -> None:
        """Runs one test with fixtures of its own."""
        item = self.items[name]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)

    def first_failure(self, names: Sequence[str]) -> str:
        """Runs tests in turn until one fails, and names it; "" where none does.

        Where one is not there, what it imports cannot be imported.
        """
        if any(name not in self.items for name in names):
            return "the import"
        for name in names:
            self.run(name)
            if self.failed:
                return name
        return ""


def with_tests(then: Callable[[Tests], None], tests: Sequence[str] = TESTS) -> None:
    """Collects tests (files and folders) and does something with them."""
    options = ["--hypothesis-profile=mutants", "-p", "no:cacheprovider", "--assert=plain"]
    pytest.main([*options, *(str(ROOT / test) for test in tests)], plugins=[Tests(then)])


@dataclass(frozen=True)
class Usage:
    """Seconds that each test takes, and the tests that call each function (file and qualified name)."""

    seconds: Mapping[str, float]
    calls: Mapping[str, Sequence[str]]

    @classmethod
    def of_some(cls, tests: Sequence[str]) -> "Usage":
        """Measured on some tests only, and not kept."""
        return cls._read(forked(lambda: _measured("", tests))[1])

    @classmethod
    def now(cls) -> "Usage":
        """Measured on the tests and modules as they are; kept for as long as they stay so."""
        state, store = _state(), KEPT / "usage.json"
        stored = json.loads(store.read_text(encoding="utf-8")) if store.exists() else {}
        if stored.get("state") != state:
            print("mutants: running the tests without a fault", file=sys.stderr, flush=True)
            _, told, _ = forked(lambda: _measured(state, TESTS))
            usage = cls._read(told)
            store.write_bytes(told)
            return usage
        return cls(stored["seconds"], stored["calls"])

    @classmethod
    def _read(cls, told: bytes) -> "Usage":
        measured = json.loads(told)
        if "failed" in measured:
            raise SystemExit(f"mutants: a test fails without a fault\n{measured['failed']}")
        return cls(measured["seconds"], measured["calls"])

    def of(self, path: Path, function: str, seen_by: Mapping[str, int]) -> list[str]:
        """The tests that call a function ("": all), but for slow ones.

        First those that saw the most faults of the module (``seen_by``), then its own, then those that call
        it, the quickest first.
        """
        names = self.calls.get(f"{path} {function}", ()) if function else tuple(self.seconds)
        callers = {
            n for place, calling in self.calls.items() if place.startswith(f"{path} ") for n in calling
        }
        own = f"/test_{path.stem}.py"
        return sorted(
            (n for n in names if self.seconds[n] < SLOWEST),
            key=lambda n: (-seen_by.get(n, 0), own not in n, n not in callers, self.seconds[n], n),
        )

    def limit(self, names: Iterable[str]) -> float:
        """Seconds of processor time after which a mutant on these tests is given up."""
        more, times = PATIENCE
        return more + times * sum(self.seconds[name] for name in names)


def _measured(state: str, tests_of: Sequence[str]) -> str:
    seconds: dict[str, float] = {}
    calls: dict[str, list[str]] = {}
    failed: list[str] = []

    def measure(tests: Tests) -> None:
        signal.signal(signal.SIGVTALRM, _too_slow)
        for name in tests.items:
            seconds[name], called = _watched(tests, name)
            for place in called:
                calls.setdefault(place, []).append(name)
            slow = seconds[name] >= SLOWEST  # interrupted: wherever it was, what became of it says nothing
            if tests.failed and not slow:
                failed.append(f"{name}\n{tests.why}")
                return
            tests.failed = False

    with_tests(measure, tests_of)
    told = {"failed": failed[0]} if failed else {"state": state, "seconds": seconds, "calls": calls}
    return json.dumps(told)


def _watched(tests: Tests, name: str) -> tuple[float, set[str]]:
    """Seconds that a test takes, and the functions of the rooms that it calls."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            called.add(frame.f_code)

    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
    sys.setprofile(note)
    tests.run(name)
    sys.setprofile(None)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    folders = tuple(str(ROOT / room) for room in ROOMS)
    places = {
        f"{code.co_filename} {code.co_qualname.partition('.<locals>')[0]}"
        for code in called
        if code.co_filename.startswith(folders)
    }
    return time.process_time() - started, places


def _too_slow(*_: object) -> None:
    pytest.skip("too slow for mutants")


def _state() -> str:
    """Changes with any file of the tests or the modules."""
    folders = [ROOT / name for name in (*ROOMS, *TESTS, "tests/support")]
    files = sorted(
        {file for folder in folders for file in folder.rglob("*.py")} | {ROOT / "tests/conftest.py"}
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def forked(work: Callable[[], str], *, seconds: float | None = None) -> tuple[bool, bytes, bool]:
    """Does something in a fork: whether it came to an end, what it told, whether it took too long.

    ``seconds`` of processor time are its limit; memory is limited with them.
    """
    read, write = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _work(work, write, seconds)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    status = os.waitpid(child, 0)[1]
    return status == 0, told, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF


def _work(work: Callable[[], str], write: int, seconds: float | None) -> None:
    """The child: it says nothing but through the pipe, and never returns."""
    status = 1
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)  # not sys.stdout, which pytest holds
        if seconds is not None:
            os.dup2(silence, 2)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            signal.setitimer(signal.ITIMER_PROF, seconds)
        with os.fdopen(write, "wb") as pipe:
            pipe.write(work().encode())
        status = 0
    finally:
        os._exit(status)
