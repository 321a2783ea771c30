"""Answers in all the forms of SPARQL 1.1, made comparable: equal is what says the same.

The order of rows and of variables, the names of blank nodes and the writing of numbers (``1.0e6``, ``1.0E6``)
say nothing. Rows that come twice count twice.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from skillpath.errors import InputError

RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
"""The vocabulary in which the older tests write rows as RDF."""

VALUES: Final = "urn:variable:"
"""What a row has in a variable, where rows are compared as RDF."""

XSD: Final = "http://www.w3.org/2001/XMLSchema#"

MEDIA_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".srx": "application/sparql-results+xml",
        ".srj": "application/sparql-results+json",
        ".tsv": "text/tab-separated-values",
        ".csv": "text/csv",
        ".ttl": "text/turtle",
        ".nt": "application/n-triples",
        ".rdf": "application/rdf+xml",
    }
)
"""Ending of a file with an answer → its media type."""

BOOLEAN: Final = (MEDIA_TYPES[".srx"], MEDIA_TYPES[".srj"])
TABULAR: Final = (*BOOLEAN, MEDIA_TYPES[".csv"], MEDIA_TYPES[".tsv"])
GRAPHS: Final = (MEDIA_TYPES[".ttl"], MEDIA_TYPES[".nt"], MEDIA_TYPES[".rdf"], "application/ld+json")
"""The media types of yes or no, of rows, and of graphs."""

Comparable = bool | tuple[frozenset[str], frozenset[ox.Quad]] | list[list[str]]
"""Yes or no; variables and rows (or a graph, which has no variables), as RDF; or the cells of CSV."""

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Value]


def wanted_type(result: Path) -> str:
    """The media type in which to ask for an answer that is compared with a file."""
    if result.suffix not in MEDIA_TYPES:
        raise InputError(f"{result} is no answer: its name must end in one of {', '.join(MEDIA_TYPES)}.")
    return MEDIA_TYPES[".srx" if _is_rows_as_rdf(result) else result.suffix]


def expected(result: Path, base: str) -> Comparable:
    """What a file of the suite says."""
    if _is_rows_as_rdf(result):
        return _rows_of_rdf(result.read_bytes(), base + result.name)
    return found(result.read_bytes(), wanted_type(result), base + result.name)


def found(answer: bytes, media_type: str, base: str) -> Comparable:
    """What an answer says; raises :class:`InputError` where it is not in the form that it claims."""
    try:
        if media_type == MEDIA_TYPES[".csv"]:
            return _cells(answer)
        graph = ox.RdfFormat.from_media_type(media_type)
        if graph is not None:
            return _graph(ox.parse(answer, format=graph, base_iri=base))
        form = ox.QueryResultsFormat.from_media_type(media_type)
        read = ox.parse_query_results(answer, format=form)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"The answer is no {media_type}: {error}") from error
    if isinstance(read, ox.QueryBoolean):
        return bool(read)
    names = [variable.value for variable in read.variables]
    return _rows(names, ({n: v for n in names if (v := row[n]) is not None} for row in read))


def _is_rows_as_rdf(result: Path) -> bool:
    return result.suffix == ".ttl" and RS.encode() in result.read_bytes()


def _rows_of_rdf(text: bytes, base: str) -> Comparable:
    by_subject: dict[object, dict[str, list[object]]] = {}
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=base):
        said = by_subject.setdefault(quad.subject, {})
        said.setdefault(quad.predicate.value.removeprefix(RS), []).append(quad.object)
    (head,) = [said for said in by_subject.values() if "resultVariable" in said]
    rows = [
        {
            by_subject[binding]["variable"][0].value: by_subject[binding]["value"][0]  # type: ignore[attr-defined]
            for binding in by_subject[solution].get("binding", [])
        }
        for solution in head.get("solution", [])
    ]
    return _rows([name.value for name in head["resultVariable"]], rows)  # type: ignore[attr-defined,arg-type]


def _rows(names: Iterable[str], rows: Iterable[Row]) -> Comparable:
    quads = []
    for row in rows:
        one = ox.BlankNode()
        quads.append(ox.Quad(one, ox.NamedNode(VALUES), ox.Literal("row")))
        quads += [ox.Quad(one, ox.NamedNode(VALUES + name), _plain(value)) for name, value in row.items()]
    return frozenset(names), _canonical(quads)


def _graph(quads: Iterable[ox.Quad]) -> Comparable:
    return frozenset(), _canonical(ox.Quad(q.subject, q.predicate, _plain(q.object)) for q in quads)


def _canonical(quads: Iterable[ox.Quad]) -> frozenset[ox.Quad]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(dataset)


def _plain(term: Value) -> Value:
    """A number or a truth value in one way of writing it."""
    if not isinstance(term, ox.Literal) or not term.datatype.value.startswith(XSD):
        return term
    write = WRITTEN.get(term.datatype.value.removeprefix(XSD), str)
    return ox.Literal(write(term.value), datatype=term.datatype)


def _number(text: str) -> str:
    try:
        return f"{Decimal(text).normalize():E}"
    except InvalidOperation:
        return text


def _boolean(text: str) -> str:
    return {"0": "false", "1": "true"}.get(text, text)


NUMBERS: Final = ("integer", "decimal", "double", "float", "int", "long", "short", "byte")

WRITTEN: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {**dict.fromkeys(NUMBERS, _number), "boolean": _boolean}
)
"""Local name of a datatype → how its values are written to be compared."""


def _cells(answer: bytes) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(answer.decode("utf-8"), newline="")))
    columns = sorted(zip(*rows, strict=True))
    (head, *found) = zip(*columns, strict=True)
    return [list(head), *sorted([_cell(cell) for cell in row] for row in found)]


def _cell(cell: str) -> str:
    return "_:" if cell.startswith("_:") else _number(cell)
