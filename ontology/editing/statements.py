"""Statements of an ontology: triples, each in the graph of the origin that says it; as sets and as text."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from skillpath.errors import InputError
from skillpath.ontology.releases import graph_iri
from skillpath.ontology.turtle import RdfGraph, graph_of

Statement = tuple[str, ox.Triple]
"""An origin, and a triple that it says."""

State = frozenset[Statement]
"""All that an ontology says."""


def graphs_of(state: Iterable[Statement], origins: Iterable[str] = ()) -> dict[str, RdfGraph]:
    """The same as graphs by origin; of the ``origins`` those that say nothing are there too."""
    parts: dict[str, list[ox.Triple]] = {origin: [] for origin in origins}
    for origin, triple in state:
        parts.setdefault(origin, []).append(triple)
    return {origin: graph_of(triples) for origin, triples in sorted(parts.items())}


def state_from(graphs: Mapping[str, Iterable[ox.Triple]]) -> State:
    """What graphs of triples by origin say together."""
    return frozenset((origin, triple) for origin, triples in graphs.items() for triple in triples)


def node_of(iri: str) -> ox.NamedNode | ox.BlankNode:
    """The node that :func:`subject` names.

    >>> node_of("_:b0"), node_of("http://x.example/a")
    (<BlankNode value=b0>, <NamedNode value=http://x.example/a>)
    """
    return ox.BlankNode(iri.removeprefix("_:")) if iri.startswith("_:") else ox.NamedNode(iri)


def subject(statement: Statement) -> str:
    """The IRI of what a statement is about; ``_:`` and a name where it has none."""
    return named(statement[1].subject)


def named(node: object) -> str:
    """The IRI of a node, as :func:`node_of` takes it."""
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def to_text(statements: Iterable[Statement]) -> str:
    """Statements as N-Quads, sorted: equal sets give equal text.

    >>> a = ox.NamedNode("http://x.example/a")
    >>> print(to_text([("skillpath", ox.Triple(a, a, ox.Literal("b")))]))
    <http://x.example/a> <http://x.example/a> "b" <https://w3id.org/skillpath/ns#graph/skillpath> .
    """
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph_iri(origin)))
        for origin, triple in statements
    )
    return "\n".join(sorted(f"{quad} ." for quad in quads))


def from_text(text: str) -> State:
    """The statements of such a text; raises :class:`InputError` for what is none."""
    start = graph_iri("")
    try:
        quads = list(ox.parse(input=text, format=ox.RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise InputError(f"Statements of a change set cannot be read: {error}.") from error
    return frozenset((quad.graph_name.value.removeprefix(start), quad.triple) for quad in quads)
