"""The endpoint over files instead of a workspace: to be tried with the tests of the W3C."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from skillpath.agency.workspace import Workspace
from skillpath.graph.compiler import compile_into
from skillpath.graph.fingerprint import fingerprint
from skillpath.ontology.conformance.cases import Data
from skillpath.ontology.conformance.stores import write_store
from skillpath.ontology.sparql.answers import Answer
from skillpath.ontology.sparql.named import named
from skillpath.ontology.sparql.question import Question
from skillpath.ontology.sparql.workers import Workers
from skillpath.ontology.turtle import read_turtle
from skillpath.web.app import create_app
from skillpath.web.asking import EXTENSION, QuerySettings
from skillpath.web.exposure import LOCAL
from skillpath.web.serve import address, listen, server_of

CONCEPT: Final = "<urn:a> a <https://w3id.org/skillpath/ns#Skill> .\n"
"""What a release holds at least; no test asks it."""


class Files:
    """Answers questions over the files that are ``held``, in place of :class:`Asking`."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._workers = folder, Workers(folder=folder)
        self._stores: dict[Data, Path] = {}
        self._held = Data("")

    def hold(self, data: Data) -> None:
        """Has the questions that follow asked of some data."""
        if data not in self._stores:
            self._stores[data] = self._folder / f"store-{len(self._stores)}"
            write_store(data, self._stores[data])
        self._held = data

    def ask(self, workspace: Workspace, question: Question, *, user: str, **_: object) -> Answer:
        """The answer; where neither request nor query says of which graphs, of all that are held."""
        held = self._held
        del workspace
        said = any(one.source for one in named(question.text, {}, base=question.base))
        if not said and not question.default_graphs and not question.named_graphs:
            question = replace(
                question,
                default_graphs=tuple(held.base + file.name for file in held.default),
                named_graphs=tuple(name for name, _ in held.named),
            )
        return self._workers.answer(question, self._stores[held], user=user)

    def close(self) -> None:
        """Ends its processes."""
        self._workers.close()


@contextmanager
def endpoint_over_files() -> Iterator[tuple[str, Files]]:
    """The address of an endpoint on this machine, and what holds its data."""
    with TemporaryDirectory(prefix="skillpath-suite-") as name:
        folder = Path(name)
        files = Files(folder)
        app = create_app(_workspace(folder / "workspace"))
        app.extensions[EXTENSION].close()
        app.extensions[EXTENSION] = files
        listener = listen(LOCAL.host, 0)
        server = server_of(listener, app, LOCAL, QuerySettings())
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            yield f"{address(listener, LOCAL.host)}sparql", files
        finally:
            server.trigger.pull_trigger(server.close)
            thread.join()
            files.close()


def _workspace(folder: Path) -> Workspace:
    folder.mkdir()
    ontology = folder / "ontology.ttl"
    ontology.write_text(CONCEPT, encoding="utf-8")
    workspace = Workspace(folder)
    workspace.releases.build({"suite": read_turtle(ontology)}, compile_into, compiler=fingerprint())
    return workspace
