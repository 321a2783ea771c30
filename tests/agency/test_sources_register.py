"""What the book keeps of sources, keys, consultants and the firm, on every kind of database."""

from pathlib import Path

import pytest
from sqlalchemy import URL

from databases import NewDatabase
from skillpath.agency.book import Book
from skillpath.agency.consultants import Consultant, all_consultants, put_consultant, remove_consultant
from skillpath.agency.dossier import dossier
from skillpath.agency.firm import BROAD, Firm
from skillpath.agency.identities import Identity, identify
from skillpath.agency.merging import merge
from skillpath.agency.moving import copy_book
from skillpath.agency.sources.key_file import read_keys
from skillpath.agency.sources.register import add_source, all_sources, remove_source, source_named
from skillpath.agency.sources.same_person import (
    holders,
    keys_of,
    keys_of_identities,
    person_key,
    set_keys,
)
from skillpath.agency.sources.source import Kind, Source
from skillpath.errors import InputError, UnknownName
from skillpath.reasoner.candidate import Candidate

FOLDER = Source("b-folder", Kind.FOLDER, "/some where", industries=("i1", "i2"), seconds=0.5, most=7)
ENDPOINT = Source("a-endpoint", Kind.SPARQL, "https://e.example/sparql?x=1", "SELECT ?code {}")

SALT = "agreed among the firms"


def test_sources_are_kept_by_name_and_taken_away(book: Book) -> None:
    for source in (FOLDER, ENDPOINT):
        add_source(book, source)
    assert all_sources(book) == [ENDPOINT, FOLDER]
    with pytest.raises(InputError, match="skillpath source remove b-folder"):
        add_source(book, FOLDER)
    remove_source(book, "a-endpoint")
    assert all_sources(book) == [source_named(book, "b-folder")] == [FOLDER]
    with pytest.raises(UnknownName, match="b-folder"):
        remove_source(book, "a-endpoint")


def test_keys_go_with_the_candidate(book: Book) -> None:
    book.put([Candidate("C-1"), Candidate("C-2"), Candidate("C-3")])
    set_keys(book, {"C-1": "old", "C-2": "two"})
    set_keys(book, {"C-1": "one"})
    assert keys_of(book, ["C-1", "C-3"]) == {"C-1": "one"}
    assert holders(book, ["one", "two", "old"]) == {"C-1": "one", "C-2": "two"}
    with pytest.raises(UnknownName, match="C-9"):
        set_keys(book, {"C-9": "nine"})
    book.remove("C-1")
    assert holders(book, ["one", "two"]) == {"C-2": "two"}


def test_keys_are_made_of_the_identities_in_the_book(book: Book) -> None:
    book.put([Candidate("C-1"), Candidate("C-2"), Candidate("C-3")])
    identify(book, "C-1", Identity("Ada", email="ADA@example.org"))
    identify(book, "C-2", Identity("Bo", phone="030 1234567"))
    assert keys_of_identities(book, salt=SALT) == {"C-1": person_key("ada@example.org", salt=SALT)}


def test_the_key_of_a_merged_record_stands_for_the_candidate(book: Book) -> None:
    book.put([Candidate("C-1"), Candidate("C-2")])
    identify(book, "C-2", Identity("Ada", email="ada@example.org"))
    set_keys(book, {"C-2": "ada"})
    merge(book, "C-1", "C-2", by="K-1")
    assert holders(book, ["ada"]) == keys_of(book, ["C-1"]) == {"C-1": "ada"}
    assert keys_of_identities(book, salt=SALT) == {"C-1": person_key("ada@example.org", salt=SALT)}
    set_keys(book, {"C-1": "own"})
    assert keys_of(book, ["C-1"]) == {"C-1": "own"}
    assert dossier(book, "C-1")["person_key"] == [
        {"candidate": "C-1", "key": "own"},
        {"candidate": "C-2", "key": "ada"},
    ]


def test_consultants_are_kept_with_their_specialisms_in_order(book: Book) -> None:
    put_consultant(book, Consultant("K-2", ("i2", "j1")))
    put_consultant(book, Consultant("K-1", ("j1",)))
    put_consultant(book, Consultant("K-1", ("j2", "j1")))
    assert all_consultants(book) == [Consultant("K-1", ("j2", "j1")), Consultant("K-2", ("i2", "j1"))]
    remove_consultant(book, "K-1")
    assert [one.code for one in all_consultants(book)] == ["K-2"]
    with pytest.raises(UnknownName, match="K-2"):
        remove_consultant(book, "K-1")


