"""Put faults into modules, one at a time, and see whether a test fails: ``make mutants``.

Faults in functions are put into the running interpreter: pytest collects the tests once, then each mutant
is a fork in which the function's code is replaced, and the tests that call it run, the quickest first,
until one fails. Faults outside of functions (tables, constants) need the module imported anew: such a
mutant is a fork from before the import. Outcomes are kept in ``.mutants/``, one line each, so that a run
that was stopped goes on where it was; a function that changes is tried again. mutmut cannot do it: it takes
``graph/paths.py`` for the module ``graph.paths``, which here is ``skillpath.graph.paths``.
"""

import argparse
import ast
import gc
import hashlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, Final

import pytest

from mutations import Mutation, mutations

ROOT: Final = Path(__file__).resolve().parent.parent
KEPT: Final = ROOT / ".mutants"
SURVIVORS: Final = KEPT / "survivors.txt"
ROOMS: Final = ("graph", "reasoner")
TESTS: Final = ("tests/graph", "tests/reasoner", "tests/house/test_doctests.py")

SLOWEST: Final = 5.0
"""Seconds of processor time, watched; tests that take longer are not tried on mutants."""

PATIENCE: Final = (10.0, 10.0)
"""A mutant may take so many seconds more, and so many times longer, than its tests took without a fault."""

MEMORY: Final = 6 << 30
"""Bytes that a mutant may use."""

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"

PRELOADED: Final = ("hypothesis", "networkx", "numpy", "rapidfuzz.process", "rdflib", "scipy.sparse.csgraph")
"""Imported before the first fork, to save time."""


class Tests:
    """A pytest plug-in that hands the collected tests over instead of running them."""

    def __init__(self, then: "Callable[[Tests], None]") -> None:
        self._then = then
        self.items: Mapping[str, pytest.Item] = {}
        self.failed, self.why = False, ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        self._then(self)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed, self.why = True, str(report.longrepr)

    def run(self, name: str) -> None:
        """Runs one test with fixtures of its own."""
        item = self.items[name]
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)

    def first_failure(self, names: Sequence[str]) -> str | None:
        """Runs tests in turn until one fails."""
        for name in names:
            self.run(name)
            if self.failed:
                return name
        return None


class Usage:
    """Which tests call which functions, and how many seconds each test takes."""

    def __init__(self, seconds: dict[str, float], calls: dict[str, list[str]]) -> None:
        self.seconds = seconds
        self.calls = calls

    @classmethod
    def now(cls) -> "Usage":
        """Measured with the tests and modules as they are; kept for as long as they stay so."""
        state, store = _state(), KEPT / "usage.json"
        stored = json.loads(store.read_text(encoding="utf-8")) if store.exists() else {}
        if stored.get("state") != state:
            print("mutants: running the tests without a fault", file=sys.stderr, flush=True)
            forked(lambda _: with_tests(lambda tests: cls._measure(tests, store, state)))
            stored = json.loads(store.read_text(encoding="utf-8")) if store.exists() else {}
            if stored.get("state") != state:
                raise SystemExit("mutants: the tests do not pass without a fault: see .mutants/usage.txt")
        return cls(stored["seconds"], stored["calls"])

    @staticmethod
    def _measure(tests: Tests, store: Path, state: str) -> None:
        seconds: dict[str, float] = {}
        calls: dict[str, list[str]] = {}
        folders = tuple(str(ROOT / room) for room in ROOMS)
        signal.signal(signal.SIGVTALRM, _too_slow)
        for name in tests.items:
            called: set[CodeType] = set()

            def note(frame: FrameType, event: str, _: object, called: set[CodeType] = called) -> None:
                if event == "call":
                    called.add(frame.f_code)

            started = time.process_time()
            signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
            sys.setprofile(note)
            tests.run(name)
            sys.setprofile(None)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            seconds[name] = time.process_time() - started
            if tests.failed:
                store.with_suffix(".txt").write_text(f"{name}\n{tests.why}\n", encoding="utf-8")
                return
            within = {_place(code) for code in called if code.co_filename.startswith(folders)}
            for place in within:
                calls.setdefault(place, []).append(name)
        store.write_text(json.dumps({"state": state, "seconds": seconds, "calls": calls}), encoding="utf-8")

    def of(self, path: Path, function: str) -> list[str]:
        """The tests that call a function ("": all), but for slow ones, the quickest first."""
        names = self.calls.get(f"{path} {function}", []) if function else list(self.seconds)
        return sorted((n for n in names if self.seconds[n] < SLOWEST), key=lambda n: (self.seconds[n], n))

    def limit(self, names: Sequence[str]) -> float:
        more, times = PATIENCE
        return more + times * sum(self.seconds[name] for name in names)


