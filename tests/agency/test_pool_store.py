"""The compiled pool of a book: always what the book says, whatever was written, removed, or broken off."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from people import candidates, free, licences, locations
from pools import told
from skillpath.agency import forgetting, pool_store
from skillpath.agency.address import file_url
from skillpath.agency.book import Book
from skillpath.agency.pool_store import PoolStore, Snapshot
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.licence import folded
from skillpath.reasoner.pool import joined_pools

CLERK = Candidate("C-1", (Spell("j1", "i1", date(2020, 1, 1)),), (Claim("s1", 0.5),), location="DE-BE")
COOK = Candidate("C-2", (Spell("j2", None, date(2010, 1, 1), date(2015, 6, 30), on_floor=True),))
NEW = Candidate("B-9", (), (Claim("s2"), Claim("s1", 0.25)), licences=("ADR",))


def in_book(book: Book) -> list[Candidate]:
    return [
        replace(
            one,
            claims=tuple(replace(claim, source="CV") for claim in one.claims),
            licences=tuple(map(folded, one.licences)),
        )
        for one in book.candidates()
    ]


def in_snapshot(snapshot: Snapshot) -> list[Candidate]:
    current = snapshot.compiled.take(snapshot.current.nonzero()[0])
    return told(joined_pools([current, snapshot.recent], day=date(2026, 11, 1)))


@pytest.fixture
def book(database: URL) -> Book:
    made = Book(database)
    made.put([CLERK, COOK])
    return made


@pytest.fixture
def store(tmp_path: Path, book: Book) -> PoolStore:
    return PoolStore(tmp_path / "pool", book)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands beside the pool is written to it at the next look."""
    monkeypatch.setattr(pool_store, "FEW", 0)
    monkeypatch.setattr(pool_store, "SHARE", 0.0)


def folders(store: PoolStore) -> list[str]:
    return sorted(path.name for path in store.folder.iterdir() if path.is_dir())


def test_the_pool_is_compiled_once_and_opened_again(store: PoolStore, book: Book) -> None:
    said: list[str] = []
    assert in_snapshot(store.now(progress=said.append)) == in_book(book)
    again = PoolStore(store.folder, book)
    assert in_snapshot(again.now(progress=said.append)) == in_book(book)
    assert said == ["compiling the candidates"]


def test_an_empty_book_has_an_empty_pool(tmp_path: Path) -> None:
    empty = Book(file_url(tmp_path / "book.sqlite"))
    assert len(PoolStore(tmp_path / "pool", empty).now()) == 0
    assert len(PoolStore(tmp_path / "pool", empty).now()) == 0


people = st.lists(
    st.builds(replace, candidates, location=locations, available_from=free, licences=licences), max_size=6
).map(lambda found: [replace(one, code=f"C-{number}é") for number, one in enumerate(found)])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(people, people)
def test_whatever_is_written_is_in_the_pool(
    store: PoolStore, book: Book, some: list[Candidate], more: list[Candidate]
) -> None:
    for lot in (some, more):
        book.put(lot)
        assert in_snapshot(store.now()) == in_book(book)
    assert in_snapshot(PoolStore(store.folder, book).now()) == in_book(book)
    book.remove("C-1")
    assert in_snapshot(store.now()) == in_book(book)
    book.put([CLERK])
    assert in_snapshot(store.now()) == in_book(book)


def test_a_change_is_read_alone_and_stands_beside(store: PoolStore, book: Book) -> None:
    before = store.now()
    book.put([NEW, replace(CLERK, location="AT-9")])
    after = store.now()
    assert (len(before), len(after), len(after.recent)) == (2, 3, 2)
    assert after.compiled is before.compiled
    assert in_snapshot(before) == [replace(one, claims=one.claims) for one in told(before.compiled)]
    assert store.now() is after


def test_who_is_removed_is_gone_from_the_disk(store: PoolStore, book: Book) -> None:
    book.put([replace(NEW, code="Z-unmistakable")])
    store.now()
    again = PoolStore(store.folder, book)
    again.now()
    book.remove("Z-unmistakable")
    assert in_snapshot(again.now()) == in_book(book)
    held = b"".join(file.read_bytes() for file in store.folder.rglob("*") if file.is_file())
    assert b"unmistakable" not in held
    assert len(folders(store)) == 1


