"""What the viewer shows while the book is written to and the ontology changes: one state, never two."""

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from rdflib import Graph

import hostile
from hostile import BEST, ROLE, role_path
from skillpath.agency.workspace import Workspace
from skillpath.graph.compiler import compile_into
from skillpath.graph.fingerprint import fingerprint
from skillpath.web.app import create_app

READS = 15
READERS = 3


def release(workspace: Workspace, graph: Graph) -> str:
    return workspace.releases.build({"hostile": graph}, compile_into, compiler=fingerprint()).name


def smaller() -> Graph:
    """The ontology without the link by which a close match carries."""
    graph = hostile.ontology()
    graph.remove(hostile.LINKS[-1])
    return graph


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path)
    release(workspace, smaller())
    release(workspace, hostile.ontology())
    workspace.book.put(hostile.candidates(), hostile.roles())
    return workspace


def shown(app: Flask) -> tuple[str, tuple[str, ...]]:
    """The release that a page names, and the points of the candidates on it."""
    page = app.test_client().get(role_path(ROLE, as_of=hostile.AS_OF)).get_data(as_text=True)
    name = re.search(r"Ontology release\W+(?:<[^>]*>)*\s*([0-9a-f]{16})", page)
    assert name is not None
    return name[1], tuple(re.findall(r'data-label="Score">(?:.|\n)*?(\d+\.\d\d)', page))


def test_the_next_page_shows_a_release_that_became_current(made: Workspace) -> None:
    app = create_app(made, config={"TESTING": True})
    before, points = shown(app)
    after = release(Workspace(made.folder), smaller())
    assert before != after
    assert shown(app)[0] == after
    assert shown(app)[1] != points
    release(Workspace(made.folder), hostile.ontology())
    assert shown(app) == (before, points)


def test_what_was_written_to_the_book_is_on_the_next_page(made: Workspace) -> None:
    app = create_app(made, config={"TESTING": True})
    shown(app)
    best = made.book.candidate(BEST)
    Workspace(made.folder).book.put([replace(best, code="C-0 twin")])
    assert "C-0 twin" in app.test_client().get(role_path()).get_data(as_text=True)


def test_readers_meanwhile_see_the_one_or_the_other(made: Workspace) -> None:
    """Readers, a writer to the book and changing releases: every page is that of one release, whole."""
    app = create_app(made, config={"TESTING": True})
    right = {shown(app)}
    release(made, smaller())
    right.add(shown(app))
    seen: list[tuple[str, tuple[str, ...]]] = []
    done = threading.Event()

    def read() -> None:
        seen.extend(shown(app) for _ in range(READS))

    def write() -> None:
        desk = Workspace(made.folder)
        last = desk.book.candidate("C-4")
        for graph in (hostile.ontology(), smaller()) * READS:
            release(desk, graph)
            desk.book.put([last])
            if done.is_set():
                return

    writer, readers = threading.Thread(target=write), [threading.Thread(target=read) for _ in range(READERS)]
    for thread in (writer, *readers):
        thread.start()
    for reader in readers:
        reader.join()
    done.set()
    writer.join()
    assert len(seen) == READS * READERS
    assert set(seen) <= right
