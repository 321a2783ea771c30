"""A book of version 1 becomes one of version 2 whole, or stays as it was."""

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from skillpath.agency import schema
from skillpath.agency.book import Book
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

CRASH = """
import os, sys
from pathlib import Path
from sqlalchemy import Engine, event
from skillpath.agency.book import Book

@event.listens_for(Engine, "before_cursor_execute")
def die(connection, cursor, statement, *rest):
    if sys.argv[2] in statement:
        os._exit(9)

Book(Path(sys.argv[1]))
"""
"""Opens a book and dies, as in a power cut, before a statement that holds a text."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "book.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(VERSION_1)
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
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')"
    ).fetchall()
    found = {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for (name,) in tables}
    connection.close()
    return found


def test_nothing_is_lost(old: Path) -> None:
    book = Book(old)
    spell = Spell("j1", "i1", date(2010, 1, 1), None, Level.LEAD, True)
    assert book.candidates() == [Candidate("C-1", (spell,), (Claim("s1", 0.5, "test"),))]
    skills = (SkillRequirement("s1", level=0.8),)
    assert book.roles() == [Role("R-1", "payroll", skills, "j1", floor="i1", profile="fresh eyes")]
    decision = Decision("C-1", "R-1", Outcome.PLACED, date(2026, 3, 1), "K-1")
    book.decide([decision])
    assert Book(old).decisions() == [decision]


def test_it_has_the_tables_of_a_new_book(old: Path, tmp_path: Path) -> None:
    Book(old)
    Book(tmp_path / "new.sqlite")
    assert columns(old) == columns(tmp_path / "new.sqlite")
    assert content(old)[-1] == f"version {schema.VERSION}"


@pytest.mark.parametrize("at", ["ALTER TABLE", "CREATE TABLE profile", "CREATE TRIGGER", "user_version ="])
def test_a_crash_in_between_leaves_version_1(old: Path, at: str) -> None:
    before = content(old)
    ran = subprocess.run([sys.executable, "-c", CRASH, str(old), at], check=False)
    assert ran.returncode == 9
    assert content(old) == before
    assert len(Book(old).roles()) == 1  # and it can be brought up to date afterwards
    assert content(old)[-1] == f"version {schema.VERSION}"
