"""A book of an earlier version becomes one of today's whole, or stays as it was; all have the same tables."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, URL, Column, Engine, MetaData, Table, create_engine, event, insert, select
from sqlalchemy.pool import NullPool

import servers
from skillpath.agency import engine as engine_module
from skillpath.agency import rehearsal
from skillpath.agency import upgrade as upgrade_module
from skillpath.agency.address import database_url, file_url
from skillpath.agency.book import Book
from skillpath.agency.dialects import WORDS
from skillpath.agency.revisions import BookState
from skillpath.agency.schema import METADATA, VERSION
from skillpath.agency.upgrade import steps
from skillpath.errors import WorkspaceError
from skillpath.reasoner.candidate import Candidate, Claim, Spell
from skillpath.reasoner.decision import Decision, Outcome
from skillpath.reasoner.parameters import Level
from skillpath.reasoner.role import Role, SkillRequirement

VERSION_1 = """
CREATE TABLE candidate (code VARCHAR NOT NULL, PRIMARY KEY (code));
CREATE TABLE role (
    id VARCHAR NOT NULL, title VARCHAR NOT NULL, job_type VARCHAR, industry VARCHAR, floor VARCHAR,
    profile VARCHAR NOT NULL, PRIMARY KEY (id)
);
CREATE TABLE claim (
    owner VARCHAR NOT NULL, position INTEGER NOT NULL, skill VARCHAR NOT NULL, level FLOAT NOT NULL,
    source VARCHAR NOT NULL, PRIMARY KEY (owner, position),
    FOREIGN KEY(owner) REFERENCES candidate (code) ON DELETE CASCADE
);
CREATE TABLE role_skill (
    owner VARCHAR NOT NULL, position INTEGER NOT NULL, skill VARCHAR NOT NULL, essential BOOLEAN NOT NULL,
    level FLOAT NOT NULL, PRIMARY KEY (owner, position),
    FOREIGN KEY(owner) REFERENCES role (id) ON DELETE CASCADE
);
CREATE TABLE spell (
    owner VARCHAR NOT NULL, position INTEGER NOT NULL, job_type VARCHAR, industry VARCHAR,
    start DATE NOT NULL, "end" DATE, level VARCHAR(12) NOT NULL, on_floor BOOLEAN NOT NULL,
    PRIMARY KEY (owner, position), FOREIGN KEY(owner) REFERENCES candidate (code) ON DELETE CASCADE
);
INSERT INTO candidate VALUES ('C-1');
INSERT INTO spell VALUES ('C-1', 0, 'j1', 'i1', '2010-01-01', NULL, 'lead', 1);
INSERT INTO claim VALUES ('C-1', 0, 's1', 0.5, 'test');
INSERT INTO role VALUES ('R-1', 'payroll', 'j1', NULL, 'i1', 'fresh eyes');
INSERT INTO role_skill VALUES ('R-1', 0, 's1', 1, 0.8);
PRAGMA user_version = 1;
"""
"""The tables as version 1 made them, with one candidate and one role."""

VERSION_2 = f"""{VERSION_1}
ALTER TABLE role ADD COLUMN changes JSON;
CREATE TABLE decision (
    number INTEGER NOT NULL, candidate VARCHAR NOT NULL, role VARCHAR NOT NULL, outcome VARCHAR(11) NOT NULL,
    day DATE NOT NULL, "by" VARCHAR NOT NULL, reason VARCHAR NOT NULL, PRIMARY KEY (number),
    UNIQUE (candidate, role, outcome, day, "by", reason),
    FOREIGN KEY(candidate) REFERENCES candidate (code) ON DELETE CASCADE,
    FOREIGN KEY(role) REFERENCES role (id)
);
CREATE TRIGGER decision_stays_as_it_is BEFORE UPDATE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision is never changed: add another one'); END;
CREATE TRIGGER decision_stays BEFORE DELETE ON decision
    WHEN EXISTS (SELECT 1 FROM candidate WHERE code = OLD.candidate)
    BEGIN SELECT RAISE(ABORT, 'a decision goes only with its candidate'); END;
CREATE TABLE profile (
    name VARCHAR NOT NULL, summary VARCHAR NOT NULL, numbers JSON NOT NULL, base VARCHAR NOT NULL,
    "by" VARCHAR NOT NULL, day DATE NOT NULL, decisions INTEGER NOT NULL, roles INTEGER NOT NULL,
    decisions_hash VARCHAR NOT NULL, "release" VARCHAR NOT NULL, before FLOAT NOT NULL,
    after FLOAT NOT NULL, gain_low FLOAT NOT NULL, gain_high FLOAT NOT NULL, withdrawn_by VARCHAR,
    withdrawn_on DATE, PRIMARY KEY (name)
);
PRAGMA user_version = 2;
"""
"""The tables as version 2 made them."""

CRASH = """
import os, sys
from pathlib import Path
from sqlalchemy import Engine, event
from skillpath.agency.address import database_url
from skillpath.agency.book import Book
from skillpath.agency.dialects import WORDS

