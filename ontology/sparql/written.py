"""Terms as they stand in a query."""

import re
from typing import Final

import pyoxigraph as ox
from rdflib import XSD

from skillpath.errors import QueryError
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.turtle import compact
from skillpath.ontology.vocabulary import PREFIXES

_BESIDE: Final = tuple((name, base) for name, base in QUERY_PREFIXES.items() if name not in PREFIXES)

_PLAIN: Final = {
    str(XSD.integer): re.compile(r"[0-9]{1,18}"),
    str(XSD.decimal): re.compile(r"[0-9]{1,18}\.[0-9]{1,18}"),
}
"""Datatype → numbers of it that need no quotes."""


def short(iri: str) -> str:
    """An IRI by a prefix that no query needs to declare; as it is where none fits.

    >>> short("https://w3id.org/skillpath/candidate/C-001"), short("urn:x")
    ('candidate:C-001', 'urn:x')
    """
    return compact(iri, _BESIDE)


def written_iri(iri: str) -> str:
    """The same, an IRI in full between its brackets; raises :class:`QueryError` for what is none.

    >>> written_iri("urn:x")
    '<urn:x>'
    """
    named = short(iri)
    return named if named != iri else _in_full(Term(iri, "iri"))


def written(term: Term) -> str:
    """A term: short where that cannot be mistaken, else as N-Triples writes it, so that it stays one term
    whatever it holds.

    >>> written(Term("0.5", "literal", datatype=str(XSD.decimal))), written(Term('"} #', "literal"))
    ('0.5', '"\\\\"} #"')

    Raises :class:`QueryError` for an address, language or datatype that is none.
    """
    if term.kind == "iri":
        return written_iri(term.value)
    if term.datatype in _PLAIN and _PLAIN[term.datatype].fullmatch(term.value):
        return term.value
    return _in_full(term)


def _in_full(term: Term) -> str:
    try:
        return str(_node(term))
    except ValueError as error:
        wrong = "is no address of anything" if term.kind == "iri" else f"cannot stand in a query: {error}"
        raise QueryError(f"“{term.value}” {wrong}.") from None


def _node(term: Term) -> ox.NamedNode | ox.Literal:
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype) if term.datatype else None)
