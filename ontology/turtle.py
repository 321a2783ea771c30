"""Reading and writing Turtle, so that what git shows is what changed.

Read by Oxigraph's parser (fast, exact error positions), held as an :class:`rdflib.Graph`. Written in
one canonical form: prefixes sorted, triples sorted, one triple a line, no blank nodes; so that one
changed relation is one changed line and equal graphs are equal bytes.
"""

import re
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.errors import InputError, Problem
from skillpath.ontology.bulk import nothing_to_collect
from skillpath.ontology.vocabulary import PREFIXES

RdfGraph = Graph
"""The type of what this module reads and writes, for rooms that only pass it on."""

LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
"""Local names written without escaping; anything else is written as a full IRI."""

_LONGEST_FIRST: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def read_turtle(path: Path) -> Graph:
    """The triples of a Turtle file as a graph; raises as :func:`read_triples` does."""
    return graph_of(read_triples(path))


@nothing_to_collect()
def read_triples(path: Path) -> frozenset[ox.Triple]:
    """The triples of a Turtle file: ten times as fast as a graph, for what needs no more.

    Raises :class:`InputError` naming file and line where it cannot be read or is not Turtle, and where
    it holds blank nodes, which have no stable name to edit, compare or cite, or quoted triples.
    """
    try:
        triples = frozenset(quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror or error}") from error
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        reason = getattr(error, "msg", None) or str(error)
        raise InputError("Not a Turtle file.", [Problem(path.name, line, reason)]) from error
    odd = {
        end
        for triple in triples
        for end in (triple.subject, triple.object)
        if isinstance(end, ox.BlankNode | ox.Triple)
    }
    if quoted := [end for end in odd if isinstance(end, ox.Triple)]:
        raise InputError(f"Quoted triples are not accepted ({quoted[0]}).")
    if odd:
        raise InputError(
            "Blank nodes are not accepted: give each node an IRI.",
            [Problem(path.name, None, f"{len(odd)} blank nodes")],
        )
    return triples


def new_graph() -> Graph:
    """An empty graph, kept by the store of rdflib that is quickest where there is one graph in it."""
    return Graph("SimpleMemory", bind_namespaces="none")


@nothing_to_collect()
def graph_of(triples: Iterable[ox.Triple]) -> Graph:
    """Triples of Oxigraph as a graph of rdflib."""
    graph = new_graph()
    for triple in triples:
        graph.add(
            (from_oxigraph(triple.subject), from_oxigraph(triple.predicate), from_oxigraph(triple.object))
        )
    return graph


def canonical_turtle(graph: Graph) -> str:
    """The graph in canonical form; equal graphs give equal text."""
    lines = sorted(f"{_term(s)} {_term(p)} {_term(o)} ." for s, p, o in graph)
    head = [f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items())]
    return "\n".join([*head, "", *lines, ""])


def _term(term: Node) -> str:
    if isinstance(term, URIRef):
        return _iri(str(term))
    if isinstance(term, Literal):
        return _literal(term)
    raise InputError(f"Blank nodes are not accepted: give each node an IRI ({term}).")


def compact(iri: str, more: Iterable[tuple[str, str]] = ()) -> str:
    """An IRI by one of our prefixes, or one of ``more`` that stand beside them; as it is where none fits.

    >>> compact("https://w3id.org/skillpath/skill/payroll"), compact("urn:x")
    ('skill:payroll', 'urn:x')
    """
    for name, base in chain(more, _LONGEST_FIRST):
        if iri.startswith(base) and LOCAL_NAME.fullmatch(iri, len(base)):
            return f"{name}:{iri[len(base) :]}"
    return iri


def _iri(iri: str) -> str:
    short = compact(iri)
    return f"<{iri}>" if short == iri else short


def _literal(literal: Literal) -> str:
    text = f'"{str(literal).translate(_ESCAPES)}"'
    if literal.language:
        return f"{text}@{literal.language}"
    return text if literal.datatype is None else f"{text}^^{_iri(str(literal.datatype))}"


def from_oxigraph(term: object) -> Node:
    """An RDF term of Oxigraph as rdflib's; raises :class:`InputError` for a quoted triple."""
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal():
            datatype = None if term.language or term.datatype.value.endswith("#string") else term.datatype
            return Literal(
                term.value,
                lang=term.language,
                datatype=None if datatype is None else URIRef(datatype.value),
                normalize=False,
            )
    raise InputError(f"Quoted triples are not accepted ({term}).")


def to_oxigraph(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """A term of rdflib as Oxigraph's: :func:`from_oxigraph` of it is the term again.

    >>> print(to_oxigraph(Literal("pay", lang="en")))
    "pay"@en
    """
    match term:
        case URIRef():
            return ox.NamedNode(str(term))
        case Literal(language=str(language)):
            return ox.Literal(str(term), language=language)
        case Literal(datatype=None):
            return ox.Literal(str(term))
        case Literal():
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
    return ox.BlankNode(str(term))


def triple_of(subject: Node, predicate: Node, value: Node) -> ox.Triple:
    """Terms of rdflib as a triple of Oxigraph."""
    return ox.Triple(*map(to_oxigraph, (subject, predicate, value)))  # type: ignore[arg-type] # a predicate is an IRI
