import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import candidates, roles
from skillpath.agency.book import Book
from skillpath.errors import UnknownName, WorkspaceError
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.role import Role, SkillRequirement

ONE = Candidate(
    "C-1",
    (
        Spell("j1", "i1", date(2010, 1, 1), date(2012, 1, 1), Level.LEAD, True),
        Spell(None, None, date(2013, 1, 1)),
    ),
    (Claim("s1", 0.5, "test"),),
)


@given(candidates, roles)
def test_what_is_put_is_what_is_got(
    tmp_path_factory: pytest.TempPathFactory, candidate: Candidate, role: Role
) -> None:
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
