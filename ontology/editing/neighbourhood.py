"""What is near some nodes: what they lead to, what leads to them, what stands above and below."""

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import chain

import pyoxigraph as ox
from rdflib import DCTERMS

from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.statements import State, Statement, subject
from skillpath.ontology.editing.view import View
from skillpath.ontology.turtle import RdfGraph, graph_of


def about(view: View, nodes: Iterable[str]) -> State:
    """All that is said of some nodes."""
    return frozenset(each(view, nodes))


def each(view: View, nodes: Iterable[str]) -> Iterator[Statement]:
    """The same, one by one: where there are hundreds of thousands, putting them into a set takes longest."""
    return chain.from_iterable(map(view.about, nodes))


def described(view: View, nodes: Iterable[str], origin: str) -> RdfGraph:
    """What one origin says of some nodes."""
    return graph_of(triple for said_by, triple in about(view, nodes) if said_by == origin)


def led_to(view: View, nodes: Iterable[str]) -> Set[str]:
    """The nodes that some lead to."""
    return {one[1].object.value for one in each(view, nodes) if isinstance(one[1].object, ox.NamedNode)}


def leading_to(view: View, nodes: Iterable[str]) -> Set[str]:
    """The nodes that lead to some."""
    return {subject(one) for node in nodes for one in view.leading_to(node)}


def parents(view: View, iri: str) -> Set[str]:
    """The concepts that a concept is part of."""
    return {
        one[1].object.value for one in view.about(iri, v.BROADER) if isinstance(one[1].object, ox.NamedNode)
    }


def children(view: View, iri: str) -> Set[str]:
    """The concepts that are part of a concept."""
    return {subject(one) for one in view.leading_to(iri, v.BROADER)}


def successors(view: View, iri: str) -> Set[str]:
    """The concepts that a concept is said to be replaced by."""
    said = view.about(iri, DCTERMS.isReplacedBy)
    return {one[1].object.value for one in said if isinstance(one[1].object, ox.NamedNode)}


def reached(view: View, nodes: Iterable[str], step: Callable[[View, str], Set[str]]) -> Set[str]:
    """Some nodes, and all that is reached from them by steps such as :func:`parents`."""
    found = set(nodes)
    waiting = list(found)
    while waiting:
        fresh = step(view, waiting.pop()) - found
        found |= fresh
        waiting.extend(fresh)
    return found
