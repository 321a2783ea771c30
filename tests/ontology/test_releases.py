import os
import signal
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Literal

from skillpath.errors import WorkspaceError
from skillpath.ontology.catalogue import Catalogue
from skillpath.ontology.releases import Releases, graph_iri
from skillpath.ontology.vocabulary import CLASS_SKILL, PREF_LABEL, SKILL


def skills(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.add((SKILL[name], RDF.type, CLASS_SKILL))
        graph.add((SKILL[name], PREF_LABEL, Literal(name, lang="en")))
    return graph


def write_labels(catalogue: Catalogue, folder: Path) -> None:
    (folder / "labels.txt").write_text(" ".join(sorted(c.label for c in catalogue.concepts.values())))


def test_a_release_holds_its_parts_and_becomes_current(tmp_path: Path) -> None:
    releases = Releases(tmp_path)
    assert releases.current() is None
    built = releases.build({"a": skills("x"), "b": skills("y")}, write_labels, compiler="1")
    assert releases.current() == built
    assert set(built.graphs) == {"a", "b"}
    assert built.counts["skills"] == 2
    assert (releases.path(built.name) / "network" / "labels.txt").read_text() == "x y"
    assert set(releases.graphs(built)["b"]) == set(skills("y"))
    store = ox.Store.read_only(str(releases.path(built.name) / "store"))
    assert {graph.value for graph in store.named_graphs()} == {graph_iri("a"), graph_iri("b")}


def test_the_name_is_the_content(tmp_path: Path) -> None:
    releases = Releases(tmp_path)

    def name(graph: Graph, compiler: str = "1") -> str:
        return releases.build({"a": graph}, write_labels, compiler=compiler).name

    first = name(skills("x", "y"))
    assert name(skills("y", "x")) == first
    assert len({first, name(skills("x")), name(skills("x", "y"), "2")}) == 3
    current = releases.current()
    assert current is not None
    assert current.name != first
    assert len(releases.all()) == 3


def test_what_a_crashed_writer_left_is_cleared_away(tmp_path: Path) -> None:
    releases = Releases(tmp_path)
    (tmp_path / ".building-0123" / "graphs").mkdir(parents=True)
    releases.build({"a": skills("x")}, write_labels, compiler="1")
    assert not list(tmp_path.glob(".building*"))


def test_a_compiler_that_fails_changes_nothing(tmp_path: Path) -> None:
    releases = Releases(tmp_path)
    good = releases.build({"a": skills("x")}, write_labels, compiler="1")

    def fail(_: Catalogue, __: Path) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        releases.build({"a": skills("y")}, fail, compiler="1")
    assert releases.current() == good
    assert releases.all() == [good]


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    releases = Releases(tmp_path)

    def write_again(_: Catalogue, __: Path) -> None:
        Releases(tmp_path).build({"a": skills("y")}, write_labels, compiler="1")

    with pytest.raises(WorkspaceError, match="Another SkillPath"):
        releases.build({"a": skills("x")}, write_again, compiler="1")


def test_a_damaged_release_is_named(tmp_path: Path) -> None:
    releases = Releases(tmp_path)
    built = releases.build({"a": skills("x")}, write_labels, compiler="1")
    (releases.path(built.name) / "release.json").write_text("{")
    with pytest.raises(WorkspaceError, match=built.name):
        releases.current()


KILLED = """
import os, signal, sys
from pathlib import Path
from skillpath.ontology import files, releases
from skillpath.ontology.releases import Releases
sys.path.insert(0, sys.argv[3])
from test_releases import skills, write_labels

def kill_at(number):
    # Dies just before the n-th call that changes the disk for good: fsyncs, renames, and the steps between.
    calls = [0]
    def wrap(owner, name):
        real = getattr(owner, name)
        def counted(*args, **kwargs):
            calls[0] += 1
            if calls[0] == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)
        setattr(owner, name, counted)
    wrap(os, "fsync")
    for name in ("rename", "replace", "write_text", "mkdir"):
        wrap(Path, name)
    return calls

calls = kill_at(int(sys.argv[2]))
Releases(Path(sys.argv[1])).build({"a": skills("x", "new")}, write_labels, compiler="1")
print(calls[0])
"""


def test_killed_at_any_write_the_last_good_state_is_left(tmp_path: Path) -> None:
    releases = Releases(tmp_path)
    old = releases.build({"a": skills("x")}, write_labels, compiler="1")
    moment, finished = 0, False
    while not finished:
        moment += 1
        command = [sys.executable, "-c", KILLED, str(tmp_path), str(moment), os.fspath(Path(__file__).parent)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        finished = run.returncode == 0
        assert finished or run.returncode == -signal.SIGKILL, run.stderr
        current = releases.current()
        assert current is not None
        whole = {"x"} if current == old else {"x", "new"}
        assert (releases.path(current.name) / "network" / "labels.txt").read_text() == " ".join(sorted(whole))
        assert all((releases.path(r.name) / "store").is_dir() for r in releases.all())
    assert moment > 10
    assert current != old