@event.listens_for(Engine, "before_cursor_execute")
def die(connection, cursor, statement, *rest):
    if sys.argv[2] in statement:
        os._exit(9)

Book(database_url(sys.argv[1], Path()))
"""
"""Opens a book and dies, as in a power cut, before a statement that holds a text."""


def crash(database: URL, at: str) -> None:
    asked = database.render_as_string(hide_password=False)
    ran = subprocess.run([sys.executable, "-c", CRASH, asked, at], check=False)
    assert ran.returncode == 9


@pytest.fixture(params=[VERSION_1, VERSION_2], ids=["version 1", "version 2"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "book.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(request.param)
    connection.close()
    return path


def content(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    dump = list(connection.iterdump())
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return [*dump, f"version {version}"]


def columns(path: Path) -> dict[str, list[object]]:
    connection = sqlite3.connect(path)
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger', 'index')"
    ).fetchall()
    found = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for (name,) in tables}
    connection.close()
    return found


# What every database is ---------------------------------------------------------------------------


def test_the_steps_lead_to_the_present_version_one_after_the_other() -> None:
    numbers = [step.revision for step in steps().walk_revisions()]
    assert numbers == sorted(numbers, reverse=True)
    assert steps().get_heads() == [numbers[0]] == [VERSION]


def test_the_steps_make_just_the_tables_that_are_used(database: URL) -> None:
    Book(database)
    with create_engine(database, poolclass=NullPool).connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == VERSION
        made = [change for change in compare_metadata(context, METADATA) if not _seen_otherwise(change)]
        assert made == []


def _seen_otherwise(change: Any) -> bool:
    """Whether it is an index of words, which each kind of database keeps in its own way, or the reference of
    an added column, of which SQLite does not tell what a deletion does."""
    kind, thing = change[:2]
    if kind.endswith("_fk"):
        return [column.name for column in thing.columns] == ["merged_into"]
    return kind in ("remove_table", "remove_index") and "_words" in thing.name


def test_a_book_of_a_later_version_is_refused(database: URL) -> None:
    Book(database)
    with create_engine(database, poolclass=NullPool).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(WorkspaceError, match="has version 0099, this SkillPath reads version"):
        Book(database)


REVISIONS = sorted(step.revision for step in steps().walk_revisions())


def at_revision(url: URL, revision: str) -> Engine:
    """A new database with the tables of a version."""
    engine = create_engine(url, poolclass=NullPool)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    with engine.begin() as connection:
        context, script = MigrationContext.configure(connection), steps()
        with Operations.context(context):
            for step in reversed(list(script.iterate_revisions(revision, "base"))):
                step.module.upgrade()
        context.stamp(script, revision)
    return engine


def fill(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Puts three rows of any values into each table, and gives what is in each."""
    tables = MetaData()
    tables.reflect(engine, only=lambda name, _: not name.startswith(tuple(WORDS.values())))
    for table in tables.sorted_tables:
        if table.name not in {"alembic_version", "revision"}:
            with engine.begin() as connection:
                for number in range(3):
                    row = {column.name: value(column, number) for column in table.columns}
                    connection.execute(insert(table), row)
    return {table.name: rows(engine, table) for table in tables.sorted_tables}


def value(column: Column[Any], number: int) -> Any:
    """Any value of a column's type, another one in each row; a reference is to the row of that number."""
    for reference in column.foreign_keys:
        if reference.column.table is column.table:
            return None
        return value(reference.column, number)
    kinds: dict[type, Any] = {int: number, float: number / 7, bool: number % 2 == 0, str: f"é{number}"}
    kinds |= {date: date(2026, 1, 1 + number), dict: {"a": [number]}}
    return kinds[dict if isinstance(column.type, JSON) else column.type.python_type]


def rows(engine: Engine, table: Table) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)


