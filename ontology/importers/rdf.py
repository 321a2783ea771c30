"""Import SKOS from any RDF format: another taxonomy, or an agency's own additions to those there are."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from skillpath.errors import InputError, Problem
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, read_catalogue
from skillpath.ontology.dataset.names import RESERVED
from skillpath.ontology.importers.intake import EXAMPLES, FAIR_SHARE, Imported
from skillpath.ontology.turtle import from_oxigraph, new_graph

FORMATS: Final = {
    ".json": ox.RdfFormat.JSON_LD,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".owl": ox.RdfFormat.RDF_XML,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".xml": ox.RdfFormat.RDF_XML,
}
"""What a file name ends in → its format."""

KINDS: Final[Mapping[str, URIRef]] = {
    "skill": v.CLASS_SKILL,
    "job-type": v.CLASS_JOB_TYPE,
    "industry": v.CLASS_INDUSTRY,
}
"""What a plain ``skos:Concept`` may be taken as → our class."""

ORIGIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
"""Names of origins: a file and a named graph are called so."""

LONGEST_ENTITY: Final = 1000
"""Most bytes in an XML entity; those in use are namespaces."""

_ENTITY: Final = re.compile(
    rb"""<!ENTITY\s+(?P<name>[^'">]*?)\s+(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL
)

_XL: Final = Namespace("http://www.w3.org/2008/05/skos-xl#")
_PLAIN_LABELS: Final = {
    _XL.prefLabel: v.PREF_LABEL,
    _XL.altLabel: v.ALT_LABEL,
    _XL.hiddenLabel: v.HIDDEN_LABEL,
}
"""SKOS-XL label → the plain label that it implies (SKOS Reference, appendix B.3.2)."""


def read_rdf(path: Path, *, kind: str | None = None) -> Imported:
    """SKOS in any of :data:`FORMATS`; the graphs of a dataset become one.

    Concepts of our or ESCO's classes are taken as they are; a plain ``skos:Concept`` becomes what ``kind``,
    one of :data:`KINDS`, says. ``skos:narrower`` is turned round, and a SKOS-XL label is taken as a plain one
    too. Triples with blank nodes, and concepts without ``skos:prefLabel``, are rejected. Triples about other
    things, such as links from a concept that another origin describes, are kept. Raises
    :class:`InputError`, and takes nothing, where the file cannot be read, holds plain concepts and no
    ``kind`` is given, more is rejected than taken, or a stated weight is not in (0, 1].
    """
    graph, blank = _parse(path)
    _complete(graph)
    _classify(path.name, graph, kind)
    concepts = _concepts(graph)
    nameless = sorted((c for c in concepts if (c, v.PREF_LABEL, None) not in graph), key=str)
    rejected = [
        *(Problem(path.name, None, f"{n:,} triples with a blank node: {what}") for what, n in blank.items()),
        *(Problem(path.name, None, f"<{concept}> has no skos:prefLabel") for concept in nameless),
    ]
    triples = len(graph) + blank.total()
    _judge(path.name, graph, rejected, (blank.total(), triples), (len(nameless), len(concepts)))
    for concept in nameless:
        graph.remove((concept, None, None))
    read_catalogue([graph])
    counts = {"triples": len(graph), "concepts": len(concepts) - len(nameless)}
    return Imported(graph, counts, dict.fromkeys(counts, 0), tuple(rejected))


def check_origin(name: str, *reserved: str) -> None:
    """Raises :class:`InputError` for a name that is no origin's, or is reserved."""
    reserved = (*reserved, *sorted(RESERVED))
    if not ORIGIN.fullmatch(name) or name in reserved:
        taken = ", ".join(reserved)
        raise InputError(
            f"{name!r} cannot name an origin: use small letters, digits and hyphens; taken are {taken}."
        )


def _parse(path: Path) -> tuple[Graph, Counter[str]]:
    """The triples without blank nodes, and how many have one, by what they say."""
    graph, blank = new_graph(), Counter[str]()
    for quad in _quads(path):
        if any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object)):
            blank[f"give an IRI to what stands at <{quad.predicate.value}>"] += 1
        else:
            graph.add(
                (from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object))
            )
    return graph, blank


def _quads(path: Path) -> Iterator[ox.Quad]:
    form = FORMATS.get(path.suffix.casefold())
    if form is None:
        raise InputError(f"{path.name} is in no known format: the name must end in {', '.join(FORMATS)}.")
    try:
        if form == ox.RdfFormat.RDF_XML:
            _refuse_entities_that_grow(path)
        yield from ox.parse(path=str(path), format=form)
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror or error}") from error
    except (SyntaxError, ValueError) as error:
        reason = getattr(error, "msg", None) or str(error)
        problem = Problem(path.name, getattr(error, "lineno", None), reason)
        raise InputError(f"Not a {form.name} file.", [problem]) from error


def _refuse_entities_that_grow(path: Path) -> None:
    """Raises :class:`InputError` for XML entities that are long or made of others: they fill the memory."""
    for entity in _ENTITY.finditer(path.read_bytes()):
        value = entity["value"]
        if len(value) > LONGEST_ENTITY or b"&" in value:
            reason = f"the XML entity {entity['name'].decode(errors='replace')!r} is long or made of others"
            raise InputError(
                f"Not a {ox.RdfFormat.RDF_XML.name} file to read.", [Problem(path.name, None, reason)]
            )


def _complete(graph: Graph) -> None:
    """Adds what follows from the file in the terms that are read here."""
    for parent, child in list(graph.subject_objects(SKOS.narrower)):
        graph.remove((parent, SKOS.narrower, child))
        graph.add((child, v.BROADER, parent))
    for extended, plain in _PLAIN_LABELS.items():
        for concept, label in list(graph.subject_objects(extended)):
            for text in graph.objects(label, _XL.literalForm):
                graph.add((concept, plain, text))


def _concepts(graph: Graph) -> set[Node]:
    return {concept for cls in CLASSES for concept in graph.subjects(RDF.type, cls)}


def _classify(file: str, graph: Graph, kind: str | None) -> None:
    plain = sorted(set(graph.subjects(RDF.type, SKOS.Concept)) - _concepts(graph), key=str)
    if not plain:
        return
    if kind is None:
        summary = (
            f"{len(plain):,} concepts are plain skos:Concept: say with --as what they are "
            f"({', '.join(KINDS)}), or give them a class of ours or ESCO's."
        )
        raise InputError(summary, [Problem(file, None, f"<{concept}>") for concept in plain[:EXAMPLES]])
    for concept in plain:
        graph.add((concept, RDF.type, KINDS[kind]))


def _judge(file: str, graph: Graph, rejected: list[Problem], *shares: tuple[int, int]) -> None:
    """Refuses a file that says nothing, or of which too large a share (rejected, of all) is rejected."""
    if not graph and not rejected:
        raise InputError("Nothing to import.", [Problem(file, None, "holds no triples")])
    if any(part > FAIR_SHARE * whole for part, whole in shares):
        summary = "More than half of it cannot be taken; nothing was imported."
        raise InputError(summary, rejected[:EXAMPLES])
