"""The compiled pool of a book: on the disk as it was compiled, in memory as the book is now.

A reader gets a :class:`Snapshot`, which never changes. What was written to the book since the pool was
compiled is read again and stands beside it; once that is much, both are written as one, in the background. A
pool on the disk is a folder that appears by one rename when it is whole, and counts once the mark names it.
"""

import fcntl
import hashlib
import json
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from skillpath.agency.book import Book
from skillpath.agency.pool_files import load_pool, save_pool
from skillpath.agency.revisions import BookState
from skillpath.errors import on_disk
from skillpath.ontology.files import sync_tree, write_atomically
from skillpath.reasoner.parameters import LEVEL_FACTOR, RECENCY
from skillpath.reasoner.pool import Pool, encoded, joined_pools, pool_of
from skillpath.reasoner.terms import CLAIMED, YEARS

Progress = Callable[[str], None]

FEW: Final = 1000
SHARE: Final = 0.01
"""So many candidates, and this share of the pool, may stand beside it before both are written as one."""

_MARK: Final = "pool.json"
_RULES: Final = hashlib.sha256(
    repr((1, YEARS.tolist(), CLAIMED.tolist(), sorted(LEVEL_FACTOR.items()), RECENCY)).encode()
).hexdigest()
"""Changes with the layout of the files and with what terms are reckoned by."""


@dataclass(frozen=True)
class Snapshot:
    """All candidates of a book in a state.

    ``compiled`` are those of the disk, without those who are not ``current`` any more: written again since,
    or removed; ``recent`` are those written since.
    """

    state: BookState
    compiled: Pool
    current: NDArray[np.bool_]
    recent: Pool

    def __len__(self) -> int:
        return int(np.count_nonzero(self.current)) + len(self.recent)

    @property
    def parts(self) -> tuple[tuple[Pool, NDArray[np.bool_]], ...]:
        """The pools, and which of their candidates count."""
        return (self.compiled, self.current), (self.recent, _all(self.recent))

    @cached_property
    def gone(self) -> Pool:
        """Those of the compiled candidates who are not current any more."""
        return self.compiled.take(np.flatnonzero(~self.current))

    def with_others(self, state: BookState, codes: Sequence[str], others: Pool) -> "Snapshot":
        """With others in place of the candidates of some codes: the book in another state."""
        current, unchanged = self.current.copy(), _all(self.recent)
        current[self.compiled.rows_of(codes)] = False
        unchanged[self.recent.rows_of(codes)] = False
        recent = joined_pools([self.recent.take(np.flatnonzero(unchanged)), others], day=_today())
        return Snapshot(state, self.compiled, current, recent)

    def whole(self) -> Pool:
        """All candidates in one pool."""
        if self.current.all() and not len(self.recent):
            return self.compiled
        return joined_pools([self.compiled.take(np.flatnonzero(self.current)), self.recent], day=_today())


