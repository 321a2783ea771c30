"""A book is examined as it is, in either kind of database."""

from pathlib import Path

from sqlalchemy import URL

from skillpath.agency.address import file_url
from skillpath.agency.book import Book
from skillpath.agency.doctor import examine
from skillpath.agency.doctor_book import book_checks
from skillpath.agency.pool_store import PoolStore
from skillpath.reasoner.candidate import Candidate


def found(url: URL, folder: Path) -> dict[str, str]:
    told = examine(book_checks(url, folder))
    assert all(one.ok for one in told), told
    return {one.check: one.finding.said for one in told}


def test_a_sound_book(database: URL, tmp_path: Path) -> None:
    book = Book(database)
    book.put([Candidate("C-1")])
    assert found(database, tmp_path)["indexes"] == "all there"
    assert found(database, tmp_path)["pool"].startswith("not compiled yet")
    PoolStore(tmp_path / "pool", book).now()
    assert found(database, tmp_path)["pool"] == "current"
    book.put([Candidate("C-2")])
    assert found(database, tmp_path)["pool"].startswith("1 writes behind")


def test_no_book_is_made_by_looking(tmp_path: Path) -> None:
    url = file_url(tmp_path / "book.sqlite")
    assert found(url, tmp_path)["book"].startswith("there is none yet")
    assert list(tmp_path.iterdir()) == []
