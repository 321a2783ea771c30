"""A backup is whole or refused; what is restored is what was saved, but for who was deleted since."""

import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import URL

from databases import NewDatabase
from skillpath.agency import book_copy
from skillpath.agency.address import FILE as BOOK
from skillpath.agency.backup import make_backup
from skillpath.agency.backup_manifest import MANIFEST
from skillpath.agency.backup_reading import open_backup
from skillpath.agency.deletions import Deletions, Gone
from skillpath.agency.intake.draft import Content, Origin, Purpose, State
from skillpath.agency.intake.drafts import Drafts
from skillpath.agency.merging import merge
from skillpath.agency.notes import add_note, notes
from skillpath.agency.restoring import restore
from skillpath.agency.workspace import Workspace
from skillpath.errors import InputError, SkillPathError, WorkspaceError
from skillpath.reasoner.candidate import Candidate, Claim
from workspaces import small_workspace

ONTOLOGY = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
<urn:pay> a esco:Skill ; skos:prefLabel "pay"@en .
"""
WORD = "quicksilverish"
DAY = date(2026, 11, 1)

Alter = Callable[[dict[str, bytes]], None]


@pytest.fixture
def at(tmp_path: Path, database: URL) -> Workspace:
    """A workspace whose book is in either kind of database."""
    small_workspace(tmp_path / "w", ONTOLOGY)
    made = Workspace.open(tmp_path / "w", database=database)
    made.book.put([Candidate(code, claims=(Claim("urn:pay"),)) for code in ("C-1", "C-2", "C-3")])
    add_note(made.book, "C-2", f"{WORD} work", by="K-1")
    return made


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    """A workspace with its book in a file."""
    made = small_workspace(tmp_path / "w", ONTOLOGY)
    made.book.put([Candidate(code) for code in ("C-1", "C-2", "C-3")])
    return made


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup, for tests that look at it."""
    folder = tmp_path_factory.mktemp("saved")
    made = small_workspace(folder / "w", ONTOLOGY)
    made.book.put([Candidate("C-1")])
    return make_backup(made, folder / "kept.zip")[0]


def test_what_is_restored_is_what_was_saved(at: Workspace, tmp_path: Path) -> None:
    at.pool.now()
    path, manifest = make_backup(at, tmp_path)
    assert path.parent == tmp_path
    assert manifest.counts == {"candidates": 3, "roles": 0, "decisions": 0}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    at.book.put([Candidate("C-9")])
    done = restore(path, tmp_path / "again")
    assert (done.manifest, done.deleted, done.aside) == (manifest, (), None)
    again = Workspace.open(tmp_path / "again")
    assert [one.code for one in again.book.candidates()] == ["C-1", "C-2", "C-3"]
    assert [one.text for one in notes(again.book, "C-2")] == [f"{WORD} work"]
    assert again.release == at.release
    assert len(again.network) == len(at.network) > 0
    assert len(again.pool.now()) == 3
    assert not [one for one in manifest.members if one.startswith(("pool", "."))]
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_a_book_goes_back_to_a_server(
    at: Workspace, database: URL, new_database: NewDatabase, tmp_path: Path
) -> None:
    path, _ = make_backup(at, tmp_path / "kept.zip")
    other = new_database()
    restore(path, tmp_path / "there", database=other)
    assert not (tmp_path / "there" / BOOK).exists()
    assert Workspace.open(tmp_path / "there", database=other).book.codes() == ["C-1", "C-2", "C-3"]
    with pytest.raises(InputError, match="is not empty: copy into a new database"):
        restore(path, tmp_path / "again", database=database)
    assert not (tmp_path / "again").exists()


