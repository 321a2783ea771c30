"""A book comes into another database as it is, and goes back."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL

from skillpath.agency.address import file_url
from skillpath.agency.audit.verifying import verify
from skillpath.agency.book import Book
from skillpath.agency.demonstration import read_candidates, read_roles
from skillpath.agency.merging import merge, undo
from skillpath.agency.moving import copy_book
from skillpath.agency.notes import add_note, notes
from skillpath.agency.revisions import BookState
from skillpath.data import bundled
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.decision import Decision, Outcome


@pytest.fixture
def filled(tmp_path: Path) -> URL:
    url = file_url(tmp_path / "filled.sqlite")
    book = Book(url)
    book.put(read_candidates(bundled("agency/candidates.toml")), read_roles(bundled("agency/roles.toml")))
    book.put([Candidate("C-1")])
    book.remove("C-1")
    for code in ("C-002", "C-001"):
        book.decide([Decision(code, "R-01", Outcome.PLACED, date(2026, 3, 1), "K-1")])
    add_note(book, "C-004", "one", by="K-1")
    book.put([Candidate("C-8"), Candidate("C-9")])
    merge(book, "C-8", "C-9", by="K-1")
    merge(book, "C-060", "C-004", by="K-1")  # a record that stands before the candidate whom it refers to
    book.remove("C-8")  # leaves a gap in the numbers of merges
    return url


def test_there_and_back(filled: URL, database: URL, tmp_path: Path) -> None:
    back = file_url(tmp_path / "back.sqlite")
    there = copy_book(filled, database)
    assert copy_book(database, back) == there
    assert (there["candidate"], there["role"], there["decision"]) == (60, 12, 2)
    first = Book(filled)
    last = verify(first).head.hash
    for other in (Book(database), Book(back)):
        assert other.candidates() == first.candidates()
        assert other.roles() == first.roles()
        assert other.decisions() == first.decisions()
        assert other.state() == first.state() != BookState(0, 0)
        assert verify(other, anchor=last).findings == ()
        other.decide([Decision("C-003", "R-01", Outcome.PLACED, date(2026, 3, 1), "K-1")])
        assert [one.candidate for one in other.decisions()] == ["C-002", "C-001", "C-003"]
        add_note(other, "C-060", "two", by="K-1")
        assert [one.text for one in notes(other, "C-060")] == ["one", "two"]
        assert undo(other, 2, by="K-1").merged == "C-004"
        assert merge(other, "C-001", "C-002", by="K-1").number == 3


def test_nothing_is_copied_over_something(filled: URL, database: URL) -> None:
    Book(database).put([Candidate("X-1")])
    with pytest.raises(InputError, match="is not empty: copy into a new database"):
        copy_book(filled, database)
    assert Book(database).candidates() == [Candidate("X-1")]
