import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import candidates, changes, roles
from skillpath.agency.adoption import AdoptedProfile, Provenance
from skillpath.agency.book import Book
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


@given(candidates, roles, changes)
def test_what_is_put_is_what_is_got(
    tmp_path_factory: pytest.TempPathFactory, candidate: Candidate, role: Role, own: Changes
) -> None:
    role = replace(role, changes=own)
    path = tmp_path_factory.mktemp("book") / "book.sqlite"
    Book(path).put([candidate], [role])
    again = Book(path)
    assert again.candidates() == [candidate] == [again.candidate(candidate.code)]
    assert again.roles() == [role] == [again.role(role.id)]


def test_a_known_code_is_replaced_with_all_its_parts(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.sqlite")
    book.put([ONE, Candidate("C-2")], [Role("R-1", "old", (SkillRequirement("s1"),))])
    book.put([Candidate("C-1", claims=(Claim("s9"),))], [Role("R-1", "new")])
    assert book.candidates() == [Candidate("C-1", claims=(Claim("s9"),)), Candidate("C-2")]
    assert book.roles() == [Role("R-1", "new")]
    with sqlite3.connect(tmp_path / "book.sqlite") as raw:
        assert raw.execute("SELECT count(*) FROM spell").fetchone() == (0,)
        assert raw.execute("SELECT count(*) FROM role_skill").fetchone() == (0,)


def test_nothing_is_put_when_one_of_many_cannot_be(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.sqlite")
    book.put([ONE])
    with pytest.raises(Exception, match="UNIQUE"):
        book.put([Candidate("C-2"), Candidate("C-3"), Candidate("C-3")])
    assert book.candidates() == [ONE]


def test_unknown_codes(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.sqlite")
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
        Book(tmp_path / "book.sqlite")


def test_a_book_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "book.sqlite") as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkspaceError, match="version 99"):
        Book(tmp_path / "book.sqlite")


@given(st.sampled_from(["C-1'; DROP TABLE candidate; --", "C-\x00", "Ü", ""]))
def test_codes_are_only_text(tmp_path_factory: pytest.TempPathFactory, code: str) -> None:
    book = Book(tmp_path_factory.mktemp("book") / "book.sqlite")
    book.put([Candidate(code)])
    assert book.candidates() == [Candidate(code)]


# Decisions ----------------------------------------------------------------------------------------

PLACED = Decision("C-1", "R-1", Outcome.PLACED, date(2026, 3, 1), "K-1", "did the job for years")
REJECTED = Decision("C-1", "R-1", Outcome.REJECTED, date(2026, 2, 1), "K-2", "no answer")


@pytest.fixture
def decided(tmp_path: Path) -> Book:
    book = Book(tmp_path / "book.sqlite")
    book.put([ONE, Candidate("C-2")], [Role("R-1", "payroll"), Role("R-2", "reception")])
    book.decide([PLACED, REJECTED, replace(PLACED, role="R-2")])
    return book


def test_decisions_come_back_by_day(decided: Book, tmp_path: Path) -> None:
    assert Book(tmp_path / "book.sqlite").decisions(role="R-1") == [REJECTED, PLACED]
    assert len(decided.decisions()) == 3


def test_the_same_decision_twice_is_one(decided: Book) -> None:
    decided.decide([PLACED])
    assert decided.decisions(role="R-1") == [REJECTED, PLACED]


def test_decisions_stay_when_candidate_and_role_are_written_anew(decided: Book) -> None:
    decided.put([replace(ONE, spells=())], [Role("R-1", "payroll, anew")])
    assert decided.decisions(role="R-1") == [REJECTED, PLACED]
    assert decided.role("R-1").title == "payroll, anew"


def test_a_candidate_who_is_removed_takes_the_decisions_along(decided: Book, tmp_path: Path) -> None:
    decided.remove("C-1")
    assert decided.decisions() == []
    assert decided.candidates() == [Candidate("C-2")]
    with sqlite3.connect(tmp_path / "book.sqlite") as raw:
        assert [raw.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("spell", "claim")] == [
            (0,)
        ] * 2


@pytest.mark.parametrize(
    "statement", ["UPDATE decision SET outcome = 'placed'", "DELETE FROM decision WHERE number = 1"]
)
def test_a_decision_is_never_changed_or_taken_out(decided: Book, tmp_path: Path, statement: str) -> None:
    with sqlite3.connect(tmp_path / "book.sqlite") as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
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


def test_an_adopted_profile_comes_back_with_its_provenance_and_can_be_withdrawn(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.sqlite")
    book.adopt(HOUSE)
    assert Book(tmp_path / "book.sqlite").adopted_profiles() == [HOUSE]
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
