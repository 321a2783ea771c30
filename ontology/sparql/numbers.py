"""Which literals are numbers."""

import math
from typing import Final

from rdflib import XSD

from skillpath.ontology.sparql.terms import Term

_NUMBERS: Final = frozenset(
    str(XSD[name])
    for name in (
        *("integer", "decimal", "double", "float", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)


def number(term: Term | None) -> float | None:
    """The number that a literal says; ``None`` for what is none, and for what cannot be drawn or sorted.

    >>> number(Term("0.25", "literal", "", str(XSD.decimal))), number(Term("0.25", "literal"))
    (0.25, None)
    """
    if term is None or term.datatype not in _NUMBERS:
        return None
    try:
        value = float(term.value)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
