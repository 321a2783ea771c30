import sqlite3
import threading
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from sqlalchemy import URL, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import NullPool

from people import candidates, changes, roles
from skillpath.agency.address import file_url
from skillpath.agency.adoption import AdoptedProfile, Provenance
from skillpath.agency.book import Book
from skillpath.agency.revisions import BookState
from skillpath.agency.storing import BATCH
from skillpath.errors import InputError, UnknownName, WorkspaceError
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.criteria import Changes
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.profile import PROFILES
from skillpath.reasoner.role import Role, SkillRequirement

ONE = Candidate(
    "C-1",
    (
        Spell("j1", "i1", date(2010, 1, 1), date(2012, 1, 1), Level.LEAD, True),
        Spell(None, None, date(2013, 1, 1)),
    ),
    (Claim("s1", 0.5, "test"),),
)


Count = Callable[[str], int]


@pytest.fixture
def count(database: URL) -> Count:
    """How many rows a table has."""
    engine = create_engine(database, poolclass=NullPool)

    def counted(table: str) -> int:
        with engine.connect() as raw:
            return int(raw.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())

    return counted


def test_what_is_put_is_what_is_got(book: Book, database: URL) -> None:
    again = Book(database)

    @given(candidates, roles, changes)
    def holds(candidate: Candidate, role: Role, own: Changes) -> None:
        role = replace(role, changes=own)
        book.put([candidate], [role])
        assert again.candidates() == [candidate] == [again.candidate(candidate.code)]
        assert again.roles() == [role] == [again.role(role.id)]

    holds()


def test_a_known_code_is_replaced_with_all_its_parts(book: Book, count: Count) -> None:
    book.put([ONE, Candidate("C-2")], [Role("R-1", "old", (SkillRequirement("s1"),))])
    book.put([Candidate("C-1", claims=(Claim("s9"),))], [Role("R-1", "new")])
    assert book.candidates() == [Candidate("C-1", claims=(Claim("s9"),)), Candidate("C-2")]
    assert book.roles() == [Role("R-1", "new")]
    assert [count(table) for table in ("spell", "claim", "role_skill")] == [0, 1, 0]


def test_nothing_is_put_when_one_of_many_cannot_be(book: Book) -> None:
    book.put([ONE])
    for people in (["C-2", "C-3", "C-3"], ["C-3", *(f"D-{n}" for n in range(BATCH)), "C-3"]):
        with pytest.raises(InputError, match="candidate must come once, but not so C-3"):
            book.put(map(Candidate, people))
    with pytest.raises(InputError, match="role must come once, but not so R-1"):
        book.put([Candidate("C-2")], [Role("R-1", "a"), Role("R-1", "b")])
    assert book.candidates() == [ONE]
    assert book.roles() == []
    assert book.state() == BookState(changes=1, removals=0)


def test_unknown_codes(book: Book) -> None:
    book.put([ONE, Candidate("X-77")])
    with pytest.raises(UnknownName, match="C-9") as caught:
        book.candidate("C-9")
    assert caught.value.suggestions == ("C-1",)
    with pytest.raises(UnknownName, match="R-9"):
        book.role("R-9")


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be one" * 40])
def test_a_file_that_is_no_book(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.sqlite").write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"book\.sqlite"):
        Book(file_url(tmp_path / "book.sqlite"))


def test_a_book_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "book.sqlite") as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkspaceError, match="version 0099"):
        Book(file_url(tmp_path / "book.sqlite"))


@pytest.mark.parametrize("code", ["C-1'; DROP TABLE candidate; --", "Ü", ""])
def test_codes_are_only_text(book: Book, code: str) -> None:
    book.put([Candidate(code)])
    assert book.candidates() == [Candidate(code)]


# Decisions ----------------------------------------------------------------------------------------

PLACED = Decision("C-1", "R-1", Outcome.PLACED, date(2026, 3, 1), "K-1", "did the job for years")
REJECTED = Decision("C-1", "R-1", Outcome.REJECTED, date(2026, 2, 1), "K-2", "no answer")


