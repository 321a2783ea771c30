"""From an edited sheet back to the ontology: all of it, or a list of all that is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from skillpath.errors import InputError, Problem, UnknownName
from skillpath.ontology import vocabulary as v
from skillpath.ontology.catalogue import CLASSES, ConceptKind
from skillpath.ontology.editing.edits import Edit
from skillpath.ontology.editing.neighbourhood import described
from skillpath.ontology.editing.statements import Statement, subject
from skillpath.ontology.editing.view import View
from skillpath.ontology.sheets.cells import CellError, read_cell, read_iri
from skillpath.ontology.sheets.columns import CODE, IRI, KIND, LABEL, Column, Form, column_of
from skillpath.ontology.sheets.concepts import HOMES, Concepts
from skillpath.ontology.sheets.sheet import Sheet, SheetRow, column_letters
from skillpath.ontology.turtle import triple_of

_ENGLISH: Final = Column(LABEL, "en")
_KIND: Final = Column(KIND)
_CODE: Final = Column(CODE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, the concept that it is about, and its cells by column."""

    line: int
    node: URIRef
    cells: Mapping[Column, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one cell takes away and adds."""

    node: URIRef
    predicate: URIRef
    removed: set[Node]
    added: set[Node]


@dataclass(slots=True)
class _Reading:
    """One sheet on its way into one part of an ontology; ``places`` say where each column stands."""

    sheet: Sheet
    view: View
    origin: str
    concepts: Concepts
    places: dict[Column, int] = field(default_factory=dict)
    new: set[URIRef] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    graphs: dict[URIRef, Graph] = field(default_factory=dict)

    def has(self, node: URIRef) -> bool:
        """Whether that part, or a new row, describes a concept."""
        return node in self.new or bool(self.shown(_KIND, node))

    def shown(self, column: Column, node: URIRef) -> list[Node]:
        """What a cell shows now."""
        if node not in self.graphs:
            self.graphs[node] = described(self.view, [str(node)], self.origin)
        return column.shown(self.graphs[node], node)

    def statement(self, node: Node, predicate: Node, value: Node) -> Statement:
        """What that part says, or may say."""
        return self.origin, triple_of(node, predicate, value)

    def refuse(self, line: int, column: Column | None, reason: str) -> None:
        """Notes what is wrong in a row and a column, ``None`` for the IRI's."""
        place = 0 if column is None else self.places[column]
        where = f"column {column_letters(place)} ({self.sheet.columns[place]})"
        self.problems.append(Problem(self.sheet.name, line, f"{where}: {reason}"))


def read_sheet(sheet: Sheet, view: View, origin: str) -> Edit:
    """What a sheet changes of what an origin says.

    For each concept of the sheet, the values that a cell shows are replaced by those in the cell. Concepts,
    columns and values that the sheet does not show are kept. A row without IRI is a new concept, or the one
    that has its kind and English label already. Weights stated on a link go with the link. Only what is near
    the concepts of the sheet is looked at.

    Raises :class:`UnknownName` for an origin that there is not, and :class:`InputError` with everything
    that is wrong, by row and column.
    """
    if origin not in view.origins:
        raise UnknownName(f"The ontology has no part {origin!r}.", view.origins)
    reading = _Reading(sheet, view, origin, Concepts(view))
    columns = _columns(reading)
    rows = [row for line in sheet.rows if (row := _row(reading, line, columns)) is not None]
    _refuse_repetition(reading, rows)
    said = [one for row in rows for one in _said(reading, row)]
    if reading.problems:
        problems = sorted(reading.problems, key=lambda p: p.line or 0)
        raise InputError("The sheet cannot be taken; nothing was changed.", problems)
    return _edit(reading, said)


def _columns(reading: _Reading) -> list[Column | None]:
    """The column of each header but the IRI's; raises :class:`InputError` where one means nothing."""
    name, headers = reading.sheet.name, reading.sheet.columns
    columns = [None if header == IRI else column_of(header) for header in headers]
    problems = [
        Problem(
            name, 1, f"column {column_letters(place)}: {header!r} is no column; known are those of an export"
        )
        for place, header in enumerate(headers)
        if header != IRI and columns[place] is None
    ]
    problems += [
        Problem(name, 1, f"{h!r} stands twice") for h in sorted(set(headers)) if headers.count(h) > 1
    ]
    if headers.count(IRI) == 0 or headers.index(IRI) != 0:
        problems.append(Problem(name, 1, f"the first column must be {IRI!r}"))
    if problems:
        raise InputError("The header cannot be taken; nothing was changed.", problems)
    reading.places |= {column: place for place, column in enumerate(columns) if column is not None}
    return columns


def _row(reading: _Reading, line: SheetRow, columns: list[Column | None]) -> _Row | None:
    cells = {column: cell for column, cell in zip(columns, line.cells, strict=True) if column is not None}
    if not line.cells[0]:
        return _unnamed(reading, line.line, cells)
    try:
        node = read_iri(line.cells[0])
        if not reading.has(node):
            raise CellError(f"<{node}> is no concept here; leave the cell empty for a new one")
    except CellError as error:
        reading.refuse(line.line, None, str(error))
        return None
    return _Row(line.line, node, cells)


def _unnamed(reading: _Reading, line: int, cells: Mapping[Column, str]) -> _Row | None:
    """A row without IRI: a concept that was added before, or a new one."""
    label, kind = cells.get(_ENGLISH, ""), _kind(cells.get(_KIND, ""))
    if not label or kind is None:
        reading.refuse(line, None, f"a new concept needs {_ENGLISH.header!r} and {_KIND.header!r}")
        return None
    known = [iri for iri in reading.concepts.of_label(label, kind) if reading.has(iri)]
    if len(known) > 1:
        reading.refuse(line, None, f"several concepts are called {label!r}: give the IRI of one of them")
        return None
    if not known:
        known = [reading.concepts.add(label, kind, cells.get(_CODE, ""))]
        reading.new.add(known[0])
    return _Row(line, known[0], cells)


def _kind(cell: str) -> ConceptKind | None:
    try:
        (cls,) = read_cell(_KIND, cell, URIRef)
    except (CellError, ValueError):
        return None
    return CLASSES[URIRef(str(cls))][0]


def _refuse_repetition(reading: _Reading, rows: list[_Row]) -> None:
    first: dict[URIRef, int] = {}
    for row in rows:
        if first.setdefault(row.node, row.line) != row.line:
            reading.refuse(row.line, None, f"<{row.node}> stands in row {first[row.node]} already")


def _said(reading: _Reading, row: _Row) -> Iterator[_Said]:
    """What each cell changes; what is wrong with it is added to the problems."""
    for column, cell in row.cells.items():
        shown = set(reading.shown(column, row.node))
        try:
            said = set(read_cell(column, cell, reading.concepts.find))
            _check(reading.concepts, column, row.node, said - shown)
            if column == _KIND and not said:
                raise CellError("is empty")
        except CellError as error:
            reading.refuse(row.line, column, str(error))
        else:
            yield _Said(row.node, column.field.predicate, shown - said, said - shown)


def _check(concepts: Concepts, column: Column, node: URIRef, values: set[Node]) -> None:
    """Raises :class:`CellError` for new links that lead where links of this column cannot."""
    if column.field.form is not Form.LINKS:
        return
    if node in values:
        raise CellError("links the concept to itself")
    if column.field.foreign:
        return
    wanted = column.field.target or concepts.kind(node)
    for value in sorted(values, key=str):
        kind = concepts.kind(value)
        if kind is not wanted:
            raise CellError(
                f"<{value}> is {f'of kind {kind}' if kind else 'no concept'}, not of kind {wanted}"
            )


def _edit(reading: _Reading, said: Iterable[_Said]) -> Edit:
    removed, added = set[Statement](), set[Statement]()
    for one in said:
        removed |= {reading.statement(one.node, one.predicate, value) for value in one.removed}
        added |= {reading.statement(one.node, one.predicate, value) for value in one.added}
    added |= {part for node in reading.new for part in _in_scheme(reading, node)}
    return Edit(frozenset(removed | _weights(reading, removed)), frozenset(added))


def _in_scheme(reading: _Reading, node: URIRef) -> Iterator[Statement]:
    """That a new concept is in the scheme of its kind, where there is one."""
    kind = reading.concepts.kind(node)
    if (
        kind is not None
        and reading.statement(HOMES[kind].scheme, RDF.type, SKOS.ConceptScheme) in reading.view
    ):
        yield reading.statement(node, SKOS.inScheme, HOMES[kind].scheme)


def _weights(reading: _Reading, removed: set[Statement]) -> set[Statement]:
    """All that is stated of links that go."""
    found = set[Statement]()
    for _, link in removed:
        for origin, stated in reading.view.saying(v.STATEMENT_SUBJECT, link.subject):  # type: ignore[arg-type] # an IRI
            said = {part for part in reading.view.about(subject((origin, stated))) if part[0] == origin}
            objects = {(triple.predicate.value, triple.object) for _, triple in said}
            link_of = {(str(v.STATEMENT_PREDICATE), link.predicate), (str(v.STATEMENT_OBJECT), link.object)}
            found |= said if link_of <= objects and origin == reading.origin else set()
    return found
