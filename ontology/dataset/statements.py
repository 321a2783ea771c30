"""Plain facts as lines of N-Triples, for rooms that have no RDF.

A line is a statement without the full stop at its end.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from rdflib import XSD

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")


class Iri(str):
    """The name of a node. One that cannot be an IRI is written as text."""

    __slots__ = ()


class Moment(str):
    """A moment in ISO 8601."""

    __slots__ = ()


Value = Iri | Moment | str | bool | int | float | Decimal | date | None
"""What can be said of something; ``None`` is not said."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something with an IRI, and what is said of it: predicates (IRIs) and values, in any order."""

    iri: str
    facts: tuple[tuple[str, Value], ...]


def lines(nodes: Iterable[Node]) -> Iterator[str]:
    """What is said of some nodes.

    >>> one = Node("urn:a", (("urn:knows", Iri("urn:b")), ("urn:says", 'a "b"'), ("urn:none", None)))
    >>> print("\\n".join(lines([one])))
    <urn:a> <urn:knows> <urn:b>
    <urn:a> <urn:says> "a \\"b\\""
    """
    for node in nodes:
        for predicate, value in node.facts:
            if value is not None:
                yield f"<{node.iri}> <{predicate}> {_WRITERS[type(value)](value)}"


@lru_cache(1 << 13)  # concepts and predicates come again and again; what one match is made of does not
def _iri(iri: str) -> str:
    return f"<{iri}>" if _IRI.fullmatch(iri) else _text(iri)


@lru_cache(1 << 10)
def _text(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _typed(datatype: str, text: Callable[[object], str] = str) -> Callable[[object], str]:
    return lambda value: f'"{text(value)}"^^<{datatype}>'


_WRITERS: Final[Mapping[type, Callable[..., str]]] = MappingProxyType(
    {
        Iri: _iri,
        str: _text,
        Moment: _typed(str(XSD.dateTime)),
        bool: _typed(str(XSD.boolean), lambda value: str(value).lower()),
        int: _typed(str(XSD.integer)),
        float: _typed(str(XSD.double), repr),
        Decimal: _typed(str(XSD.decimal), lambda value: format(value, "f")),
        date: _typed(str(XSD.date)),
    }
)
