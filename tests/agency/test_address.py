"""Where a book is kept, and what is said when it cannot be opened there: in words, without the password."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

import servers
from skillpath.agency.address import database_url, file_url, place
from skillpath.agency.book import Book
from skillpath.errors import InputError, WorkspaceError
from skillpath.reasoner.candidate import Candidate

SECRET = "s3cr3t"


def test_without_a_url_it_is_a_file_of_the_workspace(tmp_path: Path) -> None:
    for nothing in (None, ""):
        assert database_url(nothing, tmp_path) == file_url(tmp_path / "book.sqlite")


@pytest.mark.parametrize("begin", ["postgresql", "postgresql+psycopg"])
def test_a_server_is_spoken_to_by_psycopg(begin: str) -> None:
    url = database_url(f"{begin}://me:{SECRET}@db.example:5433/agency", Path())
    assert url.drivername == "postgresql+psycopg"
    assert (url.host, url.port, url.password) == ("db.example", 5433, SECRET)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (f"no url at all {SECRET}", "no URL: write postgresql://USER"),
        (f"postgresql://me:{SECRET}@host:port/agency", "no URL: write postgresql://USER"),
        (f"mysql://me:{SECRET}@host/agency", "cannot be kept in mysql: give a database as postgresql://USER"),
        (f"postgresql+psycopg2://me:{SECRET}@host/agency", "cannot be kept in postgresql\\+psycopg2"),
    ],
)
def test_what_is_no_place_for_a_book_is_refused(asked: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        database_url(asked, Path())
    assert SECRET not in str(caught.value)


def test_a_place_is_named_without_user_and_password() -> None:
    named = [
        f"postgresql://me:{SECRET}@db.example/agency",
        f"postgresql://me:{SECRET}@/agency?host=/run/postgresql",
        "postgresql:///agency",
        "sqlite:////somewhere/book.sqlite",
    ]
    assert [place(make_url(url)) for url in named] == [
        "agency on db.example",
        "agency on /run/postgresql",
        "agency on this machine",
        "book.sqlite",
    ]


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(WorkspaceError, match=r"install skillpath\[postgres\]"):
        Book(database_url(f"postgresql://me:{SECRET}@db.example/agency", Path()))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (f"postgresql://me:{SECRET}@127.0.0.1:1/agency", "no server answers there"),
        (f"postgresql://me:{SECRET}@/agency?host=/nowhere", "no server answers there"),
        (f"postgresql://me:{SECRET}@nowhere.invalid/agency", "no machine has that name"),
    ],
)
def test_a_server_that_cannot_be_reached(url: str, says: str) -> None:
    refused(url, says)


def test_what_a_server_refuses(server: servers.Server) -> None:
    server.execute(f"CREATE ROLE {servers.GUARDED} LOGIN PASSWORD 'right'")
    database = str(server.new_database().database)
    for url, says in [
        (
            server.url(database, username=servers.GUARDED, password=SECRET),
            "refuses user or password: check both in the URL",
        ),
        (server.url(database, username=servers.GUARDED), "asks for a password: give one in the URL"),
        (server.url("none such"), "no such database or user: ask who runs the server to create it"),
        (server.url(database, username="nobody"), "no such database or user: ask who"),
        (
            server.url(database, username=servers.GUARDED, password="right"),
            "may not make tables there: ask who",
        ),
    ]:
        refused(url.render_as_string(hide_password=False), says)


def test_what_a_database_cannot_hold_is_said(server: servers.Server, migrated: str) -> None:
    url = database_url(server.new_database(migrated), Path())
    with pytest.raises(InputError, match="cannot hold this"):
        Book(url).put([Candidate("C-\x00")])


def test_a_server_that_goes_away_is_told_and_found_again(server: servers.Server, migrated: str) -> None:
    url = database_url(server.new_database(migrated), Path())
    book = Book(url)
    book.put([Candidate("C-1")])
    server.execute(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false")
    server.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'")
    with pytest.raises(WorkspaceError, match="cannot be used"):
        book.candidates()
    server.execute(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true")
    assert book.candidates() == [Candidate("C-1")]


def refused(url: str, says: str) -> None:
    with pytest.raises(WorkspaceError, match=says) as caught:
        Book(database_url(url, Path()))
    assert SECRET not in str(caught.value)
    assert "\n" not in str(caught.value)