@pytest.fixture
def unmade(database: URL, request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """A database with nothing in it, not even tables."""
    if database.get_backend_name() == "sqlite":
        return file_url(tmp_path / "unmade.sqlite")
    url: URL = request.getfixturevalue("server").new_database()
    return database_url(url, Path())


def every_row_is_there_afterwards(unmade: URL, revision: str) -> None:
    engine = at_revision(unmade, revision)
    before = fill(engine)
    assert sum(map(len, before.values())) >= 3 * 5
    Book(unmade)
    tables = MetaData()
    tables.reflect(engine, only=list(before))
    del before["alembic_version"]
    for name, kept in before.items():
        width = len(kept[0])  # columns are only ever added at the end
        assert [row[:width] for row in rows(engine, tables.tables[name])] == kept


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_row_of_every_version_is_there_afterwards(tmp_path: Path, revision: str) -> None:
    every_row_is_there_afterwards(file_url(tmp_path / "book.sqlite"), revision)


@pytest.mark.parametrize("revision", [REVISIONS[0], REVISIONS[5], REVISIONS[-2]])
def test_so_it_is_on_a_server(server: servers.Server, revision: str) -> None:
    every_row_is_there_afterwards(database_url(server.new_database(), Path()), revision)


def test_a_step_that_would_lose_something_is_not_taken(unmade: URL, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = at_revision(unmade, REVISIONS[-2])
    before = fill(engine)

    def loses() -> None:
        op.execute("UPDATE candidate SET location = 'lost' WHERE location = 'é1'")

    monkeypatch.setattr(upgrade_module, "steps", lambda: _with(loses))
    with pytest.raises(WorkspaceError, match="would not hold all that is in candidate"):
        Book(unmade)
    assert rows(engine, Table("candidate", MetaData(), autoload_with=engine)) == before["candidate"]


def _with(loses: Callable[[], None]) -> Any:
    """The steps, the last of which does something else."""
    script = steps()
    last = script.get_revision(VERSION)
    assert last is not None
    vars(last.module)["upgrade"] = loses
    return script


def test_a_book_that_is_new_needs_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(rehearsal, "check_file", lambda copy, _: tried.append(copy.name))
    Book(file_url(tmp_path / "book.sqlite"))
    assert tried == []


def test_a_copy_is_tried_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = file_url(tmp_path / "book.sqlite")
    fill(at_revision(url, REVISIONS[0]))
    tried: list[str] = []
    monkeypatch.setattr(rehearsal, "check_file", lambda copy, name: tried.append(f"{copy.name} {name}"))
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_migrate", lambda *_: (_ for _ in ()).throw(WorkspaceError("fails")))
        before = content(tmp_path / "book.sqlite")
        with pytest.raises(WorkspaceError, match="fails"):
            Book(url)
        assert content(tmp_path / "book.sqlite") == before
    Book(url)
    assert tried == ["book.sqlite book.sqlite"]
    assert [path.name for path in tmp_path.glob(".*")] == []


# Books of before ----------------------------------------------------------------------------------


def test_nothing_is_lost(old: Path) -> None:
    book = Book(file_url(old))
    spell = Spell("j1", "i1", date(2010, 1, 1), None, Level.LEAD, True)
    assert book.candidates() == [Candidate("C-1", (spell,), (Claim("s1", 0.5, "test"),))]
    skills = (SkillRequirement("s1", level=0.8),)
    assert book.roles() == [Role("R-1", "payroll", skills, "j1", floor="i1", profile="fresh eyes")]
    decision = Decision("C-1", "R-1", Outcome.PLACED, date(2026, 3, 1), "K-1")
    book.decide([decision])
    assert Book(file_url(old)).decisions() == [decision]


def test_who_was_there_counts_as_written_by_the_first_change(old: Path) -> None:
    book = Book(file_url(old))
    assert book.state() == BookState(changes=1, removals=0)
    assert book.changed_since(0) == ["C-1"]
    assert book.changed_since(1) == []


def test_it_has_the_tables_of_a_new_book(old: Path, tmp_path: Path) -> None:
    Book(file_url(old))
    Book(file_url(tmp_path / "new.sqlite"))
    assert columns(old) == columns(tmp_path / "new.sqlite")
    assert content(old)[-1] == f"version {int(VERSION)}"  # so that an earlier SkillPath refuses it


@pytest.mark.parametrize(
    "at", ["ADD COLUMN filters", "CREATE INDEX", "INTO alembic_version", "user_version ="]
)
def test_a_crash_in_between_leaves_the_earlier_version(old: Path, at: str) -> None:
    before = content(old)
    crash(file_url(old), at)
    assert content(old) == before
    assert len(Book(file_url(old)).roles()) == 1  # and it can be brought up to date afterwards
    assert content(old)[-1] == f"version {int(VERSION)}"


@pytest.mark.parametrize("at", ["CREATE TABLE candidate", "CREATE TRIGGER", "INTO alembic_version"])
def test_a_crash_on_a_server_leaves_nothing(server: servers.Server, at: str) -> None:
    url = server.new_database()
    crash(url, at)
    with server.connection(str(url.database)) as connection:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(tables).fetchone() == (0,)
    assert Book(database_url(url, Path())).state() == BookState(0, 0)
