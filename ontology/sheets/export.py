"""From an ontology to a sheet: the concepts of one scheme, one a row."""

from collections.abc import Sequence, Set
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.errors import UnknownName
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.editing.neighbourhood import about, led_to
from skillpath.ontology.editing.statements import graphs_of, subject
from skillpath.ontology.editing.view import View
from skillpath.ontology.sheets.columns import FIELDS, IRI, KIND, KIND_NAMES, YES, Column, Field, Form
from skillpath.ontology.sheets.concepts import HOMES
from skillpath.ontology.sheets.sheet import Sheet, SheetRow
from skillpath.ontology.wording import Labels

SCHEMES: Final = {home.name: kind for kind, home in HOMES.items()}
"""Names under which all concepts of a kind are exported."""

_ALWAYS: Final = frozenset(
    {
        *(
            (name, kind)
            for name in ("kind", "label", "alternative labels", "definition")
            for kind in ConceptKind
        ),
        *((name, kind) for name in ("code", "broader", "exact match", "retired") for kind in ConceptKind),
        ("related", ConceptKind.SKILL),
        ("related", ConceptKind.INDUSTRY),
        ("essential skills", ConceptKind.JOB_TYPE),
        ("optional skills", ConceptKind.JOB_TYPE),
        ("job type", ConceptKind.JOB_IN_INDUSTRY),
        ("industry", ConceptKind.JOB_IN_INDUSTRY),
        ("teaches", ConceptKind.JOB_IN_INDUSTRY),
        ("teaches", ConceptKind.INDUSTRY),
        ("shop floor teaches", ConceptKind.INDUSTRY),
    }
)
"""Fields that a sheet of a kind has even where they are empty; others only where there is a value to show."""


def write_sheet(scheme: str, view: View, origin: str) -> Sheet:
    """The concepts of a scheme that an origin describes, sorted by label and IRI.

    ``scheme`` is one of :data:`SCHEMES` or the IRI of a concept scheme; other origins only lend labels to
    the concepts that links lead to. Raises :class:`UnknownName` where there is no such concept or origin.
    """
    if origin not in view.origins:
        raise UnknownName(f"The ontology has no part {origin!r}.", view.origins)
    members = _members(scheme, view, origin)
    if not members:
        raise UnknownName(f"There is no concept of the scheme {scheme!r} here.", _known(view, origin))
    near = graphs_of(about(view, members | led_to(view, members)), [origin])
    graph, nodes = near[origin], set[Node](map(URIRef, members))
    labels = Labels([graph, *near.values()])
    columns = [column for field in FIELDS for column in _columns(field, graph, nodes)]
    ordered = sorted(nodes, key=lambda node: (labels.of(node).casefold(), str(node)))
    rows = [_row(line, node, columns, graph, labels) for line, node in enumerate(ordered, start=2)]
    return Sheet(scheme, (IRI, *(column.header for column in columns)), tuple(rows))


def schemes(view: View, origin: str) -> list[str]:
    """The schemes of an origin that have a concept, those of :data:`SCHEMES` first."""
    return [name for name in (*SCHEMES, *_named(view, origin)) if _members(name, view, origin)]


def _members(scheme: str, view: View, origin: str) -> Set[str]:
    """The IRIs of the concepts of a scheme: of those of several classes the first counts."""
    kinds: dict[str, ConceptKind] = {}
    for cls, (kind, _) in sorted(CLASSES.items()):
        for iri in _of(view, origin, RDF.type, cls):
            kinds.setdefault(iri, kind)
    if scheme in SCHEMES:
        return {iri for iri, kind in kinds.items() if kind is SCHEMES[scheme]}
    named = scheme in _named(view, origin)
    return kinds.keys() & _of(view, origin, SKOS.inScheme, URIRef(scheme)) if named else set()


def _of(view: View, origin: str, predicate: URIRef, value: URIRef) -> set[str]:
    """The IRIs of what an origin says something of."""
    found = view.saying(predicate, ox.NamedNode(str(value)))
    return {subject(one) for one in found if one[0] == origin and isinstance(one[1].subject, ox.NamedNode)}


def _known(view: View, origin: str) -> list[str]:
    return [*SCHEMES, *_named(view, origin)]


def _named(view: View, origin: str) -> list[str]:
    """The IRIs of the schemes that an origin puts something into."""
    found = {one[1].object for one in view.saying(SKOS.inScheme) if one[0] == origin}
    return sorted(scheme.value for scheme in found if isinstance(scheme, ox.NamedNode))


def _columns(field: Field, graph: Graph, nodes: set[Node]) -> list[Column]:
    """The columns of a field, English first, then the languages that the concepts use."""
    used = [Column(field, language) for language in _languages(field, graph, nodes)]
    shown = [column for column in used if any(column.shown(graph, node) for node in nodes)]
    usual = Column(field, "en" if field.spoken else None)
    if usual not in shown and any((field.name, kind) in _ALWAYS for kind in _kinds(graph, nodes)):
        shown.append(usual)
    return sorted(shown, key=lambda column: (column.language != "en", column.language or ""))


def _languages(field: Field, graph: Graph, nodes: set[Node]) -> set[str | None]:
    if not field.spoken:
        return {None}
    values = (value for node in nodes for value in graph.objects(node, field.predicate))
    return {value.language and value.language.lower() for value in values if isinstance(value, Literal)}


def _kind(graph: Graph, node: Node) -> ConceptKind:
    (cls,) = Column(KIND).shown(graph, node)
    return CLASSES[URIRef(str(cls))][0]


def _kinds(graph: Graph, nodes: set[Node]) -> set[ConceptKind]:
    return {_kind(graph, node) for node in nodes}


def _row(line: int, node: Node, columns: Sequence[Column], graph: Graph, labels: Labels) -> SheetRow:
    return SheetRow(line, (str(node), *(_cell(column, graph, node, labels) for column in columns)))


def _cell(column: Column, graph: Graph, node: Node, labels: Labels) -> str:
    return "\n".join(_text(column.field.form, value, labels) for value in column.shown(graph, node))


def _text(form: Form, value: Node, labels: Labels) -> str:
    match form:
        case Form.KIND:
            return KIND_NAMES[value]
        case Form.FLAG:
            return YES
        case Form.LINKS:
            return _link(value, labels)
        case _:
            return str(value)


def _link(node: Node, labels: Labels) -> str:
    """``label <IRI>``, without anything in the label that a cell cannot hold; the IRI alone counts."""
    label = labels.of(node)
    printable = " ".join("".join(c if c.isprintable() else " " for c in label).split())
    return f"<{node}>" if label == str(node) or not printable else f"{printable} <{node}>"
