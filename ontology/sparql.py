"""Read-only SPARQL over the store of a release.

Each query runs in a process of its own that is killed at the time limit: Oxigraph has no way to stop a
query, and one that multiplies unconnected patterns would otherwise run for days.
"""

import csv
import io
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from rdflib import XSD

from skillpath.errors import QueryError, WorkspaceError
from skillpath.ontology.formulas import shielded
from skillpath.ontology.sparql_guard import refuse_unsafe
from skillpath.ontology.vocabulary import PREFIXES

_WORKER: Final = ("-P", "-m", "skillpath.ontology.sparql_worker")
_JSON_TYPES: Final = {"iri": "uri", "bnode": "bnode", "literal": "literal"}


class Term(NamedTuple):
    """An RDF term; ``kind`` is ``iri``, ``literal`` or ``bnode``. Only literals have a datatype."""

    value: str
    kind: str
    language: str = ""
    datatype: str = ""

    def __str__(self) -> str:
        """The term as it is displayed: an address, a text, or ``_:name``."""
        return f"_:{self.value}" if self.kind == "bnode" else self.value


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query found: rows (SELECT), yes or no (ASK), or a graph as Turtle (CONSTRUCT, DESCRIBE).

    ``truncated`` says that there is more than ``max_rows`` rows or triples; a cell is ``None`` where its
    variable is unbound.
    """

    kind: Literal["select", "ask", "graph"]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truncated: bool = False
    boolean: bool | None = None
    turtle: str = ""


class Functions(NamedTuple):
    """Functions of our own that queries may call.

    ``module`` has a function ``functions``, which makes of ``argument`` a mapping from each of ``names``
    (IRIs) to what is called with the values of terms; it gives a number, or ``None`` for no value.
    """

    module: str
    names: tuple[str, ...]
    argument: str


NO_FUNCTIONS: Final = Functions("", (), "")


def run_query(
    store: Path,
    query: str,
    *,
    timeout: float = 10.0,
    max_rows: int = 10_000,
    memory_mb: int = 2048,
    functions: Functions = NO_FUNCTIONS,
) -> QueryResult:
    """The answer to a query over all graphs of an Oxigraph store; our prefixes need no declaration.

    ``timeout`` is in seconds; ``memory_mb`` limits the address space of the process that answers, some 400 MB
    of which it needs for itself. Sorting (ORDER BY) is slow in Oxigraph beyond some 10,000 rows. Raises
    :class:`QueryError` where the query is refused, wrong, or needs more than it may, and
    :class:`WorkspaceError` where the store cannot be opened.
    """
    refuse_unsafe(query)
    request = {
        "store": str(store),
        "query": query,
        "prefixes": PREFIXES,
        "timeout": timeout,
        "max_rows": max_rows,
        "memory_mb": memory_mb,
        "functions": functions._asdict(),
    }
    try:
        worker = subprocess.run(
            [sys.executable, *_WORKER],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(timeout) from error
    if worker.returncode == -signal.SIGXCPU:
        raise _too_long(timeout)
    if worker.returncode < 0:
        raise _too_large(memory_mb)
    if worker.returncode > 0:
        raise QueryError(f"The query could not be answered: {worker.stderr.strip()[-200:]}")
    return _result(json.loads(worker.stdout), store, memory_mb)


def _too_long(timeout: float) -> QueryError:
    return QueryError(
        f"The query was stopped after {timeout:g} s, its time limit: connect all patterns by shared "
        "variables, ask for less, or allow more time."
    )


def _too_large(memory_mb: int) -> QueryError:
    return QueryError(
        f"The query needs more than its {memory_mb:,} MB of memory, or is nested too deeply: ask for less, "
        "or in several queries."
    )


def _result(reply: dict[str, Any], store: Path, memory_mb: int) -> QueryResult:
    if "store_error" in reply:
        raise WorkspaceError(f"The store of the release at {store} cannot be opened: {reply['store_error']}")
    if "query_error" in reply:
        raise QueryError(reply["query_error"])
    if "out_of_memory" in reply:
        raise _too_large(memory_mb)
    if reply["kind"] == "select":
        reply["columns"] = tuple(reply["columns"])
        reply["rows"] = tuple(
            tuple(None if cell is None else Term(*cell) for cell in row) for row in reply["rows"]
        )
    return QueryResult(**reply)


def to_csv(result: QueryResult) -> str:
    """Rows as SPARQL 1.1 CSV results, but that no cell is a formula.

    Raises :class:`QueryError` for other kinds of result.
    """
    if result.kind != "select":
        raise QueryError("CSV holds the rows of a SELECT query only.")
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(result.columns)
    writer.writerows(["" if cell is None else shielded(str(cell)) for cell in row] for row in result.rows)
    return text.getvalue()


def to_json(result: QueryResult) -> str:
    """Rows, or yes or no, as SPARQL 1.1 JSON results. Raises :class:`QueryError` for a graph."""
    if result.kind == "graph":
        raise QueryError("CONSTRUCT and DESCRIBE give a graph, which is written as Turtle, not as JSON.")
    if result.kind == "ask":
        return json.dumps({"head": {}, "boolean": result.boolean})
    bindings = [
        {name: _json_term(cell) for name, cell in zip(result.columns, row, strict=True) if cell is not None}
        for row in result.rows
    ]
    document = {"head": {"vars": result.columns}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False)


def _json_term(term: Term) -> dict[str, str]:
    """A term without what goes without saying: the datatypes of plain and of language-tagged text."""
    coded = {"type": _JSON_TYPES[term.kind], "value": term.value}
    if term.language:
        return {**coded, "xml:lang": term.language}
    return coded if term.datatype in ("", str(XSD.string)) else {**coded, "datatype": term.datatype}
