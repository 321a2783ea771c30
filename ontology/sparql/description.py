"""What an endpoint can do and what can be asked of it, in the W3C's words: SPARQL 1.1 Service Description."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, Namespace

from skillpath.ontology.sparql.forms import Form

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMAT: Final = Namespace("http://www.w3.org/ns/formats/")

PREFIXES: Final = {"dct": str(DCTERMS), "format": str(FORMAT), "sd": str(SD)}

FORMATS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
"""The W3C's names of the forms of :class:`Form`."""

_SERIALISED: Final = {
    Form.TURTLE: ox.RdfFormat.TURTLE,
    Form.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    Form.RDF_XML: ox.RdfFormat.RDF_XML,
    Form.JSON_LD: ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class GraphTold:
    """A named graph: what it is called, and what is in it."""

    iri: str
    title: str
    what: str


@dataclass(frozen=True, slots=True)
class Service:
    """An endpoint at an address, the graph that is asked where a query names none, and the graphs beside it.

    ``functions`` are the IRIs of its own; ``federated`` says whether it asks other endpoints.
    """

    address: str
    default: GraphTold
    graphs: Sequence[GraphTold]
    functions: Iterable[str] = ()
    federated: bool = False


def described(service: Service, form: Form) -> bytes:
    """The description in a form of RDF; of the same service the same bytes."""
    triples = sorted(set(_triples(service)), key=str)
    text = ox.serialize(triples, format=_SERIALISED[form], prefixes=PREFIXES) or b""
    if form is not Form.TURTLE:
        return text
    lines = text.split(b"\n")
    head = len(PREFIXES)
    return b"\n".join([*sorted(lines[:head]), *lines[head:]])  # Oxigraph writes prefixes in random order


def _triples(service: Service) -> Iterator[ox.Triple]:
    here, dataset = service.address, f"{service.address}#dataset"
    yield _link(here, RDF.type, SD.Service)
    yield _link(here, SD.endpoint, here)
    yield _link(here, SD.supportedLanguage, SD.SPARQL11Query)
    yield _link(here, SD.defaultDataset, dataset)
    if service.federated:
        yield _link(here, SD.feature, SD.BasicFederatedQuery)
    for name in FORMATS:
        yield _link(here, SD.resultFormat, FORMAT[name])
    for function in service.functions:
        yield _link(here, SD.extensionFunction, function)
        yield _link(function, RDF.type, SD.Function)
    yield _link(dataset, RDF.type, SD.Dataset)
    yield from _graph(dataset, SD.defaultGraph, f"{here}#default", service.default)
    for number, graph in enumerate(service.graphs, start=1):
        named = f"{here}#named-{number}"
        yield _link(dataset, SD.namedGraph, named)
        yield _link(named, RDF.type, SD.NamedGraph)
        yield _link(named, SD.name, graph.iri)
        yield from _graph(named, SD.graph, f"{here}#graph-{number}", graph)


def _graph(holder: str, link: str, node: str, told: GraphTold) -> Iterator[ox.Triple]:
    yield _link(holder, link, node)
    yield _link(node, RDF.type, SD.Graph)
    yield _text(node, DCTERMS.title, told.title)
    yield _text(node, DCTERMS.description, told.what)


def _link(subject: str, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(target))


def _text(subject: str, predicate: str, text: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(text, language="en"))