def test_what_is_written_meanwhile_is_there_as_a_whole_or_not(
    here: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer between any two steps of the copy: the backup is of one state."""
    monkeypatch.setattr(book_copy, "PAGES", 1)
    other = Workspace.open(here.folder)

    def write(what: str, done: int, _total: int) -> None:
        other.book.put([Candidate(f"{what}-{done}a"), Candidate(f"{what}-{done}b")])

    path, _ = make_backup(here, tmp_path / "kept.zip", progress=write)
    assert len(other.book.codes()) > 50
    restore(path, tmp_path / "again")
    assert Workspace.open(tmp_path / "again").book.codes() == ["C-1", "C-2", "C-3"]


# Deletions ------------------------------------------------------------------------------------------


def test_who_was_deleted_since_does_not_come_back(tmp_path: Path) -> None:
    made = small_workspace(tmp_path / "w", ONTOLOGY)
    made.book.put([Candidate(f"{code}-unmistakable") for code in ("A", "B", "C")])
    add_note(made.book, "B-unmistakable", f"{WORD} work", by="K-1")
    path, _ = make_backup(made, tmp_path / "kept.zip")
    merge(made.book, "A-unmistakable", "B-unmistakable", by="K-1")  # deleted as part of another record
    made.forget("A-unmistakable")
    made.book.close()
    done = restore(path, made.folder, replace=True)
    assert [one.name for one in done.deleted] == ["A-unmistakable", "B-unmistakable"]
    again = Workspace.open(made.folder)
    assert again.book.codes() == ["C-unmistakable"]
    assert len(again.pool.now()) == 1
    again.book.close()
    held = {p.name: p.read_bytes() for p in made.folder.rglob("*") if p.is_file() and p.suffix != ".jsonl"}
    assert [name for name, data in held.items() if WORD.encode() in data or b"A-unm" in data] == []
    assert done.aside is not None
    later, _ = make_backup(again, tmp_path / "later.zip")
    again.book.put([Candidate("A-unmistakable")])  # somebody new gets the code
    again.book.close()
    assert restore(later, made.folder, replace=True).deleted == ()


def test_who_is_deleted_while_it_is_restored_does_not_come_back(here: Workspace, tmp_path: Path) -> None:
    path, _ = make_backup(here, tmp_path / "kept.zip")
    here.book.close()

    def delete(*_: object) -> None:
        other = Workspace.open(here.folder)
        if "C-2" in other.book.codes():
            other.forget("C-2")
        other.book.close()

    restore(path, here.folder, replace=True, progress=delete)
    assert Workspace.open(here.folder).book.codes() == ["C-1", "C-3"]


def test_a_list_that_was_kept_elsewhere_counts_too(here: Workspace, tmp_path: Path) -> None:
    path, _ = make_backup(here, tmp_path / "kept.zip")
    here.forget("C-2")
    listed = shutil.copy(here.folder / "deletions.jsonl", tmp_path / "elsewhere.jsonl")
    shutil.rmtree(here.folder)
    restore(path, here.folder, deletions=Path(listed))
    assert Workspace.open(here.folder).book.codes() == ["C-1", "C-3"]


def test_a_draft_that_was_discarded_since_does_not_come_back(here: Workspace, tmp_path: Path) -> None:
    origin = Origin("cv.pdf", "ab" * 32, 0, "PDF", 99)
    Drafts(here.book).take(Purpose.CANDIDATE, [(origin, Content(WORD, {}))], by="K-1", day=DAY)
    path, _ = make_backup(here, tmp_path / "kept.zip")
    Drafts(here.book).set_aside(1, by="K-1", day=DAY)
    Drafts(here.book).discard(1, by="K-1", day=DAY)
    with pytest.raises(InputError, match="was discarded"):
        Drafts(here.book).discard(1, by="K-1", day=DAY)
    assert len(here.deletions.all()) == 1
    here.book.close()
    restore(path, here.folder, replace=True)
    again = Workspace.open(here.folder)
    assert Drafts(again.book).draft(1).state is State.DISCARDED
    again.book.close()
    assert WORD.encode() not in (here.folder / BOOK).read_bytes()


def test_a_line_that_a_crash_cut_short_is_none(tmp_path: Path) -> None:
    listed = Deletions(tmp_path / "deletions.jsonl")
    assert listed.all() == []
    listed.add(Gone.CANDIDATE, "C-1", "C-2")
    with (tmp_path / "deletions.jsonl").open("ab") as file:
        file.write(b'{"at": "2026-')
    listed.add(Gone.DRAFT, "3")
    assert [(one.kind, one.name) for one in listed.all()] == [
        (Gone.CANDIDATE, "C-1"),
        (Gone.CANDIDATE, "C-2"),
        (Gone.DRAFT, "3"),
    ]
    (tmp_path / "deletions.jsonl").write_text('{"who": 1}\n')
    with pytest.raises(WorkspaceError, match=r"deletions\.jsonl is damaged"):
        listed.all()


def test_words_of_a_deleted_person_go_even_if_the_process_dies(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deletion is in the book, and then the power is cut: opening and closing the book is enough."""
    add_note(here.book, "C-2", f"{WORD} work", by="K-1")
    with monkeypatch.context() as patch:
        patch.setattr("skillpath.agency.book.closing", lambda _: (_ for _ in ()).throw(OSError("cut")))
        with pytest.raises(OSError, match="cut"):
            here.book.remove("C-2")
    here.book.close()
    assert WORD.encode() not in (here.folder / BOOK).read_bytes()


# What is refused ------------------------------------------------------------------------------------


def test_nothing_is_put_over_something(here: Workspace, tmp_path: Path) -> None:
    path, _ = make_backup(here, tmp_path / "kept.zip")
    with pytest.raises(InputError, match="with --replace"):
        restore(path, here.folder)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="is no workspace and is not empty"):
        restore(path, tmp_path / "other", replace=True)
    with pytest.raises(InputError, match="within the workspace that is saved"):
        make_backup(here, here.folder)


