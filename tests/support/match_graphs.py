"""Graphs of matches, made and asked as the tests need them."""

from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from skillpath.agency.dataset.graphs import graph_of
from skillpath.agency.dataset.source import Source, Wanted, silent
from skillpath.agency.dataset.sources import SOURCES
from skillpath.agency.workspace import Workspace
from skillpath.ontology.dataset.names import MATCHES, named
from skillpath.ontology.dataset.statements import Node, lines
from skillpath.ontology.vocabulary import SP

DAY = date(2026, 11, 1)


def n_triples(nodes: Iterable[Node]) -> str:
    return "".join(f"{line} .\n" for line in lines(nodes))


def made(workspace: Workspace, graph: str) -> str:
    """The statements of a graph."""
    source, wanted = source_of(graph)
    return "".join(f"{line} .\n" for line in source.lines(workspace, wanted, silent))


def some_matches(workspace: Workspace, *, one_in: int) -> dict[tuple[str, str], str]:
    """Candidate and role → what is said of their match: every role, with one candidate in so many."""
    book = workspace.book
    return {
        (code, role.id): made(workspace, named(MATCHES, code, role.id))
        for number, role in enumerate(book.roles())
        for code in book.codes()[(number + 2) % one_in :: one_in]
    }


def source_of(graph: str, *, as_of: date = DAY) -> tuple[Source, Wanted]:
    """How a graph is made."""
    family = graph_of(graph)
    assert family is not None
    assert family.of_book
    return SOURCES[family.iri], Wanted(graph, graph.removeprefix(family.iri), as_of)


def store_of(*texts: str) -> ox.Store:
    store = ox.Store()
    for text in texts:
        store.load(text, format=ox.RdfFormat.N_TRIPLES)
    return store


def rows(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes={"sp": str(SP)})
    assert isinstance(found, ox.QuerySolutions)
    return [tuple("" if term is None else _value(term) for term in row) for row in found]


def _value(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value