@pytest.fixture
def decided(book: Book) -> Book:
    book.put([ONE, Candidate("C-2")], [Role("R-1", "payroll"), Role("R-2", "reception")])
    book.decide([PLACED, REJECTED, replace(PLACED, role="R-2")])
    return book


def test_decisions_come_back_by_day(decided: Book, database: URL) -> None:
    assert Book(database).decisions(role="R-1") == [REJECTED, PLACED]
    assert len(decided.decisions()) == 3


def test_the_same_decision_twice_is_one(decided: Book) -> None:
    decided.decide([PLACED])
    assert decided.decisions(role="R-1") == [REJECTED, PLACED]


def test_decisions_stay_when_candidate_and_role_are_written_anew(decided: Book) -> None:
    decided.put([replace(ONE, spells=())], [Role("R-1", "payroll, anew")])
    assert decided.decisions(role="R-1") == [REJECTED, PLACED]
    assert decided.role("R-1").title == "payroll, anew"


def test_a_candidate_who_is_removed_takes_the_decisions_along(decided: Book, count: Count) -> None:
    decided.remove("C-1")
    assert decided.decisions() == []
    assert decided.candidates() == [Candidate("C-2")]
    assert [count(table) for table in ("spell", "claim")] == [0, 0]


@pytest.mark.parametrize(
    "statement", ["UPDATE decision SET outcome = 'placed'", "DELETE FROM decision WHERE number = 1"]
)
def test_a_decision_is_never_changed_or_taken_out(decided: Book, database: URL, statement: str) -> None:
    with (
        create_engine(database, poolclass=NullPool).begin() as raw,
        pytest.raises(IntegrityError, match="a decision"),
    ):
        raw.exec_driver_sql(statement)
    assert decided.decisions(role="R-1") == [REJECTED, PLACED]


def test_all_decisions_are_taken_or_none(decided: Book) -> None:
    for wrong in (replace(PLACED, candidate="C-9"), replace(PLACED, role="R-9")):
        with pytest.raises(UnknownName):
            decided.decide([replace(PLACED, day=date(2026, 5, 1)), wrong])
    assert len(decided.decisions()) == 3


@pytest.mark.parametrize("by", ["", "Ada Lovelace", "K-1\n", "K" * 21])
def test_decisions_are_by_a_code_not_a_name(by: str) -> None:
    with pytest.raises(InputError, match="code"):
        replace(PLACED, by=by)


# Profiles -----------------------------------------------------------------------------------------

HOUSE = AdoptedProfile(
    replace(PROFILES["skills first"], name="house", summary="learned"),
    Provenance("skills first", "K-1", date(2026, 11, 1), 90, 12, "ab" * 32, "r1", 0.6, 0.7, 0.02, 0.2),
)


def test_an_adopted_profile_has_its_provenance_and_can_be_withdrawn(book: Book, database: URL) -> None:
    book.adopt(HOUSE)
    assert Book(database).adopted_profiles() == [HOUSE]
    with pytest.raises(InputError, match="another name"):
        book.adopt(HOUSE)
    book.put(roles=[Role("R-1", "payroll", profile="house")])
    with pytest.raises(InputError, match="R-1"):
        book.withdraw("house", by="K-2", day=date(2026, 12, 1))
    book.put(roles=[Role("R-1", "payroll")])
    book.withdraw("house", by="K-2", day=date(2026, 12, 1))
    assert book.adopted_profiles() == [replace(HOUSE, withdrawn_by="K-2", withdrawn_on=date(2026, 12, 1))]
    with pytest.raises(UnknownName, match="house"):
        book.withdraw("house", by="K-2", day=date(2026, 12, 2))


# Revisions ----------------------------------------------------------------------------------------


