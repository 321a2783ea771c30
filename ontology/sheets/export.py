"""From an ontology to a sheet: the concepts of one scheme, one a row."""

from collections.abc import Mapping, Sequence
from typing import Final

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from skillpath.errors import UnknownName
from skillpath.ontology.catalogue import CLASSES, ConceptKind
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


def write_sheet(scheme: str, graphs: Mapping[str, Graph], origin: str) -> Sheet:
    """The concepts of a scheme that the graph of an origin describes, sorted by label and IRI.

    ``scheme`` is one of :data:`SCHEMES` or the IRI of a concept scheme; the other graphs only lend labels to
    the concepts that links lead to. Raises :class:`UnknownName` where there is no such concept or origin.
    """
    if origin not in graphs:
        raise UnknownName(f"The ontology has no part {origin!r}.", sorted(graphs))
    graph = graphs[origin]
    nodes = _members(scheme, graph)
    if not nodes:
        raise UnknownName(f"There is no concept of the scheme {scheme!r} here.", _known(graph))
    labels = Labels([graph, *graphs.values()])
    columns = [column for field in FIELDS for column in _columns(field, graph, nodes)]
    ordered = sorted(nodes, key=lambda node: (labels.of(node).casefold(), str(node)))
    rows = [_row(line, node, columns, graph, labels) for line, node in enumerate(ordered, start=2)]
    return Sheet(scheme, (IRI, *(column.header for column in columns)), tuple(rows))


def _members(scheme: str, graph: Graph) -> set[Node]:
    concepts = {node for cls in CLASSES for node in graph.subjects(RDF.type, cls)}
    if scheme in SCHEMES:
        return {node for node in concepts if _kind(graph, node) is SCHEMES[scheme]}
    return concepts & set(graph.subjects(SKOS.inScheme, URIRef(scheme)))


def _kind(graph: Graph, node: Node) -> ConceptKind:
    (cls,) = Column(KIND).shown(graph, node)
    return CLASSES[URIRef(str(cls))][0]


def _known(graph: Graph) -> list[str]:
    return [*SCHEMES, *sorted({str(scheme) for scheme in graph.objects(None, SKOS.inScheme)})]


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
