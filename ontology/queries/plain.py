"""Terms as plain values of Python."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from rdflib import XSD

from skillpath.ontology.sparql.terms import Term

Plain = str | int | float | bool | date | datetime | None
"""What a term may be."""

_READ: Final[Mapping[str, Callable[[str], Plain]]] = MappingProxyType(
    {
        str(XSD.integer): int,
        str(XSD.decimal): float,
        str(XSD.double): float,
        str(XSD.float): float,
        str(XSD.boolean): lambda text: text in ("true", "1"),
        str(XSD.date): date.fromisoformat,
        str(XSD.dateTime): datetime.fromisoformat,
    }
)


def plain(term: Term | None) -> Plain:
    """A term as a number, truth value, day or moment, else as its text; ``None`` where there is none.

    >>> plain(Term("0.5", "literal", datatype=str(XSD.decimal))), plain(Term("urn:a", "iri"))
    (0.5, 'urn:a')
    """
    if term is None:
        return None
    read = _READ.get(term.datatype)
    try:
        return term.value if read is None else read(term.value)
    except ValueError:
        return term.value
