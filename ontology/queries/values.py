"""Values of parameters as terms."""

from datetime import date
from decimal import Decimal

from rdflib import XSD

from skillpath.ontology.sparql.terms import Term


def iri_term(iri: str) -> Term:
    """A concept, or something of the book, by its IRI."""
    return Term(iri, "iri")


def number_term(number: Decimal, *, whole: bool = False) -> Term:
    """A number, written in full.

    >>> number_term(Decimal("5E-1")).value, number_term(Decimal(3), whole=True).value
    ('0.5', '3')
    """
    datatype = XSD.integer if whole else XSD.decimal
    return Term(str(int(number)) if whole else f"{number:f}", "literal", datatype=str(datatype))


def text_term(text: str) -> Term:
    """A text without a language."""
    return Term(text, "literal", datatype=str(XSD.string))


def day_term(day: date) -> Term:
    """A day."""
    return Term(day.isoformat(), "literal", datatype=str(XSD.date))
