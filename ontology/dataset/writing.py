"""Writing into a store that nobody reads yet."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Final, cast

import pyoxigraph as ox

AT_ONCE: Final = 20_000
"""So many statements are added in one transaction; more are loaded from a file, past all transactions."""


class Writing:
    """A store open for writing, in a folder that may also hold what is needed meanwhile."""

    def __init__(self, store: ox.Store, scratch: Path) -> None:
        self._store, self._scratch = store, scratch

    def close(self) -> None:
        """Brings all to the files, and lets go of them: what goes on in the background ends with it."""
        self._store.flush()
        del self._store

    def remove(self, graph: str) -> None:
        """Removes a graph with all that is in it."""
        self._store.remove_graph(ox.NamedNode(graph))

    def add(self, graph: str, lines: Iterable[str]) -> int:
        """Adds lines of :mod:`skillpath.ontology.dataset.statements` to a graph, new or not; their number."""
        self._store.add_graph(ox.NamedNode(graph))
        rest = iter(lines)
        first = list(islice(rest, AT_ONCE))
        if len(first) < AT_ONCE:
            self._store.extend(_quads(graph, first))
            return len(first)
        return self._load(graph, chain(first, rest))

    def take_out(self, graph: str, lines: Iterable[str]) -> int:
        """Removes statements from a graph; their number."""
        number = 0
        for quad in _quads(graph, lines):
            self._store.remove(quad)
            number += 1
        return number

    def take_out_nodes(self, graph: str, iris: Iterable[str]) -> int:
        """Removes what a graph says of nodes and of their parts, whose IRIs go on after a slash."""
        name = ox.NamedNode(graph)
        found = [quad for iri in iris for quad in self._said_of(ox.NamedNode(iri), name)]
        for quad in found:
            self._store.remove(quad)
        return len(found)

    def _said_of(self, node: ox.NamedNode, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        for quad in self._store.quads_for_pattern(node, None, None, graph):
            yield quad
            part = quad.object
            if isinstance(part, ox.NamedNode) and part.value.startswith(f"{node.value}/"):
                yield from self._said_of(part, graph)

    def _load(self, graph: str, lines: Iterable[str]) -> int:
        file, number = self._scratch / "statements.nt", 0
        with file.open("w", encoding="utf-8") as text:
            for line in lines:
                text.write(f"{line} .\n")
                number += 1
        self._store.bulk_load(
            path=str(file), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph), lenient=True
        )
        file.unlink()
        return number


@contextmanager
def written(path: Path, scratch: Path, *, ground: Path) -> Iterator[Writing]:
    """A new store that says what another one does, to be changed meanwhile.

    The files of the other one are linked, not copied: it stays as it is.
    """
    ox.Store.read_only(str(ground)).backup(str(path))
    writing = Writing(ox.Store(str(path)), scratch)
    try:
        yield writing
    finally:
        writing.close()


def statements(store: Path, graph: str | None = None) -> int:
    """How many statements a store has, or one graph of it."""
    opened = ox.Store.read_only(str(store))
    if graph is None:
        return len(opened)
    counting = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    (counted,) = cast(ox.QuerySolutions, opened.query(counting))
    return int(cast(ox.Literal, counted["n"]).value)


def _quads(graph: str, lines: Iterable[str]) -> Iterator[ox.Quad]:
    name, text = ox.NamedNode(graph), "".join(f"{line} .\n" for line in lines)
    for quad in ox.parse(input=text, format=ox.RdfFormat.N_TRIPLES, lenient=True):
        yield ox.Quad(quad.subject, quad.predicate, quad.object, name)