def _too_slow(*_: object) -> None:
    pytest.skip("too slow for mutants")


def _place(code: CodeType) -> str:
    return f"{code.co_filename} {code.co_qualname.partition('.<locals>')[0]}"


def _state() -> str:
    """Changes with any file of the tests or the modules."""
    folders = [*ROOMS, *TESTS, "tests/support"]
    files = sorted(
        {f for name in folders for f in ((ROOT / name).rglob("*.py"))} | {ROOT / "tests/conftest.py"}
    )
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


class Fault(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from code with a fault."""

    def __init__(self, module: str, path: Path, code: CodeType) -> None:
        self._module, self._path, self._code = module, path, code

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self._module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)


def module_of(path: Path) -> str:
    return ".".join(("skillpath", *path.relative_to(ROOT).with_suffix("").parts))


def try_module(path: Path, *, again: bool) -> None:
    """Tries each fault of a module that no run has tried before (``again``: or that survived)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = outcomes(path)
    wanted = [
        m
        for m in mutations(tree, module_of(path))
        if m.key not in known or (again and known[m.key]["outcome"] != KILLED)
    ]
    if not wanted:
        return
    preload()
    usage = Usage.now()
    with open(kept(path), "a", encoding="utf-8") as out:

        def keep(mutation: Mutation, outcome: str, by: str) -> None:
            print(json.dumps({"key": mutation.key, "outcome": outcome, "by": by}), file=out, flush=True)

        for mutation in (m for m in wanted if not m.function):
            keep(mutation, *imported_anew(path, tree, mutation, usage))

        def try_functions(tests: Tests) -> None:
            for mutation in (m for m in wanted if m.function):
                keep(mutation, *put_in_place(path, tree, mutation, usage, tests))

        forked(lambda _: with_tests(try_functions))


def preload() -> None:
    for name in PRELOADED:
        importlib.import_module(name)


def put_in_place(
    path: Path, tree: ast.Module, mutation: Mutation, usage: Usage, tests: Tests
) -> tuple[str, str]:
    names = usage.of(path, mutation.function)
    code = dict(functions_in(mutation.code(tree, str(path))))[mutation.function]

    def attempt(write: int) -> int:
        for function in functions_of(str(path), mutation.function):
            function.__code__ = code
        return _told(write, tests.first_failure(names))

    return _outcome(*forked(attempt, seconds=usage.limit(names)))


def imported_anew(path: Path, tree: ast.Module, mutation: Mutation, usage: Usage) -> tuple[str, str]:
    names = usage.of(path, "")
    code = mutation.code(tree, str(path))

    def attempt(write: int) -> int:
        sys.meta_path.insert(0, Fault(module_of(path), path, code))
        failure: list[str | None] = ["the import"]

        def run(tests: Tests) -> None:
            failure[0] = tests.first_failure([name for name in names if name in tests.items])

        with_tests(run)
        return _told(write, failure[0])

    return _outcome(*forked(attempt, seconds=usage.limit(names)))


def _told(write: int, failure: str | None) -> int:
    os.write(write, (failure or "").encode())
    return int(failure is not None)


def _outcome(status: int, told: bytes, timed_out: bool) -> tuple[str, str]:
    if timed_out:
        return TIMED_OUT, ""
    return (KILLED if status else SURVIVED), told.decode()


def with_tests(then: Callable[[Tests], None]) -> None:
    """Collects the tests and does something with them."""
    settings = ["--hypothesis-profile=mutants", "-p", "no:cacheprovider", "--assert=plain"]
    pytest.main([*settings, *(str(ROOT / test) for test in TESTS)], plugins=[Tests(then)])


def forked(work: Callable[[int], int | None], *, seconds: float | None = None) -> tuple[int, bytes, bool]:
    """Does something in a fork, within so many seconds of processor time: status, what it told, timed out."""
    read, write = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(read)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            if seconds is not None:
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
                signal.setitimer(signal.ITIMER_PROF, seconds)
            status = work(write) or 0
        except BaseException:
            if seconds is None:
                traceback.print_exc()
        finally:
            os._exit(status)
    os.close(write)
    with open(read, "rb") as pipe:
        told = pipe.read()
    status = os.waitpid(child, 0)[1]
    return status, told, os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF


def functions_in(code: CodeType, owner: str = "") -> Iterator[tuple[str, CodeType]]:
    """The outermost functions of compiled code by qualified name."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_flags & 0x2:  # CO_NEWLOCALS: a function, not the body of a class
                yield constant.co_qualname, constant
            else:
                yield from functions_in(constant)


def functions_of(path: str, name: str) -> list[FunctionType]:
    """The live functions of a module by qualified name."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType)
        and one.__code__.co_filename == path
        and one.__code__.co_qualname == name
    ]


