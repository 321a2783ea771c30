"""Readings that are sent by a link: what the link shows, and that it ends."""

import pytest

from skillpath.agency.book import Book
from skillpath.agency.dossier import dossier
from skillpath.agency.shared_readings import LinkEnded, opened, share, shared, withdraw
from skillpath.errors import InputError
from skillpath.reasoner.candidate import Candidate
from skillpath.reasoner.role import Role

READING = {
    "audience": "client",
    "candidate": "C-1",
    "role": {"id": "R-1"},
    "sections": [{"lines": ["knows payroll"]}],
}


@pytest.fixture
def filled(book: Book) -> Book:
    book.put([Candidate("C-1"), Candidate("C-2")], [Role("R-1", "payroll clerk")])
    return book


def test_a_link_shows_the_reading_until_it_is_withdrawn(filled: Book) -> None:
    token = share(filled, READING, by="K-1", days=14)
    assert opened(filled, token) == opened(filled, token) == READING
    (link,) = shared(filled, "C-1", "R-1")
    assert (link.by, link.opened, link.ended) == ("K-1", 2, False)
    withdraw(filled, link.number, by="K-2")
    with pytest.raises(LinkEnded):
        opened(filled, token)
    (link,) = shared(filled, "C-1", "R-1")
    assert (link.withdrawn_by, link.ended) == ("K-2", True)
    with pytest.raises(InputError, match="already"):
        withdraw(filled, link.number, by="K-2")


def test_a_link_expires_and_takes_its_reading_along(filled: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    token = share(filled, READING, by="K-1", days=1)
    monkeypatch.setattr("skillpath.agency.shared_readings.now", lambda: "2999-01-01T00:00:00+00:00")
    with pytest.raises(LinkEnded):
        opened(filled, token)
    assert "knows payroll" not in str(dossier(filled, "C-1"))
    assert shared(filled, "C-1", "R-1")[0].ended


def test_the_book_cannot_tell_the_link(filled: Book) -> None:
    token = share(filled, READING, by="K-1", days=1)
    assert token not in str(dossier(filled, "C-1"))
    with pytest.raises(LinkEnded):
        opened(filled, token[:-1])


def test_who_goes_takes_the_links_along(filled: Book) -> None:
    token = share(filled, READING, by="K-1", days=1)
    filled.remove("C-1")
    with pytest.raises(LinkEnded):
        opened(filled, token)
    assert shared(filled, "C-1", "R-1") == []


@pytest.mark.parametrize(("by", "days"), [("", 14), ("K-1", 0), ("K-1", 91)])
def test_a_link_without_end_or_sender_is_refused(filled: Book, by: str, days: int) -> None:
    with pytest.raises(InputError, match="1 to 90"):
        share(filled, READING, by=by, days=days)
