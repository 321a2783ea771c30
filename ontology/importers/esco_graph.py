"""From rows of ESCO's tables to triples of our vocabulary."""

import re
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, Literal, URIRef

from skillpath.ontology import vocabulary as v
from skillpath.ontology.importers.esco_tables import (
    ISCO_GROUPS,
    KIND_NAMES,
    OCCUPATIONS,
    RELEASED,
    ConceptTable,
    LinkTable,
)
from skillpath.ontology.importers.intake import Cells, RowError
from skillpath.ontology.turtle import new_graph

_WEB_IRI: Final = re.compile(r"https?://[^/]", re.I)
_NAME_BREAK: Final = re.compile(r"[\r\n]+|\s\|\s")
"""Between two names in one cell: a line break, or `` | `` as in ESCO's collections."""


@dataclass(frozen=True, slots=True)
class _Known:
    iri: URIRef
    cls: URIRef
    label: str
    place: str


class EscoGraph:
    """The triples of the rows taken so far; ``graph`` is whole once :meth:`finish` was called.

    A row that repeats what another said, or names a concept that is no longer in force, is left out.
    """

    def __init__(self, language: str) -> None:
        self.graph = new_graph()
        self._language = language
        self._known: dict[str, _Known] = {}
        self._retired: set[str] = set()
        self._isco: dict[str, URIRef] = {}
        self._isco_of: dict[URIRef, URIRef] = {}
        self._links: dict[tuple[URIRef, URIRef, str], URIRef] = {}

    def take_concept(self, table: ConceptTable, cells: Cells, place: str) -> bool:
        """Take a concept; false where it is left out. Raises :class:`RowError`."""
        iri, label = cells["conceptUri"], " ".join(cells["preferredLabel"].split())
        _check_iri("conceptUri", iri)
        if (cells.get("status") or RELEASED).casefold() != RELEASED:
            self._retired.add(iri)
            return False
        if not label:
            raise RowError("preferredLabel is empty")
        if known := self._known.get(iri):
            if known.label == label:
                return False
            raise RowError(f"conceptUri <{iri}> stands at {known.place} already, labelled {known.label!r}")
        node, code = URIRef(iri), cells.get(table.code, "")
        self._classify(table, node, code)
        self._known[iri] = _Known(node, table.cls, label, place)
        self._describe(table, node, label, cells)
        return True

    def _classify(self, table: ConceptTable, node: URIRef, code: str) -> None:
        if table is OCCUPATIONS and code:
            if code not in self._isco:
                raise RowError(f"iscoGroup {code!r} is no code of the table {ISCO_GROUPS.name}")
            self._isco_of[node] = self._isco[code]
        if table is ISCO_GROUPS and code:
            self._isco.setdefault(code, node)
        if code:
            self.graph.add((node, v.NOTATION, Literal(code)))

    def _describe(self, table: ConceptTable, node: URIRef, label: str, cells: Cells) -> None:
        add, language = self.graph.add, self._language
        add((node, RDF.type, table.cls))
        add((node, v.PREF_LABEL, Literal(label, lang=language)))
        said = {label}
        for column, predicate in (("altLabels", v.ALT_LABEL), ("hiddenLabels", v.HIDDEN_LABEL)):
            for name in _names(cells.get(column, "")):
                if name not in said:
                    said.add(name)
                    add((node, predicate, Literal(name, lang=language)))
        definition = cells.get("definition") or cells.get("description")
        for predicate, text in ((v.DEFINITION, definition), (v.SCOPE_NOTE, cells.get("scopeNote"))):
            if text:
                add((node, predicate, Literal(text, lang=language)))
        for column, predicate in table.plain.items():
            if text := cells.get(column):
                add((node, predicate, Literal(text)))

    def take_link(self, table: LinkTable, cells: Cells) -> bool:
        """Take a link; false where it is left out. Raises :class:`RowError` with all that is wrong.

        A skill said to be both essential and optional for the same thing is essential.
        """
        wrong: list[str] = []
        subject = self._resolved(*table.subject, cells, wrong)
        target = self._resolved(*table.object, cells, wrong)
        said = cells[table.relation] if table.relation else ""
        if (predicate := table.predicates.get(said)) is None:
            wrong.append(f"{table.relation} {said!r} is none of {', '.join(table.predicates)}")
        if subject is not None and subject == target:
            wrong.append(f"links <{subject}> to itself")
        if wrong:
            raise RowError("; ".join(wrong))
        if subject is None or target is None or predicate is None:
            return False
        key = (subject, target, table.relation)
        known = self._links.get(key)
        if known is None or predicate == v.ESSENTIAL_SKILL:
            self._links[key] = predicate
        return known is None

    def _resolved(
        self, column: str, classes: frozenset[URIRef], cells: Cells, wrong: list[str]
    ) -> URIRef | None:
        """The concept in a column; none where it is retired, or wrong in a way that is added to ``wrong``."""
        iri = cells[column]
        known = self._known.get(iri)
        if known is not None and known.cls in classes:
            return known.iri
        if known is not None:
            wrong.append(f"{column} <{iri}> is {KIND_NAMES[known.cls]}, which cannot stand here")
        elif iri not in self._retired:
            wrong.append(_iri_defect(column, iri) or f"{column} names the unknown concept <{iri}>")
        return None

    def finish(self) -> None:
        """Add the links; an occupation without a broader concept goes below its ISCO group."""
        placed = {subject for subject, _, relation in self._links if not relation}
        for (subject, target, _), predicate in self._links.items():
            self.graph.add((subject, predicate, target))
        for occupation, group in self._isco_of.items():
            if occupation not in placed:
                self.graph.add((occupation, v.BROADER, group))


def _names(cell: str) -> list[str]:
    return [name for part in _NAME_BREAK.split(cell) if (name := " ".join(part.split()))]


def _check_iri(column: str, iri: str) -> None:
    if defect := _iri_defect(column, iri):
        raise RowError(defect)


def _iri_defect(column: str, iri: str) -> str:
    if not iri:
        return f"{column} is empty"
    try:
        ox.NamedNode(iri)
    except ValueError:
        return f"{column} {iri!r} is not an IRI"
    return "" if _WEB_IRI.match(iri) else f"{column} {iri!r} is not an http(s) address"