def kept(path: Path) -> Path:
    return KEPT / f"{module_of(path)}.jsonl"


def outcomes(path: Path) -> dict[str, dict[str, Any]]:
    """What is known of a module's mutants, by key; the last word counts."""
    if not kept(path).exists():
        return {}
    rows = map(json.loads, kept(path).read_text(encoding="utf-8").splitlines())
    return {row["key"]: row for row in rows}


def table(paths: Sequence[Path]) -> Iterator[str]:
    """The outcomes by module, with a last line for all."""
    form = "{:<42}{:>8}{:>8}{:>10}{:>11}{:>9}{:>8}"
    yield form.format("module", "mutants", KILLED, SURVIVED, TIMED_OUT, "untried", "dead")
    whole: Counter[str] = Counter()
    for path in paths:
        known = outcomes(path)
        found = mutations(ast.parse(path.read_text(encoding="utf-8")), module_of(path))
        counts = Counter(known[m.key]["outcome"] if m.key in known else "untried" for m in found)
        whole += counts
        if found:
            yield form.format(module_of(path), *_row(counts))
    yield form.format("all", *_row(whole))


def _row(counts: Counter[str]) -> tuple[object, ...]:
    tried = counts[KILLED] + counts[SURVIVED] + counts[TIMED_OUT]
    dead = f"{(counts[KILLED] + counts[TIMED_OUT]) / tried:.1%}" if tried else ""
    return counts.total(), counts[KILLED], counts[SURVIVED], counts[TIMED_OUT], counts["untried"], dead


def survivors(paths: Sequence[Path]) -> Iterator[str]:
    """What no test saw, one a line."""
    for path in paths:
        known = outcomes(path)
        for m in mutations(ast.parse(path.read_text(encoding="utf-8")), module_of(path)):
            if m.key in known and known[m.key]["outcome"] == SURVIVED:
                yield f"{path.relative_to(ROOT)}:{m.line} {m.function or 'table'}: {m.what}"


def paths_of(names: Sequence[str]) -> list[Path]:
    """The files of modules and folders (``graph.paths``, ``reasoner``; of both rooms where none is named)."""
    found: list[Path] = []
    for name in names or ROOMS:
        folder = ROOT / name.removeprefix("skillpath.").replace(".", "/")
        found += (
            [folder.with_suffix(".py")]
            if folder.with_suffix(".py").is_file()
            else sorted(folder.rglob("*.py"))
        )
    if not found:
        raise SystemExit(f"no such modules: {' '.join(names)}")
    return [path for path in found if path.stem != "__init__"]


def main() -> None:
    """Try what was not tried, then show the table and write the survivors to a file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "modules", nargs="*", help="such as graph.paths or reasoner (default: graph reasoner)"
    )
    parser.add_argument("--again", action="store_true", help="try survivors once more")
    parser.add_argument("--table", action="store_true", help="try nothing, only show what is known")
    parser.add_argument("--workers", type=int, default=2, help="modules tried at once (default: 2)")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = paths_of(options.modules)
    KEPT.mkdir(exist_ok=True)
    if options.here:
        try_module(paths[0], again=options.again)
        return
    if not options.table:
        preload()
        Usage.now()
        command = [sys.executable, __file__, "--here", *(["--again"] if options.again else [])]
        with ThreadPoolExecutor(options.workers) as pool:
            tried = pool.map(lambda p: (p, subprocess.run([*command, module_of(p)], check=False)), paths)
            for path, ran in tried:
                print(
                    f"mutants: {module_of(path)}{'' if ran.returncode == 0 else ' stopped'}", file=sys.stderr
                )
    SURVIVORS.write_text("".join(f"{line}\n" for line in survivors(paths)), encoding="utf-8")
    print("\n".join(table(paths)))
    print(f"what survived: {SURVIVORS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
