"""A graph that a query gave, as rows: what is shown, sorted and counted is a table, whatever was asked."""

from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from skillpath.ontology.sparql.results import QueryResult
from skillpath.ontology.sparql.terms import Term

COLUMNS: Final = ("subject", "predicate", "object")


def as_rows(result: QueryResult) -> QueryResult:
    """A graph as the rows of its triples, sorted; any other result as it is.

    >>> [str(cell) for cell in as_rows(QueryResult("graph", turtle="<urn:a> <urn:p> 1 .")).rows[0]]
    ['urn:a', 'urn:p', '1']
    """
    if result.kind != "graph":
        return result
    quads = ox.parse(result.turtle, format=ox.RdfFormat.TURTLE)
    rows = {tuple(_term(one) for one in (quad.subject, quad.predicate, quad.object)) for quad in quads}
    return replace(result, kind="select", columns=COLUMNS, rows=tuple(sorted(rows)), turtle="")


def _term(term: object) -> Term:
    match term:
        case ox.NamedNode():
            return Term(term.value, "iri")
        case ox.BlankNode():
            return Term(term.value, "bnode")
        case ox.Literal():
            return Term(term.value, "literal", term.language or "", term.datatype.value)
    return Term(f"<<( {term} )>>", "triple")
