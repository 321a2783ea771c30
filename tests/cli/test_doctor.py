"""``skillpath doctor`` finds what is amiss, each with what mends it, and changes nothing."""

import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest

from commands import Run
from skillpath.agency import doctor_machine
from skillpath.agency.doctor import examine
from skillpath.agency.workspace import Workspace
from skillpath.web.doctor import viewer_checks
from viewers import serving

Break = Callable[[Path], object]


@pytest.fixture
def mine(demo: Path, tmp_path: Path) -> Path:
    """A workspace of one's own."""
    return Path(shutil.copytree(demo, tmp_path / "w"))


def execute(statement: str) -> Break:
    def broken(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "book.sqlite")) as connection, connection:
            connection.execute(statement)

    return broken


def cut(folder: Path) -> None:
    os.truncate(folder / "book.sqlite", 9000)


def garble(folder: Path) -> None:
    book = folder / "book.sqlite"
    book.write_bytes(b"\7" * 100 + book.read_bytes()[100:])


def garble_graph(folder: Path) -> None:
    (graph,) = folder.glob("releases/*/graphs/skillpath.ttl")
    graph.write_bytes(graph.read_bytes() + b"# more\n")


def other_compiler(folder: Path) -> None:
    (file,) = folder.glob("releases/*/release.json")
    file.write_text(file.read_text().replace('"compiler": "', '"compiler": "0'))


def from_tomorrow(folder: Path) -> None:
    os.utime(folder / "workspace.json", (time.time() + 86400,) * 2)


def left(folder: Path) -> None:
    (folder / "releases" / ".current.999999999").write_text("half")


SMALL: Mapping[str, tuple[str, str, Break]] = {
    "rights": ("can reach", "chmod go-rwx", lambda folder: folder.chmod(0o755)),
    "releases": ("by another SkillPath", "skillpath init", other_compiler),
    "indexes": ("missing: ix_note_candidate", "backup", execute("DROP INDEX ix_note_candidate")),
    "waiting": ("60 candidates", "expired", execute("UPDATE candidate SET keep_until = '2020-01-01'")),
    "left behind": ("such as .current.999999999", "skillpath init", left),
    "clock": ("hours younger", "set the clock", from_tomorrow),
}
"""Check → what it says, what mends it, and what brings it about; all at once, each is found."""


def test_what_is_amiss_is_found(skillpath: Run, mine: Path) -> None:
    for _, _, broken in SMALL.values():
        broken(mine)
    before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    ran = skillpath("doctor", "--json", "--port", 0, "-w", mine)
    found = {one["check"]: one for one in ran.document if not one["ok"]}
    assert (ran.code, ran.err, set(found)) == (1, "", set(SMALL))
    for check, (said, mend, _) in SMALL.items():
        assert said in found[check]["said"]
        assert mend in found[check]["mend"]
    after = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    assert {p: d for p, d in after.items() if not p.name.startswith("book.sqlite-")} == before


@pytest.mark.parametrize(
    ("broken", "check", "said", "mend"),
    [
        (garble_graph, "releases", "damaged: ", "from a backup"),
        (cut, "book, whole", "", "skillpath restore"),
        (garble, "book", "restore it from a backup", "as it says"),
        (execute("UPDATE alembic_version SET version_num = '0099'"), "book", "newer", "that wrote it"),
        (execute("UPDATE alembic_version SET version_num = '0001'"), "book", "today's is", "skillpath init"),
        (execute("DROP TABLE alembic_version"), "book", "version of before, today's is", "skillpath init"),
        (lambda f: f.with_name("w.replaced-2026").mkdir(), "left behind", "has replaced", "rm -r"),
        (lambda folder: (folder / "workspace.json").unlink(), "workspace", "there is none", "skillpath init"),
    ],
)
def test_what_is_worse_is_found(
    skillpath: Run, mine: Path, broken: Break, check: str, said: str, mend: str
) -> None:
    broken(mine)
    ran = skillpath("doctor", "--json", "--port", 0, "-w", mine)
    found = {one["check"]: one for one in ran.document}
    assert (ran.code, found[check]["ok"]) == (1, False)
    assert said in found[check]["said"]
    assert mend in found[check]["mend"]


def test_init_clears_away_what_was_left(skillpath: Run, mine: Path) -> None:
    left(mine)
    assert skillpath("init", "-w", mine).code == 0
    ran = skillpath("doctor", "--port", 0, "-w", mine)
    assert ran.out.endswith("checks: all is well.\n")
    assert (ran.code, ran.err) == (0, "")


def test_a_port_in_use_is_told(skillpath: Run, mine: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        ran = skillpath("doctor", "--port", other.getsockname()[1], "-w", mine)
    assert ran.code == 1
    assert "another program uses it" in ran.out
    assert "1 of 19 to be mended" in ran.out


def test_a_viewer_on_the_port_is_known(mine: Path) -> None:
    with serving(Workspace.open(mine)) as place:
        _, port = examine(viewer_checks("127.0.0.1", int(place.rpartition(":")[2])))
    assert port.ok
    assert port.finding.said.startswith("SkillPath serves on 127.0.0.1:")


def test_the_machine_is_examined(skillpath: Run, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_machine, "OLDEST_PYTHON", (99, 1))
    monkeypatch.setattr(doctor_machine, "LEAST_MEMORY", 1 << 30)
    monkeypatch.setattr(doctor_machine, "LEAST_ROOM", 1 << 40)
    monkeypatch.setattr(metadata, "requires", lambda _: ["numpy<1", "none-such>=1"])
    found = {one["check"]: one for one in skillpath("doctor", "--json", "-w", mine).document}
    assert [name for name, one in found.items() if not one["ok"]][:4] == [
        "Python",
        "libraries",
        "memory",
        "disk",
    ]
    assert found["libraries"]["mend"] == "pip install 'numpy<1'"