def test_every_write_of_candidates_counts_and_is_stamped(book: Book) -> None:
    assert book.state() == BookState(0, 0)
    book.put(map(Candidate, ("C-1", "C-2", "C-10")))
    book.put([Candidate("C-2", claims=(Claim("s1"),)), Candidate("B-1")])
    book.put(roles=[Role("R-1", "a role")])
    assert book.state() == BookState(changes=2, removals=0)
    assert [book.changed_since(changes) for changes in range(3)] == [
        ["B-1", "C-1", "C-10", "C-2"],
        ["B-1", "C-2"],
        [],
    ]
    book.remove("C-1")
    assert book.state() == BookState(changes=2, removals=1)
    assert book.changed_since(0) == ["B-1", "C-10", "C-2"]
    with pytest.raises(UnknownName):
        book.remove("C-1")
    assert book.state() == BookState(changes=2, removals=1)


def test_candidates_of_some_codes_are_told_by_code(book: Book) -> None:
    people = [Candidate(f"C-{n}", claims=(Claim("s1"),) * (n % 3)) for n in range(2 * BATCH + 1)]
    book.put(people)
    asked = ["C-7", "C-10", *(one.code for one in people), "none such"]
    assert book.candidates(asked) == sorted(people, key=lambda one: one.code) == book.candidates()
    assert book.candidates(["C-7", "C-10"]) == [people[10], people[7]]
    assert book.candidates([]) == []


def test_codes_are_sorted_by_their_characters(book: Book) -> None:
    codes = ["C 1", "C-1", "C1", "a", "c-1", "Ä", "é"]
    book.put(map(Candidate, codes))
    assert [one.code for one in book.candidates()] == sorted(codes) == book.changed_since(0)


def test_any_number_is_put_in_the_memory_of_one_batch(book: Book) -> None:
    def peak(batches: int) -> int:
        spells = (Spell("j1", None, date(2020, 1, 1)),)
        tracemalloc.start()
        book.put(Candidate(f"{batches}-{n}", spells) for n in range(batches * BATCH))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(3) < 1.5 * peak(1)
    assert len(book.changed_since(0)) == 4 * BATCH


# Two at a time ------------------------------------------------------------------------------------


def test_writers_wait_for_their_turn_and_no_change_is_lost(book: Book, database: URL) -> None:
    def write(name: str) -> None:
        own = Book(database)
        for n in range(20):
            own.put([Candidate("C-1", claims=(Claim(f"{name}{n}"),)), Candidate(f"{name}-{n}")])

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(write, name) for name in "XYZ"]:
            done.result()
    assert book.state() == BookState(changes=60, removals=0)
    assert len(book.candidates()) == 61


def test_who_reads_sees_one_state(book: Book, database: URL) -> None:
    """A candidate has as many claims as spells whatever is written meanwhile."""
    done = threading.Event()

    def write() -> None:
        own = Book(database)
        for n in range(40):
            parts = n % 5
            spells = (Spell("j1", None, date(2020, 1, 1)),) * parts
            own.put([Candidate("C-1", spells, (Claim("s1"),) * parts)])
        done.set()

    with ThreadPoolExecutor() as threads:
        writing = threads.submit(write)
        while not done.is_set() and not writing.done():
            assert all(len(one.spells) == len(one.claims) for one in book.candidates())
        writing.result()


def test_who_reads_and_then_writes_does_not_keep_what_was_deleted_in_the_log(tmp_path: Path) -> None:
    book = Book(file_url(tmp_path / "book.sqlite"))
    book.put([Candidate("C-1"), Candidate("C-2")])
    reads = threading.Event()

    def read_and_write() -> None:
        with book.still():
            book.candidates()
            reads.set()
            time.sleep(0.3)  # the deletion waits by now
            book.put([Candidate("C-3")])

    thread = threading.Thread(target=read_and_write)
    thread.start()
    reads.wait()
    book.remove("C-1")
    thread.join()
    assert book.codes() == ["C-2", "C-3"]
    assert (tmp_path / "book.sqlite-wal").stat().st_size == 0
