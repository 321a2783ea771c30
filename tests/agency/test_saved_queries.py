"""Saved queries: their owner's, seen by whom the owner says, and gone only when that is meant."""

import pytest
from sqlalchemy import select, update

from skillpath.agency.accounts.register import add_account
from skillpath.agency.accounts.register import remove as remove_account
from skillpath.agency.book import Book
from skillpath.agency.moments import in_days
from skillpath.agency.queries.saved import (
    KEPT_DAYS,
    MACHINE,
    ChangedMeanwhile,
    Reader,
    change,
    new_link,
    remove,
    removed_queries,
    restore,
    save,
    saved_queries,
    saved_query,
)
from skillpath.agency.queries.tables import SAVED_QUERY, Sharing
from skillpath.errors import InputError, QueryError, UnknownName

TEXT = "# title: Mine\nASK {}"
ADA, BOB = Reader("ada"), Reader("bob")


def listed(book: Book, reader: Reader) -> list[int]:
    return [one.number for one in saved_queries(book, reader)]


def test_a_query_is_seen_by_whom_its_owner_says(book: Book) -> None:
    own = save(book, TEXT, by="ada")
    shared = save(book, TEXT, by="ada", sharing=Sharing.EVERYBODY)
    linked = save(book, TEXT, by="ada", sharing=Sharing.LINK)
    assert listed(book, ADA) == listed(book, MACHINE) == [own.number, shared.number, linked.number]
    assert listed(book, BOB) == [shared.number]
    for hidden in (own, linked):
        with pytest.raises(UnknownName, match="no such saved query, or it is not yours"):
            saved_query(book, hidden.number, BOB)
    by_link = Reader("bob", linked.key)
    assert saved_query(book, linked.number, by_link) == linked
    with pytest.raises(UnknownName):
        saved_query(book, own.number, Reader("bob", own.key))
    renewed = new_link(book, linked.number, ADA, version=1)
    with pytest.raises(UnknownName):
        saved_query(book, linked.number, by_link)
    assert saved_query(book, linked.number, Reader("bob", renewed.key)).version == 2


def test_only_the_owner_changes_a_query(book: Book) -> None:
    shared = save(book, TEXT, by="ada", sharing=Sharing.EVERYBODY)
    for attempt in (
        lambda: change(book, shared.number, BOB, version=1, text="# title: His\nASK {}"),
        lambda: change(book, shared.number, BOB, version=1, sharing=Sharing.PRIVATE),
        lambda: new_link(book, shared.number, BOB, version=1),
        lambda: remove(book, shared.number, BOB),
    ):
        with pytest.raises(UnknownName):
            attempt()
    assert saved_query(book, shared.number, ADA) == shared


def test_what_was_changed_meanwhile_is_not_written_over(book: Book) -> None:
    kept = save(book, TEXT, by="ada")
    change(book, kept.number, ADA, version=1, text="# title: Hers\nASK {}")
    with pytest.raises(ChangedMeanwhile, match="was changed since you read it"):
        change(book, kept.number, ADA, version=1, text="# title: Late\nASK {}")
    found = saved_query(book, kept.number, ADA)
    assert (found.query.title, found.version) == ("Hers", 2)


def test_a_removal_is_taken_back_for_a_while(book: Book) -> None:
    kept = save(book, TEXT, by="ada")
    remove(book, kept.number, ADA)
    assert (listed(book, ADA), removed_queries(book, BOB)) == ([], [])
    assert [one.number for one in removed_queries(book, ADA)] == [kept.number]
    with pytest.raises(UnknownName):
        restore(book, kept.number, BOB)
    restore(book, kept.number, ADA)
    assert listed(book, ADA) == [kept.number]
    remove(book, kept.number, ADA)
    with book.write() as connection:
        connection.execute(update(SAVED_QUERY).values(removed_at=in_days(-KEPT_DAYS - 1)))
    with pytest.raises(UnknownName):
        restore(book, kept.number, ADA)
    save(book, TEXT, by="bob")
    with book.read() as connection:
        assert connection.execute(select(SAVED_QUERY.c.owner)).scalars().all() == ["bob"]


def test_with_an_account_go_the_queries_that_are_its_own(book: Book) -> None:
    for name in ("ada", "bob"):
        add_account(book, name, roles=["administrator"], password=None)
        save(book, TEXT, by=name)
    shared = save(book, TEXT, by="ada", sharing=Sharing.EVERYBODY)
    save(book, TEXT, by="ada", sharing=Sharing.LINK)
    remove(book, save(book, TEXT, by="ada", sharing=Sharing.EVERYBODY).number, ADA)
    remove_account(book, "ada")
    assert [(one.owner, one.number) for one in saved_queries(book, MACHINE)] == [
        ("bob", 2),
        ("ada", shared.number),
    ]
    assert removed_queries(book, MACHINE) == []


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("ASK {}", InputError),
        ("# title: a\nDROP ALL", QueryError),
        ("# title: a\nASK { SERVICE <http://elsewhere.example/> {} }", QueryError),
    ],
)
def test_what_cannot_be_asked_is_not_saved(book: Book, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        save(book, text, by="ada")
    assert listed(book, MACHINE) == []
