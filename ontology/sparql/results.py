"""Answers as terms, and as a table for a spreadsheet."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from rdflib import RDF, XSD

from skillpath.errors import QueryError
from skillpath.ontology.formulas import shielded
from skillpath.ontology.sparql.forms import Kind
from skillpath.ontology.sparql.terms import Term

_KINDS: Final = {"uri": "iri", "bnode": "bnode", "literal": "literal", "triple": "triple"}


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What a query found: rows (SELECT), yes or no (ASK), or a graph as Turtle (CONSTRUCT, DESCRIBE).

    ``truncated`` says that there is more than was asked for; a cell is ``None`` where its variable is
    unbound.
    """

    kind: Kind
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truncated: bool = False
    boolean: bool | None = None
    turtle: str = ""


def from_json(document: Mapping[str, Any], *, truncated: bool = False) -> QueryResult:
    """The result that SPARQL 1.1 JSON results say."""
    if "boolean" in document:
        return QueryResult("ask", boolean=document["boolean"])
    columns = tuple(document["head"].get("vars", ()))
    rows = tuple(
        tuple(_term(row[name]) if name in row else None for name in columns)
        for row in document["results"]["bindings"]
    )
    return QueryResult("select", columns, rows, truncated)


def _term(said: Mapping[str, Any]) -> Term:
    kind = _KINDS[said["type"]]
    if kind == "triple":
        parts = (str(_term(said["value"][part])) for part in ("subject", "predicate", "object"))
        return Term(f"<<( {' '.join(parts)} )>>", kind)
    language = said.get("xml:lang", "")
    usual = "" if kind != "literal" else str(RDF.langString if language else XSD.string)
    return Term(said["value"], kind, language, said.get("datatype", usual))


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
