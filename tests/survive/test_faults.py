"""What a machine can do to a workspace: one message with place and remedy, and nothing is lost."""

import errno
import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

import survival_state
from commands import Run
from skillpath.agency import moments
from skillpath.agency.backup import make_backup
from skillpath.agency.notes import add_note, notes
from skillpath.agency.restoring import restore
from skillpath.agency.workspace import Workspace
from skillpath.ontology import releases as releases_module
from skillpath.ontology.turtle import RdfGraph
from skillpath.reasoner.candidate import Candidate
from skillpath.web.app import create_app
from survival_state import faults
from survival_writes import MORE, people

LONG = "x" * 400_000


# Two servers ------------------------------------------------------------------------------------------


def test_two_servers_on_one_workspace_lose_nothing(workspace: Workspace) -> None:
    """Each writes, deletes, and asks its pool after every write."""
    servers = [Workspace.open(workspace.folder) for _ in range(2)]
    failed: list[Exception] = []

    def work(number: int) -> None:
        server = servers[number]
        try:
            for turn in range(8):
                server.book.put([Candidate(f"S{number}-{turn}"), Candidate(f"gone{number}-{turn}")])
                add_note(server.book, "C-001", f"{number} {turn}", by=f"K-{number}")
                server.forget(f"gone{number}-{turn}")
                assert f"S{number}-{turn}".encode() in server.pool.now().whole().codes.tolist()
        except Exception as error:  # noqa: BLE001 (told by the thread that waits)
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    wanted = {"C-001", "C-002", "C-003", *(f"S{number}-{turn}" for number in range(2) for turn in range(8))}
    assert len({one.text for one in notes(workspace.book, "C-001")}) == 16
    for server in (*servers, Workspace.open(workspace.folder)):
        assert set(server.book.codes()) == wanted
        assert {code.decode() for code in server.pool.now().whole().codes.tolist()} == wanted
    assert len(workspace.deletions.all()) == 16
    assert list(faults(workspace.folder)) == []


# The clock --------------------------------------------------------------------------------------------


