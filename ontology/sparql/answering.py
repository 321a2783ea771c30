"""Answers a query into a file: what the worker process does for each."""

import errno
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pyoxigraph as ox

from skillpath.errors import QueryError
from skillpath.ontology.sparql.forms import Form, Kind, fitting
from skillpath.ontology.sparql.mistakes import explained
from skillpath.ontology.sparql.named import named
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.tokens import mistake

MAX_ANSWER: Final = 64 << 20
"""Longest answer that is cut after some rows, in bytes."""

_OPEN: Final = 2
"""So many stores are kept open."""

_GRAPHS: Final = MappingProxyType(
    {
        Form.TURTLE: ox.RdfFormat.TURTLE,
        Form.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
        Form.RDF_XML: ox.RdfFormat.RDF_XML,
        Form.JSON_LD: ox.RdfFormat.JSON_LD,
    }
)
_ROWS: Final = MappingProxyType(
    {
        Form.JSON: ox.QueryResultsFormat.JSON,
        Form.XML: ox.QueryResultsFormat.XML,
        Form.CSV: ox.QueryResultsFormat.CSV,
        Form.TSV: ox.QueryResultsFormat.TSV,
    }
)

_Found = ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples
_Answer = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None


def answered(request: Mapping[str, Any]) -> dict[str, Any]:
    """Writes the answer into the file that a request names; what is to be said of it.

    Raises :class:`QueryError` where the query is wrong, asks for a graph that is not there, or its answer
    does not come in a form that is wanted; what Oxigraph raises goes through.
    """
    try:
        store = _store(request["store"])
    except OSError as error:
        return {"error": "store", "said": [str(error)]}
    query, prefixes, own = request["query"], request["prefixes"], _Functions(*request["functions"])
    base = request["base"] or None
    ask = partial(store.query, prefixes=prefixes, base_iri=base, custom_functions=own.by_name)
    try:
        found: _Found = ask(query, **_dataset(store, request))
    except SyntaxError as error:
        raise explained(query, str(error), ask) from None
    reply = _write(found, request)
    if own.failed:
        raise QueryError(own.failed[0])
    return reply


@lru_cache(_OPEN)
def _store(path: str) -> ox.Store:
    return ox.Store.read_only(path)


def _dataset(store: ox.Store, request: Mapping[str, Any]) -> dict[str, Any]:
    """The graphs that a query sees: those of the protocol, else its own, else those of the dataset."""
    default, among = request["default_graphs"], request["named_graphs"]
    if default or among:
        return {"default_graph": _nodes(default), "named_graphs": _nodes(among)}
    sources = [
        one for one in named(request["query"], request["prefixes"], base=request["base"]) if one.source
    ]
    for one in sources:
        if not store.contains_named_graph(ox.NamedNode(one.iri)):
            raise mistake(request["query"], one.start, f"there is no graph <{one.iri}> to ask here.")
    return {} if sources else {"default_graph": _nodes(request["usual_graphs"] or _all(store))}


def _nodes(iris: list[str]) -> list[ox.NamedNode]:
    return [ox.NamedNode(iri) for iri in iris]


def _all(store: ox.Store) -> list[str]:
    return [graph.value for graph in store.named_graphs()]


def _write(found: _Found, request: Mapping[str, Any]) -> dict[str, Any]:
    kind = _kind(found)
    form = fitting(kind, [Form(wanted) for wanted in request["forms"]])
    if form is None:
        gives = "a graph" if kind == "graph" else "rows, or yes or no"
        raise QueryError(
            f"The query gives {gives}, which cannot be written as {', '.join(request['forms'])}."
        )
    path, most = request["file"], request["max_rows"]
    if isinstance(found, ox.QueryTriples):
        rows = _write_graph(found, form, path, most, request["prefixes"])
    elif isinstance(found, ox.QueryBoolean) or most is None:
        found.serialize(path, _ROWS[form])
        rows = None
    else:
        rows = _write_rows(found, form, path, most)
    truncated = rows is not None and most is not None and rows > most
    return {"kind": kind, "form": form, "rows": most if truncated else rows, "truncated": truncated}


def _kind(found: _Found) -> Kind:
    if isinstance(found, ox.QueryTriples):
        return "graph"
    return "ask" if isinstance(found, ox.QueryBoolean) else "select"


def _write_rows(found: ox.QuerySolutions, form: Form, path: str, most: int) -> int:
    """Writes the first rows; how many there are, looking no further than one row more.

    Oxigraph writes all or nothing, and taking its rows to Python costs more than the query: so they are
    written as TSV, which has a line for each row, as far as they go, and from that as what is wanted.
    """
    lines = _Lines(most + 2)
    with suppress(_Full):
        found.serialize(lines, ox.QueryResultsFormat.TSV)
    head, *rows = lines.getvalue().split(b"\n")[:-1]
    first = b"\n".join([head, *rows[:most], b""])
    if form is Form.TSV:
        Path(path).write_bytes(first)
    else:
        ox.parse_query_results(first, format=ox.QueryResultsFormat.TSV).serialize(path, _ROWS[form])
    return len(rows)


class _Full(Exception):
    """There are as many lines as are wanted."""


class _Lines(io.BytesIO):
    """A file that takes so many lines, as far as they are not too long."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, text: Any) -> int:
        written = super().write(text)
        if self.tell() > MAX_ANSWER:
            raise OSError(errno.EFBIG, "too long")
        self._left -= bytes(text).count(b"\n")
        if self._left <= 0:
            raise _Full
        return written


def _write_graph(
    found: ox.QueryTriples, form: Form, path: str, most: int | None, prefixes: dict[str, str]
) -> int:
    """Writes the first triples; how many there are, looking no further than one triple more."""
    counted = 0

    def first() -> Iterator[ox.Triple]:
        nonlocal counted
        for triple in found:
            counted += 1
            if most is not None and counted > most:
                return
            yield triple

    if form is Form.TURTLE:
        Path(path).write_bytes(_turtle(first(), prefixes))
    else:
        ox.serialize(first(), path, _GRAPHS[form])
    return counted


def _turtle(triples: Iterator[ox.Triple], prefixes: dict[str, str]) -> bytes:
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    lines = text.split(b"\n")
    head = len(prefixes)
    return b"\n".join([*sorted(lines[:head]), *lines[head:]])  # Oxigraph writes prefixes in random order


class _Functions:
    """Functions of :class:`skillpath.ontology.sparql.question.Functions`, made when one is first called.

    ``failed``: what was wrong with calls. Oxigraph itself takes such a call for one without a value.
    """

    def __init__(self, module: str, names: list[str], argument: str) -> None:
        self._module, self._argument = module, argument
        self.by_name: dict[ox.NamedNode, Callable[..., _Answer]] = {
            ox.NamedNode(name): partial(self._call, name) for name in names
        }
        self.failed: list[str] = []

    @cached_property
    def _functions(self) -> Mapping[str, Callable[..., Any]]:
        functions: Mapping[str, Callable[..., Any]] = import_module(self._module).functions(self._argument)
        return functions

    def _call(
        self, name: str, *terms: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    ) -> ox.NamedNode | ox.Literal | None:
        try:
            value = self._functions[name](*[term.value for term in terms])  # type: ignore[union-attr]
        except TypeError:
            self.failed.append(
                f"The function <{name}> is called with {len(terms)} values, which it does not take."
            )
            raise
        except Exception as error:
            self.failed.append(f"The function <{name}> failed: {error}")
            raise
        if isinstance(value, Term):
            return _of_term(value)
        return None if value is None else ox.Literal(value)


def _of_term(term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
