"""SHACL: the shapes of the bundled ontology, for concepts of its own namespaces only.

They ask for the conventions of that ontology (English labels and definitions, one scheme, five essential
skills), which ESCO and an agency's own taxonomy need not keep; the other rules hold for everything.
"""

import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, SH, XSD, Literal, Node, URIRef
from rdflib import Graph as RdfGraph

from skillpath.data import bundled
from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.findings import Flaw
from skillpath.ontology.checks.taxonomy import Taxonomy, as_graph
from skillpath.ontology.turtle import read_turtle, to_oxigraph

OURS: Final = tuple(map(str, (v.SKILL, v.JOB, v.INDUSTRY, v.JOB_IN_INDUSTRY, v.STATEMENT)))
"""What the IRIs of the bundled ontology's concepts and statements begin with.

O*NET's and NAICS' concepts have codes but no IRIs of their own and stand in our namespace too, elsewhere.
"""

DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
"""The lexical form of ``xsd:decimal``."""


def broken_shapes(taxonomy: Taxonomy) -> Iterator[Flaw]:
    """What breaks a shape. pyshacl takes half a second to import: only where there is something to check."""
    triples = _ours(taxonomy)
    if not triples:
        return
    from pyshacl import validate  # noqa: PLC0415

    shapes = read_turtle(bundled("shapes.ttl"))
    _, report, _ = validate(as_graph(triples), shacl_graph=shapes, inplace=True, advanced=False)
    if not isinstance(report, RdfGraph):
        raise TypeError(f"no report of the shapes: {report}")
    results = [_flaw(report, result) for result in report.subjects(SH.focusNode)]
    yield from (flaw for flaw in results if flaw.this.value.startswith(OURS))


def _ours(taxonomy: Taxonomy) -> list[ox.Triple]:
    """All that is said of our own concepts, and the classes of what it leads to."""
    said = [
        quad.triple
        for quad in taxonomy.store
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(OURS)
    ]
    targets = {triple.object for triple in said if isinstance(triple.object, ox.NamedNode)}
    rdf_type = ox.NamedNode(str(RDF.type))
    classes = [
        quad.triple for target in targets for quad in taxonomy.store.quads_for_pattern(target, rdf_type, None)
    ]
    return [triple for triple in {*said, *classes} if not _is_no_decimal(triple.object)] if said else []


def _is_no_decimal(term: object) -> bool:
    """Whether a term only claims to be a decimal: comparing such a "NaN" would stop pyshacl.

    Left out, it is a missing value to the shapes; the rule on weights shows it.
    """
    if not isinstance(term, ox.Literal) or term.datatype.value != str(XSD.decimal):
        return False
    return DECIMAL.fullmatch(term.value) is None


def _flaw(report: RdfGraph, result: Node) -> Flaw:
    focus, path, value = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
    message = min(map(str, report.objects(result, SH.resultMessage)), default="breaks a shape")
    this = ox.NamedNode(str(focus)) if isinstance(focus, URIRef) else ox.BlankNode()
    if not isinstance(path, URIRef) or not isinstance(value, URIRef | Literal):
        return Flaw(this, message)
    shown = f"<{value}>" if isinstance(value, URIRef) else repr(str(value))
    return Flaw(
        this, f"{message} Found {shown}.", ox.Triple(this, ox.NamedNode(str(path)), to_oxigraph(value))
    )
