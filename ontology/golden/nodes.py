"""Records as nodes of RDF, and back, as the tables of keys say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote, unquote

import pyoxigraph as ox
from rdflib import RDF

from skillpath.errors import InputError
from skillpath.ontology import vocabulary as v
from skillpath.ontology.golden.keys import DATATYPES, Form, Key, Shape

Record = Mapping[str, Any]
Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Said = Mapping[str, frozenset[ox.Triple]]
"""IRI → all that is said of it."""

_TYPE: Final = ox.NamedNode(str(RDF.type))
_WRITTEN: Final[Mapping[Form, Callable[[Any], str]]] = MappingProxyType(
    {
        Form.FLAG: lambda flag: str(flag).lower(),
        Form.NUMBER: lambda number: format(Decimal(str(number)), "f"),  # a decimal has no exponent
    }
)


@dataclass(frozen=True, slots=True)
class Party:
    """A candidate or a role that a golden match speaks of: the ``name`` of one in the book, or the IRI of
    what is ``described`` in the ontology or beside it."""

    name: str
    described: bool = False


def iri_of(code: str) -> str:
    """The IRI of an invented candidate or role.

    >>> iri_of("C 1")
    'https://w3id.org/skillpath/golden/C%201'
    """
    return f"{v.GOLDEN}{quote(code, safe='')}"


def code_of(iri: str) -> str | None:
    """The code in such an IRI; ``None`` for what is none."""
    return unquote(iri.removeprefix(v.GOLDEN)) if iri.startswith(v.GOLDEN) else None


def written(iri: str, shape: Shape, record: Record) -> Iterator[ox.Triple]:
    """The statements of a record; nodes in it are named after it and numbered."""
    node = ox.NamedNode(iri)
    yield ox.Triple(node, _TYPE, ox.NamedNode(str(shape.cls)))
    for name, key in shape.keys.items():
        predicate, value = ox.NamedNode(str(key.predicate)), record.get(name)
        if key.of is not None:
            for number, part in enumerate(value or (), 1):
                inner = f"{iri}/{name}/{number:02}"
                yield ox.Triple(node, predicate, ox.NamedNode(inner))
                yield from written(inner, key.of, part)
        elif value is not None:
            yield ox.Triple(node, predicate, _term(key.form, value))


def read(iri: str, shape: Shape, said: Said) -> dict[str, Any]:
    """The record of a node; raises :class:`InputError` for what it lacks and what cannot be read."""
    return {name: _value(iri, name, key, said) for name, key in shape.keys.items()}


def nodes_of(shape: Shape, said: Said) -> list[str]:
    """The IRIs of all nodes of a shape, sorted."""
    cls = ox.NamedNode(str(shape.cls))
    return sorted(iri for iri, about in said.items() if any(t.object == cls for t in about))


def _value(iri: str, name: str, key: Key, said: Said) -> Any:
    objects = [t.object for t in said.get(iri, ()) if t.predicate.value == str(key.predicate)]
    if key.of is not None:
        inner = sorted(one.value for one in objects if isinstance(one, ox.NamedNode))
        return [read(one, key.of, said) for one in inner]
    if len(objects) > 1 or (key.needed and not objects):
        raise InputError(f"<{iri}> says {name} {len(objects)} times: it must be said once.")
    return _plain(iri, name, key.form, objects[0]) if objects else None


def _term(form: Form, value: Any) -> ox.NamedNode | ox.Literal:
    if form is Form.PARTY:
        return ox.NamedNode(value.name) if value.described else ox.Literal(value.name)
    if form is Form.CONCEPT:
        return ox.NamedNode(value)
    text = _WRITTEN.get(form, str)(value)
    return ox.Literal(text, datatype=ox.NamedNode(str(DATATYPES[form])))


def _plain(iri: str, name: str, form: Form, term: Node) -> Any:
    if form is Form.PARTY:
        return Party(_text(term), isinstance(term, ox.NamedNode))
    text = _text(term)
    if form is Form.FLAG:
        return text in ("true", "1")
    if form is not Form.NUMBER:
        return text
    try:
        return float(text)
    except ValueError:
        raise InputError(f"<{iri}> says {name} “{text}”, which is no number.") from None


def _text(term: Node) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
