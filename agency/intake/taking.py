"""From files to drafts in the book: read side by side, each in a process of its own, and kept one by one."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from skillpath.agency.intake.draft import Content, Origin, Purpose
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.intake.limits import Limits
from skillpath.agency.intake.outcome import Outcome, Refused, Why
from skillpath.agency.intake.package import MEGABYTE
from skillpath.agency.intake.sandbox import Sandbox
from skillpath.agency.intake.source import Source
from skillpath.agency.intake.text import clean_line
from skillpath.errors import InputError

Load = Callable[[], Source | Refused]
"""Gives a file when its turn comes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: the numbers of its drafts, or why there are none.

    ``known`` says that the same file had been taken before, and nothing was changed.
    """

    file: str
    numbers: tuple[int, ...] = ()
    known: bool = False
    notes: tuple[str, ...] = ()
    refused: Refused | None = None


def taken_table(taken: Taken) -> dict[str, Any]:
    """What became of one file, as plain data."""
    refused = taken.refused
    return {
        "file": taken.file,
        "drafts": list(taken.numbers),
        "known": taken.known,
        "notes": list(taken.notes),
        "refused": None
        if refused is None
        else {"why": refused.why.value, "reason": refused.reason, "remedy": refused.remedy},
    }


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes files into the drafts of a book, for a purpose; ``by`` whom and on which ``day``."""

    drafts: Drafts
    purpose: Purpose
    by: str
    day: date

    def take(self, sandbox: Sandbox, files: Iterable[tuple[str, Load]]) -> Iterator[Taken]:
        """What becomes of each file, in their order; a bad one stops nothing.

        The sandbox must look for something: a draft holds what was found.
        """
        with ThreadPoolExecutor(sandbox.jobs) as threads:
            waiting: deque[tuple[str, Future[_Reading]]] = deque()
            for name, load in files:
                waiting.append((name, threads.submit(self._read, sandbox, load)))
                if len(waiting) > 2 * sandbox.jobs:
                    first, reading = waiting.popleft()
                    yield self._taken(first, reading.result())
            for name, reading in waiting:
                yield self._taken(name, reading.result())

    def _read(self, sandbox: Sandbox, load: Load) -> "_Reading":
        source = load()
        if isinstance(source, Refused):
            return _Reading(source)
        sha256 = hashlib.sha256(source.data).hexdigest()
        if self.drafts.of_file(sha256, self.purpose):
            return _Reading(None, sha256)
        return _Reading(sandbox.read(source), sha256, len(source.data))

    def _taken(self, name: str, reading: "_Reading") -> Taken:
        if isinstance(reading.outcome, Refused):
            return Taken(name, refused=reading.outcome)
        known = self.drafts.of_file(reading.sha256, self.purpose)
        if reading.outcome is None or known:  # maybe since a moment ago: the same file may be given twice
            return Taken(name, tuple(known), known=True)
        made = [
            (
                Origin(document.name, reading.sha256, part, document.kind, reading.size),
                Content(document.text, found),
            )
            for part, (document, found) in enumerate(
                zip(reading.outcome.documents, reading.outcome.found, strict=True)
            )
        ]
        notes = reading.outcome.notes
        numbers = self.drafts.take(self.purpose, made, notes=notes, by=self.by, day=self.day)
        return Taken(name, tuple(numbers), notes=notes)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of a file; ``outcome`` is ``None`` for one that was known and not read again."""

    outcome: Outcome | None
    sha256: str = ""
    size: int = 0


def files_of(paths: Sequence[Path], *, limits: Limits, columns: Mapping[str, str]) -> list[tuple[str, Load]]:
    """The files of some paths, folders walked, each with what loads it; a name that is hidden is passed over.

    Raises :class:`InputError` for a path that there is not.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise InputError(f"There is no file or folder {', '.join(missing)}.")
    return [
        (name, _loader(path, name, limits, columns))
        for given in paths
        for path in (_walked(given) if given.is_dir() else [given])
        for name in [clean_line(str(path.relative_to(given)) if given.is_dir() else path.name)]
    ]


def _walked(folder: Path) -> list[Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if not any(p.startswith(".") for p in path.relative_to(folder).parts)]


def _loader(path: Path, name: str, limits: Limits, columns: Mapping[str, str]) -> Load:
    def load() -> Source | Refused:
        try:
            if path.stat().st_size > limits.megabytes * MEGABYTE:
                return Refused(Why.TOO_BIG, f"the file is bigger than {limits.megabytes} MB")
            return Source(name, path.read_bytes(), columns)
        except OSError as error:
            return Refused(Why.UNREADABLE, f"the file cannot be opened ({error.strerror or error})")

    return load
