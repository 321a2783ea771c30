"""The plain ways to ask in SPARQL, to compare with: Oxigraph in this process, and rdflib's own engine."""

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

import pyoxigraph as ox
import rdflib

from skillpath.bench.own_process import timed


class Oxigraph:
    """A store on disk, asked without any of our precautions."""

    def __init__(self, store: Path, prefixes: Mapping[str, str]) -> None:
        self._store, self._prefixes = ox.Store.read_only(str(store)), dict(prefixes)

    def ask(self, query: str, into: Path) -> None:
        """Writes the answer into a file: rows as JSON, a graph as Turtle."""
        found = self._store.query(query, prefixes=self._prefixes, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryTriples):
            found.serialize(str(into), ox.RdfFormat.TURTLE)
        else:
            found.serialize(str(into), ox.QueryResultsFormat.JSON)


def triples_in(turtle: bytes) -> int:
    """How many triples some Turtle says."""
    return sum(1 for _ in ox.parse(turtle, format=ox.RdfFormat.TURTLE))


def rdflib_answers(
    connection: "Connection[Any, Any]",
    files: Sequence[Path],
    prefixes: Mapping[str, str],
    queries: Sequence[str],
    seconds: float,
) -> None:
    """Sends how many seconds rdflib takes to read Turtle files, then of each query its milliseconds and how
    many rows or triples it found; ``None`` where it was stopped after so many seconds.

    To be called in a process of its own: it reads everything into memory.
    """
    graph = rdflib.Graph()
    _, ms = timed(lambda: [graph.parse(file, format="turtle") for file in files])
    connection.send(ms / 1000)
    for query in queries:
        try:
            with _stopped_after(seconds):
                found, ms = timed(partial(_counted, graph, query, dict(prefixes)))
            connection.send((ms, found))
        except TimeoutError:
            connection.send(None)


def _counted(graph: rdflib.Graph, query: str, prefixes: dict[str, str]) -> int:
    return len(list(graph.query(query, initNs=prefixes)))


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise TimeoutError

    before: Callable[..., Any] | int | None = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
