"""Every test of this room that opens a book runs on both kinds of database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

import servers
from databases import NewDatabase
from skillpath.agency.address import database_url, file_url
from skillpath.agency.book import Book
from skillpath.agency.workspace import Workspace
from workspaces import Bundled


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    if not servers.is_installed():
        pytest.skip("PostgreSQL is not installed: `make test` installs it or says how")
    with servers.running() as started:
        yield started


@pytest.fixture(scope="session")
def migrated(server: servers.Server) -> str:
    """The name of a database with all tables and nothing in them: a copy of it is made in no time."""
    url = server.new_database()
    Book(database_url(url.render_as_string(hide_password=False), Path()))
    return str(url.database)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewDatabase:
    """Gives an empty database of one kind whenever it is asked."""
    if request.param == "sqlite":
        empty = tmp_path_factory.mktemp("empty") / "book.sqlite"
        Book(file_url(empty)).close()
        return lambda: file_url(Path(shutil.copy(empty, tmp_path_factory.mktemp("book"))))
    server, template = request.getfixturevalue("server"), request.getfixturevalue("migrated")
    return lambda: database_url(server.new_database(template).render_as_string(hide_password=False), Path())


@pytest.fixture(scope="session")
def demo(bundled: Bundled, tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Workspace:
    """The demonstration agency, for tests that leave its candidates and roles as they are."""
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    return bundled.demonstration(folder, database=new_database())


@pytest.fixture(scope="session")
def recycled(new_database: NewDatabase) -> URL:
    """The one database of a server that tests use one after the other."""
    return new_database()


@pytest.fixture
def database(request: pytest.FixtureRequest, new_database: NewDatabase, recycled: URL) -> URL:
    """An empty database for one test."""
    if recycled.get_backend_name() == "sqlite":
        return new_database()
    request.getfixturevalue("server").empty(str(recycled.database))
    return recycled


@pytest.fixture
def book(database: URL) -> Book:
    return Book(database)