def test_a_clock_that_is_set_back_changes_no_order(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = workspace.release
    add_note(workspace.book, "C-001", "before", by="K-1")
    path, _ = make_backup(workspace, workspace.folder.with_name("kept.zip"))
    yesterday = datetime.now(UTC) - timedelta(days=1)

    class Earlier(datetime):
        @classmethod
        def now(cls, _tz: tzinfo | None = None) -> "Earlier":
            return cls.fromisoformat(yesterday.isoformat())

    monkeypatch.setattr(moments, "datetime", Earlier)
    monkeypatch.setattr(releases_module, "datetime", Earlier)
    add_note(workspace.book, "C-001", "after", by="K-1")
    workspace.forget("C-002")
    second = workspace.take("more", RdfGraph())
    assert [one.text for one in notes(workspace.book, "C-001")] == ["before", "after"]
    assert workspace.releases.all() == [first, second]
    assert len(Workspace.open(workspace.folder).pool.now()) == 2
    workspace.book.close()
    assert [one.name for one in restore(path, workspace.folder, replace=True).deleted] == ["C-002"]


# Power ------------------------------------------------------------------------------------------------


def test_a_power_cut_between_book_and_pool(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book has the write, the pool on the disk has not: the next look at it has."""
    with monkeypatch.context() as patch:
        patch.setattr("skillpath.agency.pool_store.PoolStore.now", lambda _: (_ for _ in ()).throw(KeyError))
        with pytest.raises(KeyError):
            workspace.forget("C-002")
    workspace.book.put(people(7, 9, located="AT"))
    again = Workspace.open(workspace.folder)
    assert [code.decode() for code in again.pool.now().whole().codes.tolist()] == [
        "C-001",
        "C-003",
        "C-007",
        "C-008",
    ]
    assert list(faults(workspace.folder)) == []


# Damage -----------------------------------------------------------------------------------------------


def _cut(book: Path) -> None:
    os.truncate(book, 9000)


def _garbled(book: Path) -> None:
    book.write_bytes(b"\7" * 4096 + book.read_bytes()[4096:])


@pytest.mark.parametrize("damage", [_cut, _garbled])
def test_a_damaged_book_is_put_back_from_a_backup(
    skillpath: Run, workspace: Workspace, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    at = ("-w", workspace.folder)
    assert skillpath("backup", tmp_path / "kept.zip", *at).code == 0
    workspace.book.close()
    damage(workspace.folder / "book.sqlite")
    ran = skillpath("candidate", "note", "C-001", "more", "--by", "K-1", *at)
    assert (ran.code, ran.out) == (1, "")
    told = "the file is no book, or damaged: restore it from a backup"
    assert ran.err == f"Error: The book book.sqlite cannot be used: {told}.\n"
    assert skillpath("restore", tmp_path / "kept.zip", "--replace", *at).code == 0
    assert skillpath("candidate", "note", "C-001", "more", "--by", "K-1", *at).code == 0
    assert list(faults(workspace.folder)) == []


# The disk ---------------------------------------------------------------------------------------------


@contextmanager
def files_no_bigger_than(size: int) -> Iterator[None]:
    """As on a disk that has no more room: writing beyond it fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


COMMANDS = {
    "note": ("candidate", "note", "C-001", LONG, "--by", "K-1"),
    "remove": ("candidate", "remove", "C-002", "--yes"),
    "import": ("import", "rdf", "{more}", "--origin", "more"),
    "backup": ("backup", "{backup}"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_write_that_the_disk_does_not_take_changes_nothing(
    skillpath: Run, workspace: Workspace, tmp_path: Path, command: str
) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(MORE)
    arguments = [one.format(more=more, backup=tmp_path / "kept.zip") for one in COMMANDS[command]]
    codes, release = workspace.book.codes(), workspace.release
    workspace.book.close()  # or its log would be big enough already
    with files_no_bigger_than(2048 if command != "note" else 200_000):
        ran = skillpath(*arguments, "-w", workspace.folder)
    assert ran.code == 1, ran
    *steps, error = ran.err.splitlines()
    assert error.startswith("Error: "), ran.err
    assert all(step.startswith("…") for step in steps), ran.err
    assert any(remedy in error for remedy in ("raise the limit", "check that it has room", "File too large"))
    again = Workspace.open(workspace.folder)
    assert (again.book.codes(), again.release) == (codes, release)
    assert list(faults(workspace.folder)) == []
    again.book.close()
    assert skillpath(*arguments, "-w", workspace.folder).code == 0  # with room it works, without repair
    assert list(faults(workspace.folder)) == []


def test_a_page_tells_what_the_disk_refuses(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "w/pool/words.json")
    monkeypatch.setattr(Workspace, "renewed", lambda _: (_ for _ in ()).throw(full))
    answer = create_app(workspace).test_client().get("/")
    assert answer.status_code == 503
    assert "Cannot use w/pool/words.json: the disk is full: make room." in answer.text


ON_A_SMALL_DISK = """
import io, json, os, shutil, subprocess, sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from skillpath.cli import main
from survival_state import faults

disk, source, more = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

def run(*arguments):
    sys.argv = ["skillpath", *arguments, "-w", str(disk / "w")]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            return [int(end.code or 0), err.getvalue()]

def mount(*options):
    subprocess.run(["mount", *options, str(disk)], check=True)

mount("-t", "tmpfs", "-o", "size=6m", "tmpfs")
shutil.copytree(source, disk / "w")
told = []
run("edit", "begin", "pay", "--by", "E-1")

def fill(free):
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
    os.truncate(filler, filler.stat().st_size - free)

fill(0)
NOTE = ("candidate", "note", "C-001", "more", "--by", "K-1")
told.append(run(*NOTE))
told.append(run("import", "rdf", more, "--origin", "more"))
TAKE = ("edit", "take", "pay", more, "--by", "E-1", "--why", "asked for", "--yes")
told.append(run(*TAKE))
told.append(run("match", "R-01"))
(disk / "filler").unlink()
told.append(run(*NOTE))
told.append(run(*TAKE))
run("edit", "propose", "pay", "--by", "E-1")
run("edit", "approve", "pay", "--by", "R-1")
RELEASE = ("edit", "release", "pay", "--by", "R-1")
releases = disk / "w" / "releases"
for free in (0, 40_000, 160_000, None):
    if free is None:
        (disk / "filler").unlink()
    else:
        fill(free)
    made = run(*RELEASE)
    there = [one.name for one in releases.iterdir() if one.is_dir() and not one.name.startswith(".")]
    told.append([*made, (releases / "current").read_text(), there])
mount("-o", "remount,ro")
told.append(run(*NOTE))
told.append(run("match", "R-01"))
mount("-o", "remount,rw")
told.append(run("match", "R-01"))
told.append(list(faults(disk / "w")))
print(json.dumps(told))
"""


def test_a_full_disk_and_one_that_can_only_be_read(workspace: Workspace, tmp_path: Path) -> None:
    """On a disk of its own, where the machine gives one; else the limit above is all that is tried.

    Of a release there is room for nothing, for some of it, for more; then for all of it.
    """
    (tmp_path / "disk").mkdir()
    (tmp_path / "more.ttl").write_text(MORE)
    workspace.book.close()
    own = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    if subprocess.run(
        [*own, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    ).returncode:
        pytest.skip("this machine gives no disk of one's own")
    arguments = [str(tmp_path / "disk"), str(workspace.folder), str(tmp_path / "more.ttl")]
    environment = {**os.environ, "PYTHONPATH": str(Path(survival_state.__file__).parent)}
    program = [*own, sys.executable, "-c", ON_A_SMALL_DISK, *arguments]
    ran = subprocess.run(program, capture_output=True, text=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr
    full, full_import, full_edit, unlogged, room, edit, *rest = json.loads(ran.stdout)
    *refused, released, read_only, ranking, writable, wrong = rest
    no_room = [1, "Error: The book book.sqlite cannot be used: the disk is full: make room.\n"]
    assert full == full_edit == unlogged == no_room  # what cannot be logged is not shown
    assert full_import[1].endswith("/w/releases: the disk is full: make room.\n")
    assert room == edit == [0, ""]
    assert read_only == [
        1,
        "Error: The book book.sqlite cannot be used: SkillPath may not write there: check the folder.\n",
    ]
    assert ranking[0] == 1
    assert writable[0] == 0
    before = workspace.release.name
    for code, error, current, there in refused:
        assert (code, current.strip(), there) == (1, before, [before]), error
        assert error.endswith("the disk is full: make room.\n"), error
    code, error, current, there = released
    assert (code, len(there), current.strip() in there) == (0, 2, True), error
    assert current.strip() != before
    assert wrong == []
