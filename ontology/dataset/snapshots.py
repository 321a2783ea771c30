"""Snapshots of the dataset: stores that never change, each in a folder that appears when it is whole.

They are derived: what is missing is made again. One that was not asked for lately is cleared away.
"""

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from skillpath.errors import on_disk
from skillpath.ontology.dataset.writing import Writing, statements, written
from skillpath.ontology.files import clear_away, new_folder

KEPT: Final = 4
"""So many snapshots are kept, those last asked for."""

IN_USE: Final = 120.0
"""Seconds for which others are kept too: a query that began on them may still read."""

FORMAT: Final = 1
"""Changes with what graphs say of the same facts."""

_MARK: Final = "snapshot.json"


@dataclass(frozen=True)
class Contents:
    """What is in a snapshot: the version of each graph (plain values that JSON has) by its IRI.

    ``sizes`` are numbers of statements, those of graphs that were changed rather than made anew as they
    come; what is said with them or without is the same.
    """

    versions: Mapping[str, Any]
    sizes: Mapping[str, int]

    @cached_property
    def key(self) -> str:
        """Names what is in it."""
        said = json.dumps([FORMAT, dict(self.versions)], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot on the disk."""

    contents: Contents
    store: Path


Fill = Callable[[Writing], Mapping[str, int]]
"""Turns a store into what is wanted; the sizes of the graphs then."""


class Snapshots:
    """The snapshots in a folder. Processes and threads may share it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def store(self, contents: Contents) -> Path | None:
        """The store with some contents, if it is there."""
        place = self.folder / contents.key
        try:
            os.utime(place / _MARK)
        except FileNotFoundError:
            return None
        return place / "store"

    def all(self) -> list[Snapshot]:
        """All snapshots, the last asked for first."""
        return [one for one in map(_read, self._places()) if one is not None]

    def make(self, contents: Contents, ground: Path, fill: Fill) -> Path:
        """Makes a snapshot out of another store; to be called within :meth:`turn`."""
        place = self.folder / contents.key
        with new_folder(place) as fresh:
            with written(fresh / "store", fresh, ground=ground) as writing:
                sizes = fill(writing)
            said = {"versions": dict(contents.versions), "sizes": dict(sizes)}
            (fresh / _MARK).write_text(json.dumps(said), encoding="utf-8")
        self._clear_unused()
        return place / "store"

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Those who make or clear snapshots take turns."""
        with on_disk(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / ".lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                clear_away(self.folder)
                yield

    def clear(self, unless: Callable[[Contents], bool] = lambda _: False) -> None:
        """Removes snapshots; to be called within :meth:`turn`."""
        for place in self._places():
            found = _read(place)
            if found is None or not unless(found.contents):
                shutil.rmtree(place, ignore_errors=True)

    def _clear_unused(self) -> None:
        since = time.time() - IN_USE
        for place in self._places()[KEPT:]:
            if _asked_for(place) < since:
                shutil.rmtree(place, ignore_errors=True)

    def _places(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        found = [place for place in self.folder.iterdir() if not place.name.startswith(".")]
        return sorted(found, key=lambda place: (-_asked_for(place), place.name))


@dataclass(frozen=True, slots=True)
class Size:
    """How many statements a store has; its bytes on the disk, and those that it shares with no other."""

    statements: int
    bytes: int
    own_bytes: int


def size_of(store: Path) -> Size:
    """How big a store is."""
    files = [path.stat() for path in store.iterdir()]
    own = sum(one.st_size for one in files if one.st_nlink == 1)
    return Size(statements(store), sum(one.st_size for one in files), own)


def _asked_for(place: Path) -> float:
    with suppress(OSError):
        return (place / _MARK).stat().st_mtime
    return 0.0


def _read(place: Path) -> Snapshot | None:
    """``None`` for what cannot be read: it is being cleared away, or damaged."""
    try:
        said = json.loads((place / _MARK).read_text(encoding="utf-8"))
        return Snapshot(Contents(said["versions"], said["sizes"]), place / "store")
    except (OSError, ValueError, KeyError, TypeError):
        return None
