"""The forms that an answer can be written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

Kind = Literal["select", "ask", "graph"]
"""What a query gives: rows (SELECT), yes or no (ASK), or a graph (CONSTRUCT, DESCRIBE)."""


class Form(StrEnum):
    """Forms of rows and of yes or no; then those of graphs."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"
    TURTLE = "turtle"
    N_TRIPLES = "ntriples"
    RDF_XML = "rdfxml"
    JSON_LD = "jsonld"


@dataclass(frozen=True, slots=True)
class Written:
    """How a form is named to a browser (``media_type``, the first of some that ask for it) and on a disk."""

    media_type: str
    suffix: str
    of_graph: bool
    also: tuple[str, ...] = ()


FORMS: Final[Mapping[Form, Written]] = MappingProxyType(
    {
        Form.JSON: Written("application/sparql-results+json", ".srj", False, ("application/json",)),
        Form.XML: Written("application/sparql-results+xml", ".srx", False, ("application/xml", "text/xml")),
        Form.CSV: Written("text/csv", ".csv", False),
        Form.TSV: Written("text/tab-separated-values", ".tsv", False),
        Form.TURTLE: Written("text/turtle", ".ttl", True, ("application/x-turtle",)),
        Form.N_TRIPLES: Written("application/n-triples", ".nt", True, ("text/plain",)),
        Form.RDF_XML: Written("application/rdf+xml", ".rdf", True, ("application/xml", "text/xml")),
        Form.JSON_LD: Written("application/ld+json", ".jsonld", True, ("application/json",)),
    }
)
"""SPARQL 1.1 Query Results (JSON, XML, CSV and TSV Formats), and the RDF serialisations of the W3C."""


def fitting(kind: Kind, wanted: Sequence[Form]) -> Form | None:
    """The first wanted form that an answer of a kind can take; where none is wanted, JSON or Turtle.

    >>> str(fitting("graph", [Form.CSV, Form.JSON_LD])), fitting("ask", [Form.TURTLE])
    ('jsonld', None)
    """
    graph = kind == "graph"
    return next(
        (form for form in wanted or (Form.JSON, Form.TURTLE) if FORMS[form].of_graph is graph),
        None,
    )
