"""Named statements: a link with its weight and where the weight comes from."""

from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, Graph, Literal, URIRef

from skillpath.ontology import vocabulary as v


@dataclass(frozen=True, slots=True)
class Link:
    """One triple between two concepts."""

    subject: URIRef
    predicate: URIRef
    object: URIRef


def state(graph: Graph, name: str, link: Link, *, weight: Decimal, source: str) -> None:
    """Adds a link, and the statement of that name with its weight (in (0, 1]) and source.

    Two weights of one name would contradict each other: a name must tell the link.
    """
    statement = v.STATEMENT[name]
    graph.add((link.subject, link.predicate, link.object))
    for about, value in (
        (RDF.type, v.STATEMENT_CLASS),
        (v.STATEMENT_SUBJECT, link.subject),
        (v.STATEMENT_PREDICATE, link.predicate),
        (v.STATEMENT_OBJECT, link.object),
        (v.WEIGHT, Literal(weight.normalize(), datatype=v.DECIMAL)),
        (v.SOURCE, Literal(source)),
    ):
        graph.add((statement, about, value))