def test_a_workspace_in_use_is_not_replaced(here: Workspace, tmp_path: Path) -> None:
    path, _ = make_backup(here, tmp_path / "kept.zip")
    with pytest.raises(WorkspaceError, match=r"is in use: stop `skillpath serve`"):
        restore(path, here.folder, replace=True)
    here.book.put([Candidate("C-4")])
    assert len(here.book.codes()) == 4


def _changed_byte(parts: dict[str, bytes]) -> None:
    parts[BOOK] = parts[BOOK][:-1] + bytes([parts[BOOK][-1] ^ 1])


def _longer(parts: dict[str, bytes]) -> None:
    parts[BOOK] += b"!"


def _missing(parts: dict[str, bytes]) -> None:
    del parts["releases/current"]


def _more(parts: dict[str, bytes]) -> None:
    parts["workspace.py"] = b"import os"


def _named(name: str) -> Alter:
    def alter(parts: dict[str, bytes]) -> None:
        manifest = json.loads(parts[MANIFEST])
        manifest["members"][name] = manifest["members"]["releases/current"]
        parts[MANIFEST] = json.dumps(manifest).encode()
        parts[name] = parts["releases/current"]

    return alter


def _said(**said: object) -> Alter:
    def alter(parts: dict[str, bytes]) -> None:
        parts[MANIFEST] = json.dumps(json.loads(parts[MANIFEST]) | said).encode()

    return alter


def _vast(parts: dict[str, bytes]) -> None:
    manifest = json.loads(parts[MANIFEST])
    manifest["members"]["workspace.json"]["bytes"] = 1 << 60
    parts[MANIFEST] = json.dumps(manifest).encode()


def _no_manifest(parts: dict[str, bytes]) -> None:
    del parts[MANIFEST]


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        (_changed_byte, "book.sqlite is not what was saved"),
        (_longer, "not as saved"),
        (_missing, "'releases/current' is missing"),
        (_more, "'workspace.py' is not in the manifest"),
        (_named("../outside"), "is no name of a file"),
        (_named("/etc/outside"), "is no name of a file"),
        (_named(".lock"), "is no name of a file"),
        (_named("a\\b"), "is no name of a file"),
        (_said(format=99), "has layout 99"),
        (_said(members=[]), "its manifest cannot be read"),
        (_said(members={}), "workspace.json is missing"),
        (_vast, "not as saved"),
        (_no_manifest, "it has no manifest"),
        (_said(schema="0099"), "has version 0099, this SkillPath reads version"),
    ],
)
def test_a_backup_that_was_changed_is_refused(saved: Path, tmp_path: Path, alter: Alter, said: str) -> None:
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    alter(parts)
    path = tmp_path / "kept.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(SkillPathError, match=said):
        restore(path, tmp_path / "again")
    assert [one.name for one in tmp_path.iterdir()] == ["kept.zip"]


def test_a_link_in_a_backup_is_refused(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        parts = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(tmp_path / "kept.zip", "w") as archive:
        for info, data in parts.items():
            if info.filename == "releases/current":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    with pytest.raises(InputError, match="is no plain file"), open_backup(tmp_path / "kept.zip"):
        pass


@pytest.mark.parametrize("kept", [0, 100, -1000])
def test_a_backup_that_breaks_off_is_refused(saved: Path, tmp_path: Path, kept: int) -> None:
    (tmp_path / "kept.zip").write_bytes(saved.read_bytes()[:kept])
    with (
        pytest.raises(InputError, match="is no backup of SkillPath, or breaks off"),
        open_backup(tmp_path / "kept.zip"),
    ):
        pass


def test_a_workspace_without_its_book_is_not_saved(tmp_path: Path) -> None:
    """The book may be on a server that nobody named this time: an empty one would be saved in its place."""
    with pytest.raises(WorkspaceError, match="where it is on a server, say --database"):
        make_backup(small_workspace(tmp_path / "w", ONTOLOGY), tmp_path / "kept.zip")
    assert [one.name for one in tmp_path.iterdir()] == ["w"]


def test_a_damaged_book_is_not_saved(here: Workspace, tmp_path: Path) -> None:
    here.book.close()
    with sqlite3.connect(here.folder / BOOK) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'candidate'").fetchone()
    data = bytearray((here.folder / BOOK).read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\7" * 4096
    (here.folder / BOOK).write_bytes(data)
    with pytest.raises(WorkspaceError, match="restore it from a backup"):
        make_backup(Workspace.open(here.folder), tmp_path / "kept.zip")
    assert not (tmp_path / "kept.zip").exists()
