"""A sheet that adds alternative labels to concepts: taken as it is, it adds them all."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from rdflib import Graph, URIRef

from skillpath.errors import UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.editing.neighbourhood import described
from skillpath.ontology.editing.view import View
from skillpath.ontology.sheets.columns import FIELDS, IRI, KIND, LABEL, Column, travels
from skillpath.ontology.sheets.sheet import Sheet, SheetRow

_NAMES: Final = next(field for field in FIELDS if field.predicate == v.ALT_LABEL)
_LABEL: Final = Column(LABEL, "en")
_KIND: Final = Column(KIND)


class Addition(NamedTuple):
    """A concept (its IRI), words for it, and their language (ISO 639-1, "" where unknown)."""

    concept: str
    language: str
    text: str


def additions_sheet(additions: Collection[Addition], view: View, origin: str) -> Sheet:
    """The concepts of an origin to which labels are added, by IRI, with the labels that they have.

    What no cell can hold, what is a label of its concept already in whatever case, and concepts of other
    parts are left out. Raises :class:`UnknownName` for an origin that there is not.
    """
    if origin not in view.origins:
        raise UnknownName(f"The ontology has no part {origin!r}.", view.origins)
    graph = described(view, {one.concept for one in additions}, origin)
    new: dict[str, dict[Column, list[str]]] = {}
    for concept, language, text in sorted(set(additions)):
        node, column = URIRef(concept), Column(_NAMES, language or None)
        if _KIND.shown(graph, node) and travels(text) and not _is_said(graph, node, text):
            new.setdefault(concept, {}).setdefault(column, []).append(text)
    columns = sorted({column for own in new.values() for column in own}, key=lambda one: one.header)
    rows = [
        SheetRow(line, (concept, *_cells(graph, URIRef(concept), columns, own)))
        for line, (concept, own) in enumerate(new.items(), start=2)
    ]
    return Sheet("suggestions", (IRI, *(one.header for one in (_LABEL, *columns))), tuple(rows))


def _is_said(graph: Graph, node: URIRef, text: str) -> bool:
    known = (graph.objects(node, predicate) for predicate in (v.PREF_LABEL, v.ALT_LABEL))
    return text.casefold() in {str(label).casefold() for labels in known for label in labels}


def _cells(
    graph: Graph, node: URIRef, columns: Iterable[Column], own: Mapping[Column, list[str]]
) -> list[str]:
    """Each cell with what it shows now, since an import takes away what it does not hold."""
    shown = {column: list(map(str, column.shown(graph, node))) for column in (_LABEL, *columns)}
    return ["\n".join([*there, *own.get(column, [])]) for column, there in shown.items()]