class PoolStore:
    """The pool of a book in a folder, made when first asked for. Threads may share one."""

    def __init__(self, folder: Path, book: Book) -> None:
        self.folder, self._book = folder, book
        self._snapshot: Snapshot | None = None
        self._held = threading.local()
        self._turn = threading.Lock()
        self._writer = threading.Thread()

    def now(self, *, progress: Progress = lambda _: None) -> Snapshot:
        """The candidates as the book is now; compiles them first where they never were.

        Somebody who was removed from the book is gone from the disk, too, when this returns.
        """
        held: Snapshot | None = getattr(self._held, "snapshot", None)
        if held is not None:
            return held
        with on_disk(self.folder), self._turn:
            state = self._book.state()
            snapshot = self._snapshot or self._stored(state) or self._compiled(state, progress)
            if snapshot.state.removals < state.removals:
                snapshot = self._write(self._without_removed(snapshot, state))
            if snapshot.state.changes < state.changes:
                snapshot = self._caught_up(snapshot, state)
            self._snapshot = snapshot
            if len(snapshot.recent) > FEW + SHARE * len(snapshot.compiled) and not self._writer.is_alive():
                self._writer = threading.Thread(target=self._write_meanwhile, args=(snapshot,))
                self._writer.start()
            return snapshot

    @contextmanager
    def still(self) -> Iterator[None]:
        """Book and pool stay, for this thread, as both are now, whatever is written meanwhile."""
        if hasattr(self._held, "snapshot"):
            yield
            return
        while True:
            with self._book.still():
                snapshot = self.now()
                if snapshot.state != self._book.state():
                    continue  # another thread has just seen a later state than this one's transaction
                self._held.snapshot = snapshot
                try:
                    yield
                finally:
                    del self._held.snapshot
                return

    def wait(self) -> None:
        """Until what is being written in the background is written."""
        if self._writer.ident is not None:
            self._writer.join()

    def compiled_at(self) -> float:
        """When the disk was written to, in seconds since 1970; raises :class:`OSError` where nothing was."""
        return (self.folder / _MARK).stat().st_mtime

    def _compiled(self, state: BookState, progress: Progress) -> Snapshot:
        progress("compiling the candidates")
        pool = self._book.pool(day=_today())
        return self._write(Snapshot(state, pool, _all(pool), pool_of([], day=_today())))

    def _caught_up(self, snapshot: Snapshot, state: BookState) -> Snapshot:
        """With what was written to the book since."""
        changed = self._book.changed_since(snapshot.state.changes)
        written = pool_of(self._book.candidates(changed), day=_today())
        return snapshot.with_others(state, changed, written)

    def _without_removed(self, snapshot: Snapshot, state: BookState) -> Snapshot:
        codes = encoded(self._book.codes())
        recent = snapshot.recent.take(np.flatnonzero(np.isin(snapshot.recent.codes, codes)))
        return Snapshot(
            state=replace(state, changes=snapshot.state.changes),
            compiled=snapshot.compiled,
            current=snapshot.current & np.isin(snapshot.compiled.codes, codes),
            recent=recent,
        )

    def _write_meanwhile(self, snapshot: Snapshot) -> None:
        written = self._write(snapshot)
        with self._turn:
            self._snapshot = written

    def _write(self, snapshot: Snapshot) -> Snapshot:
        """The same candidates, all on the disk; what was there before is deleted."""
        compiled = snapshot.whole()
        name = uuid.uuid4().hex
        with self._lock():
            building = self.folder / f".{name}"
            building.mkdir()
            save_pool(compiled, building)
            sync_tree(building)
            building.rename(self.folder / name)
            mark = {"rules": _RULES, "book": self._book.identity, "folder": name, **asdict(snapshot.state)}
            write_atomically(self.folder / _MARK, json.dumps(mark))
            for other in self.folder.iterdir():
                if other.is_dir() and other.name != name:
                    shutil.rmtree(other, ignore_errors=True)
            stored = load_pool(self.folder / name)
        return Snapshot(snapshot.state, stored, _all(stored), pool_of([], day=_today()))

    def _stored(self, now: BookState) -> Snapshot | None:
        """What is on the disk; ``None`` where it cannot be read, or is of another book or by other rules."""
        with self._lock():
            try:
                mark = json.loads((self.folder / _MARK).read_text(encoding="utf-8"))
                state = BookState(mark["changes"], mark["removals"])
                restored = state.changes > now.changes or state.removals > now.removals
                if (mark["rules"], mark["book"]) != (_RULES, self._book.identity) or restored:
                    return None
                pool = load_pool(self.folder / mark["folder"])
            except (OSError, ValueError, KeyError, TypeError):
                return None
        return Snapshot(state, pool, _all(pool), pool_of([], day=_today()))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Readers of the disk and those who write to it take turns."""
        self.folder.mkdir(exist_ok=True)
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _all(pool: Pool) -> NDArray[np.bool_]:
    return np.ones(len(pool), dtype=bool)


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the day on the wall; bounds hold for any, best for days near it)
