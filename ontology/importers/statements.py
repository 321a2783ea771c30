"""Named statements: a link with its weight, where the weight comes from, and who states it."""

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


@dataclass(frozen=True, slots=True)
class Author:
    """Who answers for a statement: the end of the agent's IRI, and the name in English."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """A weight in (0, 1], where it comes from, and who states it."""

    weight: Decimal
    source: str
    author: Author


def state(graph: Graph, name: str, link: Link, weighed: Weighed) -> None:
    """Adds a link, and the statement of that name with its weight, source and author.

    Two weights of one name would contradict each other: a name must tell the link.
    """
    statement, author = v.STATEMENT[name], v.AGENT[weighed.author.id]
    graph.add((link.subject, link.predicate, link.object))
    for about, value in (
        (RDF.type, v.STATEMENT_CLASS),
        (v.STATEMENT_SUBJECT, link.subject),
        (v.STATEMENT_PREDICATE, link.predicate),
        (v.STATEMENT_OBJECT, link.object),
        (v.WEIGHT, Literal(weighed.weight.normalize(), datatype=v.DECIMAL)),
        (v.SOURCE, Literal(weighed.source)),
        (v.AUTHOR, author),
    ):
        graph.add((statement, about, value))
    graph.add((author, RDF.type, v.CLASS_AGENT))
    graph.add((author, v.PREF_LABEL, Literal(weighed.author.name, lang="en")))
