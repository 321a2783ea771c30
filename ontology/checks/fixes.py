"""Mending what can be mended without a decision."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.ontology import vocabulary as v
from skillpath.ontology.checks.findings import Finding
from skillpath.ontology.checks.rewriting import Rewrite, read_all, rewrites
from skillpath.ontology.checks.rules import Fix
from skillpath.ontology.checks.taxonomy import as_graph, tidy

Triple = tuple[Node, Node, Node]

ORDER: Final = (Fix.DROP, Fix.TIDY)
"""A label that is to go must not come back tidied."""


def fixed(files: Sequence[Path], findings: Sequence[Finding]) -> list[Rewrite]:
    """What the files become, in canonical form, when all safe fixes are made.

    A link that a named statement gives a weight is left alone: somebody meant it. Raises
    :class:`InputError` where a file cannot be written in canonical form.
    """
    to_fix = [(fix, f.flaw.triple) for fix in ORDER for f in findings if f.rule.fix is fix]
    if not to_fix:
        return []
    graphs = read_all(list(dict.fromkeys(files)))
    touched: dict[Path, Graph] = {}
    for fix, flawed in to_fix:
        triple = next(iter(as_graph([flawed] if flawed is not None else [])), None)
        if triple is not None and not any(_is_stated(graph, triple) for graph in graphs.values()):
            touched |= {path: graph for path, graph in graphs.items() if _apply(fix, triple, graph)}
    return rewrites(touched)


def _is_stated(graph: Graph, triple: Triple) -> bool:
    subject, predicate, target = triple
    return any(
        (statement, RDF.predicate, predicate) in graph and (statement, RDF.object, target) in graph
        for statement in graph.subjects(v.STATEMENT_SUBJECT, subject)
    )


def _apply(fix: Fix, triple: Triple, graph: Graph) -> bool:
    """Whether the graph had the statement, which is now dropped or tidied."""
    if triple not in graph:
        return False
    graph.remove(triple)
    subject, predicate, label = triple
    if fix is Fix.TIDY and isinstance(label, Literal) and isinstance(subject, URIRef):
        graph.add((subject, predicate, Literal(tidy(label), lang=label.language, datatype=label.datatype)))
    return True