def test_a_firm_is_broad_and_shares_nothing_until_it_says_so(book: Book) -> None:
    assert book.firm() == BROAD == Firm(None, None, False)
    book.set_firm(Firm("Pay & Co", "i1", True))
    book.set_firm(Firm("Pay & Co", None, True))
    assert book.firm() == Firm("Pay & Co", None, True)


def test_a_copied_book_has_them_all(database: URL, new_database: NewDatabase) -> None:
    book, target = Book(database), new_database()
    book.put([Candidate("C-1")])
    add_source(book, FOLDER)
    set_keys(book, {"C-1": "one"})
    put_consultant(book, Consultant("K-1", ("j1",)))
    book.set_firm(Firm("Pay & Co", "i1"))
    copy_book(database, target)
    copied = Book(target)
    assert all_sources(copied) == [FOLDER]
    assert holders(copied, ["one"]) == {"C-1": "one"}
    assert all_consultants(copied) == [Consultant("K-1", ("j1",))]
    assert copied.firm() == Firm("Pay & Co", "i1")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "own"}, "the firm's own book"),
        ({"name": "Partner: x"}, "small letters"),
        ({"address": ""}, "the address is empty"),
        ({"kind": Kind.SPARQL}, "has a mapping query"),
        ({"mapping": "SELECT"}, "has a mapping query"),
        ({"kind": Kind.SKILLPATH, "address": "file:///etc/passwd"}, "of the form https"),
        ({"kind": Kind.SKILLPATH, "address": "ftp://h.example"}, "of the form https"),
        ({"kind": Kind.SKILLPATH, "address": "http://"}, "of the form https"),
        ({"kind": Kind.SKILLPATH, "address": "http://h.example/a b"}, "of the form https"),
        ({"kind": Kind.SKILLPATH, "address": "http://[::1"}, "is no address"),
        ({"kind": Kind.SKILLPATH, "address": "http://h.example:99999"}, "is no address"),
        ({"kind": Kind.SKILLPATH, "address": "http://me:secret@h.example"}, "would be kept in the book"),
        ({"kind": Kind.SKILLPATH, "address": "http://h.example/#x"}, "after #"),
        ({"seconds": 0}, "above 0 and at most 600 seconds"),
        ({"seconds": float("nan")}, "above 0 and at most 600 seconds"),
        ({"most": 0}, "at least 1 candidate"),
    ],
)
def test_a_source_that_cannot_be_is_refused(fields: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        Source(**{"name": "shared", "kind": Kind.FOLDER, "address": "/f", **fields})  # type: ignore[arg-type]


def test_a_key_is_that_of_the_address_and_of_the_salt_alone() -> None:
    key = person_key("ada@example.org", salt=SALT)
    assert key == person_key(" Ada@Example.ORG ", salt=SALT)
    assert (
        len({key, person_key("ada@example.org", salt=SALT + "!"), person_key("a@b.example", salt=SALT)}) == 3
    )
    assert "ada" not in key


def test_keys_are_read_from_a_file_all_or_none(tmp_path: Path) -> None:
    file = tmp_path / "keys.csv"
    file.write_text("email,code\nada@example.org,C-1\nADA@example.org,C-1\nbo@example.org,C-2\n")
    ada, bo = (person_key(f"{name}@example.org", salt=SALT) for name in ("ada", "bo"))
    assert read_keys(file, salt=SALT) == {"C-1": ada, "C-2": bo}
    file.write_text("email,code\nnobody,C-1\nada@example.org,C-2\nbo@example.org,C-2\n")
    with pytest.raises(InputError) as refused:
        read_keys(file, salt=SALT)
    assert [problem.line for problem in refused.value.problems] == [2, 4]
    assert "example.org" not in str(refused.value).replace("name@example.org", "")
    with pytest.raises(InputError, match="fewer than 16 characters"):
        read_keys(file, salt="short")


@pytest.mark.parametrize("content", [b"code,mail\n", b"\xff\xfe\xfd"])
def test_another_file_has_no_keys(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "keys.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"keys\.csv"):
        read_keys(file, salt=SALT)