@pytest.mark.usefixtures("at_once")
def test_much_that_stands_beside_is_written_in_the_background(store: PoolStore, book: Book) -> None:
    first = store.now()
    book.put([NEW])
    assert len(store.now().recent) == 1
    store.wait()
    last = store.now()
    assert (len(last.recent), len(last.compiled)) == (0, 3)
    assert in_snapshot(last) == in_book(book) == in_snapshot(PoolStore(store.folder, book).now())
    assert in_snapshot(first) == [CLERK, COOK]  # whoever still reads the old one goes on doing so
    assert len(folders(store)) == 1


@pytest.mark.parametrize("step", ["save_pool", "sync_tree", "write_atomically", "load_pool"])
def test_a_crash_while_writing_leaves_a_pool_that_is_right(
    store: PoolStore, book: Book, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    store.now()
    book.remove("C-2")

    def crash(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pool_store, step, crash)
        with pytest.raises(OSError, match="no space"):
            store.now()
    assert in_snapshot(store.now()) == in_book(book)
    assert in_snapshot(PoolStore(store.folder, book).now()) == in_book(book)
    assert len(folders(store)) == 1


def _other_rules(mark: Path) -> None:
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"rules": "others"}))


def _half(mark: Path) -> None:
    mark.write_bytes(mark.read_bytes()[:20])


def _lost_array(mark: Path) -> None:
    next(mark.parent.rglob("history_start.npy")).unlink()


def _cut_array(mark: Path) -> None:
    file = next(mark.parent.rglob("codes.npy"))
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.parametrize("damage", [_other_rules, _half, _lost_array, _cut_array])
def test_what_cannot_be_read_is_compiled_anew(
    store: PoolStore, book: Book, damage: Callable[[Path], None]
) -> None:
    store.now()
    damage(store.folder / "pool.json")
    said: list[str] = []
    assert in_snapshot(PoolStore(store.folder, book).now(progress=said.append)) == in_book(book)
    assert said


def test_the_pool_of_another_book_is_not_taken(store: PoolStore, tmp_path: Path) -> None:
    store.now()
    other = Book(file_url(tmp_path / "other.sqlite"))
    other.put([COOK])
    assert in_snapshot(PoolStore(store.folder, other).now()) == in_book(other)


def test_a_book_from_a_backup_is_read_anew(tmp_path: Path) -> None:
    """The book went back to an earlier state: what the pool holds beyond that is not said any more."""
    path, folder = tmp_path / "book.sqlite", tmp_path / "pool"
    early, late = Book(file_url(path)), Book(file_url(tmp_path / "late.sqlite"))
    early.put([CLERK])
    late.put([CLERK])
    late.put([COOK])
    PoolStore(folder, late).now()
    mark = folder / "pool.json"
    mark.write_text(json.dumps(json.loads(mark.read_text()) | {"book": early.identity}))
    assert in_snapshot(PoolStore(folder, early).now()) == in_book(early)


# One state throughout -------------------------------------------------------------------------------


def test_book_and_pool_stay_as_they_are_for_who_asks_them_to(tmp_path: Path) -> None:
    url = file_url(tmp_path / "book.sqlite")
    book, desk = Book(url), Book(url)
    store = PoolStore(tmp_path / "pool", book)
    desk.put([CLERK])
    with store.still():
        desk.put([COOK, replace(CLERK, location="DE-HH")])
        assert book.candidates() == [CLERK]
        with store.still():
            assert (len(store.now()), store.now().state) == (1, book.state())
    assert [one.code for one in book.candidates()] == ["C-1", "C-2"]
    assert (len(store.now()), store.now().state) == (2, desk.state())


def test_another_thread_sees_what_was_written_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "LONGEST", 0.2)  # the thread that reads keeps the log from being emptied
    book = Book(file_url(tmp_path / "book.sqlite"))
    store = PoolStore(tmp_path / "pool", book)
    book.put([CLERK])
    with store.still():
        before = store.now()
        seen: list[int] = []

        def write() -> None:
            book.put([COOK])
            book.remove("C-1")
            seen.append(len(store.now()))

        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        assert (seen, store.now()) == ([1], before)
        assert book.candidate("C-1") == CLERK
    assert store.now().state == book.state() != before.state
