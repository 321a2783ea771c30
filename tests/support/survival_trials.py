"""One trial: a real process makes a write, is killed at some moment, and what it left is looked at.

Each process is a fork of one that has imported everything, so that it is the write that is killed and not
Python while it starts. What should be there is known from a run that nobody disturbed: the state before each
write, and the state after it.
"""

import gc
import importlib
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from survival_state import faults, holds, left_behind, said
from survival_writes import DELETED, FORGOTTEN, ONTOLOGY, Place, Write, prepare
from workspaces import small_workspace

BEGUN: Final = b"begun\n"
DONE: Final = b"done\n"

LINGERING: Final = 10.0
"""Seconds for helpers of a killed process to notice that it is gone."""

MARGIN: Final = 1.1
"""Kills fall within the time that the write took undisturbed, and a bit more."""

State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one kill: whether the write was acknowledged, whether it is there, and what is wrong."""

    kind: str
    acknowledged: bool
    landed: bool
    faults: tuple[str, ...]


class Survival:
    """Trials of writes, each beginning with what those before it left."""

    def __init__(self, base: Path, writes: Sequence[Write], *, seed: int) -> None:
        self._base, self._writes, self._random = base, writes, random.Random(seed)
        self._inputs = base / "inputs"
        kinds = [write.kind for write in writes]
        self._deleting = kinds.index(DELETED) if DELETED in kinds else len(writes)
        self._states: list[State] = []
        self._seconds: list[float] = []
        self._undisturbed()

    def trial(self, number: int) -> Trial:
        """Kills one write, looks, goes on; ``number`` is its place among the writes."""
        place = self._copied(number)
        after = self._random.uniform(0, self._seconds[number] * MARGIN)
        acknowledged = _killed(lambda: self._writes[number].make(place), after)
        found: list[str] = []
        state = self._looked_at(place, found)
        landed = state == self._states[number + 1]
        between = self._writes[number].in_two_places and not acknowledged
        if not landed and not between and (acknowledged or state != self._states[number]):
            lost = "an acknowledged write is lost" if acknowledged else "neither before nor after"
            found.append(f"{lost}: {_difference(state, self._states[number + landed])}")
        if not found:
            self._go_on(place, number + landed, found)
        shutil.rmtree(place.folder)
        return Trial(self._writes[number].kind, acknowledged, landed, tuple(found))

    def _go_on(self, place: Place, number: int, found: list[str]) -> None:
        """The next command works, without repair by hand, and leaves what it leaves elsewhere."""
        if number == len(self._writes):
            return
        told = _result(lambda: self._writes[number].make(place))
        if told:
            found.append(f"the next command failed: {told}")
            return
        state = self._looked_at(place, found)
        if state != self._states[number + 1]:
            found.append(f"after the next command: {_difference(state, self._states[number + 1])}")
        if left := left_behind(place.folder):
            found.append(f"left behind: {left}")
        if number > self._deleting and holds(place.workspace, FORGOTTEN):
            found.append("words about a deleted person are in the files")

    def _looked_at(self, place: Place, found: list[str]) -> State:
        """What the workspace says; what is wrong with it is added."""
        told = _result(lambda: {"said": said(place), "faults": list(faults(place.workspace))})
        if not isinstance(told, dict):
            found.append(f"cannot be read: {told}")
            return {}
        found += told["faults"]
        return dict(told["said"])

    def _undisturbed(self) -> None:
        """Makes every write once, and keeps what was there before each."""
        place = Place(self._base / "0", self._inputs)
        place.folder.mkdir(parents=True)
        prepare(place)
        made = _result(lambda: len(small_workspace(place.workspace, ONTOLOGY).network) and None)
        assert made is None, made
        problems: list[str] = []
        for number, write in enumerate(self._writes):
            self._states.append(self._looked_at(place, problems))
            place = self._copied(number)
            told = _result(lambda write=write, place=place: _imported(write, place))  # type: ignore[misc]
            assert isinstance(told, list), (write.kind, told)
            _import(told)
            shutil.rmtree(place.folder)
            place = self._copied(number, str(number + 1))
            begun = time.monotonic()
            told = _result(lambda write=write, place=place: write.make(place))  # type: ignore[misc]
            self._seconds.append(time.monotonic() - begun)
            assert not told, (write.kind, told)
        self._states.append(self._looked_at(place, problems))
        assert not problems, problems

    def _copied(self, number: int, name: str = "trial") -> Place:
        """A copy of what was there before a write; releases never change, so their files are shared."""
        place = Place(self._base / name, self._inputs)
        shutil.copytree(self._base / str(number), place.folder, copy_function=_copy)
        return place


def _imported(write: Write, place: Place) -> list[str]:
    """Makes a write; the modules that are imported then."""
    write.make(place)
    return sorted(sys.modules)


def _import(modules: Sequence[str]) -> None:
    """Imports what a write needs, so that the processes to come have it from the beginning."""
    for name in modules:
        if name not in sys.modules:
            with suppress(ImportError):
                importlib.import_module(name)


def _copy(source: str, target: str) -> None:
    copy = os.link if "/releases/" in source else shutil.copy2
    copy(source, target)


def _difference(found: State, wanted: State) -> str:
    """The first places in which two states differ."""
    return "; ".join(_places(found, wanted))[:600]


def _places(found: Any, wanted: Any, path: str = "") -> Iterator[str]:
    if isinstance(found, dict) and isinstance(wanted, dict):
        for key in sorted({*found, *wanted}):
            yield from _places(found.get(key), wanted.get(key), f"{path}/{key}")
    elif isinstance(found, list) and isinstance(wanted, list):
        gone, more = [one for one in wanted if one not in found], [one for one in found if one not in wanted]
        if gone or more:
            yield f"{path}: without {gone[:2]}, with {more[:2]}"
    elif found != wanted:
        yield f"{path}: {found!r} in place of {wanted!r}"


# Processes ------------------------------------------------------------------------------------------


def _killed(work: Callable[[], Any], after: float) -> bool:
    """Runs work in a process of its own and kills it so many seconds after it began; whether it was done."""

    def told(pipe: int) -> None:
        os.write(pipe, BEGUN)
        work()
        os.write(pipe, DONE)

    process, pipe = _forked(told)
    with os.fdopen(pipe, "rb") as answer:
        assert answer.readline() == BEGUN
        time.sleep(after)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        _wait_for_helpers(process)
        rest = answer.read()
    assert rest in {b"", DONE}, rest.decode()
    return rest == DONE


def _result(work: Callable[[], Any]) -> Any:
    """What work gives, done in a process of its own; the text of its error where it fails."""
    process, pipe = _forked(lambda pipe: _send(pipe, json.dumps(work()).encode()))
    with os.fdopen(pipe, "rb") as answer:
        text = answer.read()
    os.waitpid(process, 0)
    try:
        return json.loads(text)
    except ValueError:
        return text.decode() or "it died"


def _send(pipe: int, data: bytes) -> None:
    while data:
        data = data[os.write(pipe, data) :]


def _forked(work: Callable[[int], None]) -> tuple[int, int]:
    """Starts a process with a session of its own; its number, and a pipe with what it tells."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        os.setsid()
        os.close(reading)
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(silent, stream)
        work(writing)
        gc.collect()  # closes what the work left open, as the end of a program does
    except BaseException:  # noqa: BLE001 (a fork must not run what its parent would do next)
        _send(writing, traceback.format_exc().encode())
    finally:
        os._exit(0)


def _wait_for_helpers(process: int) -> None:
    """Until no process of the session is left: helpers end by themselves when who asked them is gone."""
    until = time.monotonic() + LINGERING
    while time.monotonic() < until:
        try:
            os.killpg(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)
    os.killpg(process, signal.SIGKILL)
    raise AssertionError("a helper of the killed process went on")
