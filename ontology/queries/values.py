"""Values of parameters as terms."""

from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import quote, unquote

from rdflib import XSD

from skillpath.ontology import vocabulary
from skillpath.ontology.sparql.terms import Term

CANDIDATE: Final = str(vocabulary.CANDIDATE)
ROLE: Final = str(vocabulary.ROLE)
MATCH: Final = f"{vocabulary.GRAPH}match/"
RELEASE: Final = f"{vocabulary.GRAPH}release/"
"""What stands before the code of a candidate or role in its IRI, and in the IRIs of graphs before the codes
of a match and the name of a release."""


def concept_term(iri: str) -> Term:
    """A concept by its IRI."""
    return Term(iri, "iri")


def coded_term(base: str, *codes: str) -> Term:
    """Something by its code or name, or by several, whose IRI begins with ``base``.

    >>> coded_term(ROLE, "R 1/2").value
    'https://w3id.org/skillpath/role/R%201%2F2'
    """
    return Term(base + "/".join(quote(code, safe="") for code in codes), "iri")


def code_of(iri: str, base: str) -> str:
    """The code or name in such an IRI; anything else as it is.

    >>> code_of("https://w3id.org/skillpath/role/R%201%2F2", ROLE), code_of("R-01", ROLE)
    ('R 1/2', 'R-01')
    """
    return unquote(iri.removeprefix(base)) if base and iri.startswith(base) else iri


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
