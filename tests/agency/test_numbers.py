"""A number that no database counts to is one that no row has: it is told as that, and is no defect."""

from collections.abc import Callable

import pytest
from sqlalchemy import URL

from skillpath.agency.accounts.sessions import end_session
from skillpath.agency.accounts.tokens import revoke_token
from skillpath.agency.audit.entries import entry
from skillpath.agency.book import Book
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.merging import undo
from skillpath.agency.shared_readings import withdraw
from skillpath.errors import SkillPathError

ASKED: dict[str, Callable[[Book, int], object]] = {
    "a draft": lambda book, number: Drafts(book).draft(number),
    "its content": lambda book, number: Drafts(book).content(number),
    "an entry of the log": entry,
    "a link": lambda book, number: withdraw(book, number, by="K-1"),
    "a merge": lambda book, number: undo(book, number, by="K-1"),
    "a session": lambda book, number: end_session(book, "K-1", number),
    "a token": lambda book, number: revoke_token(book, "K-1", number),
}


@pytest.fixture
def book(database: URL) -> Book:
    return Book(database)


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_told_of_a_number_does_not_depend_on_its_size(book: Book, asked: str) -> None:
    told = set()
    for number in (7, 1 << 31, 1 << 63, 1 << 80, -(1 << 80)):
        try:
            told.add(repr(ASKED[asked](book, number)))
        except SkillPathError as error:
            told.add(f"{type(error).__name__}: {error}".replace(str(number), "N"))
    assert len(told) == 1, told
