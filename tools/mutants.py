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
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

from mutant_tests import KEPT, ROOMS, ROOT, TESTS, Tests, Usage, forked, with_tests
from mutations import Mutation, mutations

SURVIVORS: Final = KEPT / "survivors.txt"

KILLED, SURVIVED, TIMED_OUT = "killed", "survived", "timed out"

PRELOADED: Final = (
    "hypothesis",
    "networkx",
    "numpy",
    "playwright.sync_api",
    "rapidfuzz.process",
    "rdflib",
    "scipy.optimize",
    "scipy.sparse.csgraph",
)
"""Imported before the first fork, to save time."""


class Fault(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from code with a fault."""

    def __init__(self, module: str, path: Path, code: CodeType) -> None:
        self._module, self._path, self._code = module, path, code

    def find_spec(
        self, fullname: str, _path: object, _target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Answers for the one module only."""
        found = fullname == self._module
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self) if found else None

    def exec_module(self, module: ModuleType) -> None:
        """Runs the code with the fault."""
        exec(self._code, module.__dict__)


def module_of(path: Path) -> str:
    """The name under which a file is imported."""
    return ".".join(("skillpath", *path.relative_to(ROOT).with_suffix("").parts))


def try_module(path: Path, *, again: bool, on: Sequence[str]) -> None:
    """Tries each fault of a module that no run has tried before (``again``: or that survived).

    ``on``: on these tests only; what they do not see is left as it was.
    """
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
    usage = Usage.of_some(on) if on else Usage.now()
    tests_of = on or TESTS
    seen_by = Counter(one["by"] for one in known.values() if one["outcome"] == KILLED)
    with kept(path).open("a", encoding="utf-8") as out:

        def keep(mutation: Mutation, outcome: str, by: str) -> None:
            if on and outcome == SURVIVED:
                return
            seen_by[by] += outcome == KILLED
            print(json.dumps({"key": mutation.key, "outcome": outcome, "by": by}), file=out, flush=True)

        def at_import(mutation: Mutation) -> bool:
            called = usage.of(path, mutation.function, seen_by)
            return not mutation.function or not (called or on)  # no test calls it: it may be called on import

        def try_functions(tests: Tests) -> None:
            for mutation in (m for m in wanted if not at_import(m)):
                keep(mutation, *put_in_place(path, tree, mutation, usage, seen_by, tests=tests))

        for mutation in filter(at_import, wanted):
            keep(mutation, *imported_anew(path, tree, mutation, usage, seen_by, tests_of=tests_of))
        if not all(map(at_import, wanted)):
            with_tests(try_functions, tests_of)


def preload() -> None:
    """Imports what is slow to import and has no faults put into it."""
    for name in PRELOADED:
        importlib.import_module(name)


def put_in_place(
    path: Path,
    tree: ast.Module,
    mutation: Mutation,
    usage: Usage,
    seen_by: Mapping[str, int],
    *,
    tests: Tests,
) -> tuple[str, str]:
    """Tries a fault in a function: its outcome, and the test that saw it."""
    names = usage.of(path, mutation.function, seen_by)
    code = dict(functions_in(mutation.code(tree, str(path))))[mutation.function]

    def attempt() -> str:
        for function in functions_of(str(path), mutation.function):
            function.__code__ = code
        return tests.first_failure(names)

    return _outcome(*forked(attempt, seconds=usage.limit(names)))


def imported_anew(
    path: Path,
    tree: ast.Module,
    mutation: Mutation,
    usage: Usage,
    seen_by: Mapping[str, int],
    *,
    tests_of: Sequence[str],
) -> tuple[str, str]:
    """Tries a fault outside of any function: its outcome, and the test that saw it."""
    names = usage.of(path, "", seen_by)
    code = mutation.code(tree, str(path))

    def attempt() -> str:
        sys.meta_path.insert(0, Fault(module_of(path), path, code))
        failure = ["the import"]
        with_tests(lambda tests: failure.__setitem__(0, tests.first_failure(names)), tests_of)
        return failure[0]

    return _outcome(*forked(attempt, seconds=usage.limit(names)))


def _outcome(ended: bool, told: bytes, too_long: bool) -> tuple[str, str]:
    if too_long:
        return TIMED_OUT, ""
    return (SURVIVED if ended and not told else KILLED), told.decode()


def functions_in(code: CodeType) -> Iterator[tuple[str, CodeType]]:
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
    """Where the outcomes of a module's mutants are kept."""
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


def _passed_on(options: argparse.Namespace) -> list[str]:
    again = ["--again"] if options.again else []
    return ["--here", *again, *(["--tests", *options.tests, "--"] if options.tests else [])]


def main() -> None:
    """Try what was not tried, then show the table and write the survivors to a file."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "modules", nargs="*", help="such as graph.paths or reasoner (default: graph reasoner)"
    )
    parser.add_argument("--again", action="store_true", help="try survivors once more")
    parser.add_argument(
        "--tests",
        nargs="+",
        default=[],
        help="try on these tests only, what they do not see is left as it was",
    )
    parser.add_argument("--table", action="store_true", help="try nothing, only show what is known")
    parser.add_argument("--workers", type=int, default=2, help="modules tried at once (default: 2)")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = paths_of(options.modules)
    KEPT.mkdir(exist_ok=True)
    if options.here:
        try_module(paths[0], again=options.again, on=options.tests)
        return
    if not options.table:
        preload()
        if not options.tests:
            Usage.now()
        command = [sys.executable, __file__, *_passed_on(options)]
        with ThreadPoolExecutor(options.workers) as pool:
            tried = pool.map(
                lambda p: (
                    p,
                    subprocess.run([*command, module_of(p)], check=False, stdout=subprocess.DEVNULL),
                ),
                paths,
            )
            for path, ran in tried:
                print(
                    f"mutants: {module_of(path)}{'' if ran.returncode == 0 else ' stopped'}", file=sys.stderr
                )
    SURVIVORS.write_text("".join(f"{line}\n" for line in survivors(paths)), encoding="utf-8")
    print("\n".join(table(paths)))
    print(f"what survived: {SURVIVORS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
