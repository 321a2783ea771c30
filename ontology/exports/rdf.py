"""RDF in the forms that programs read. Equal statements give equal bytes; read back they are the same."""

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

import pyoxigraph as ox
from rdflib import RDF

from skillpath.errors import InputError, Problem
from skillpath.ontology.editing.statements import subject
from skillpath.ontology.turtle import canonical_turtle, compact, graph_of
from skillpath.ontology.vocabulary import PREFIXES

Triples = Iterable[ox.Triple]

_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold."""


def turtle(triples: Triples) -> str:
    """Canonical Turtle: one statement a line, as in releases and in git."""
    return canonical_turtle(graph_of(triples))


def n_triples(triples: Triples) -> str:
    """N-Triples, sorted."""
    return "".join(f"{line} .\n" for line in sorted(set(map(str, triples))))


def rdf_xml(triples: Triples) -> str:
    """RDF/XML, a typed element for each concept; raises :class:`InputError` for what XML cannot hold."""
    ordered = _ordered(triples)
    problems = [
        Problem(subject(("", one)), None, f"{one.object.value!r} holds a character that XML has no place for")
        for one in ordered
        if isinstance(one.object, ox.Literal) and _NO_XML.search(one.object.value)
    ]
    if problems:
        raise InputError("Not everything can be written as RDF/XML; nothing was written.", problems)
    return _serialized(ordered, ox.RdfFormat.RDF_XML)


def json_ld(triples: Triples) -> str:
    """JSON-LD, with a context of our prefixes; one concept a line."""
    expanded = json.loads(_serialized(_ordered(triples), ox.RdfFormat.JSON_LD))
    nodes = ",\n".join(json.dumps(_compacted(node), ensure_ascii=False) for node in expanded)
    context = json.dumps(dict(sorted(PREFIXES.items())), indent=1)
    return f'{{"@context": {context},\n"@graph": [\n{nodes}\n]}}\n'


FORMS: Final[Mapping[str, Callable[[Triples], str]]] = MappingProxyType(
    {"turtle": turtle, "ntriples": n_triples, "rdfxml": rdf_xml, "jsonld": json_ld}
)
"""What a form is called → what writes it."""


def _ordered(triples: Triples) -> list[ox.Triple]:
    return sorted(set(triples), key=str)


def _serialized(triples: Triples, form: ox.RdfFormat) -> str:
    written = io.BytesIO()
    ox.serialize(triples, written, format=form, prefixes=PREFIXES)
    return written.getvalue().decode()


def _compacted(node: Mapping[str, Any]) -> dict[str, Any]:
    """A node with short names for all that has one."""
    made: dict[str, Any] = {"@id": compact(node["@id"])}
    for predicate, values in sorted(node.items()):
        if predicate == "@id":
            continue
        if predicate == str(RDF.type) and all("@id" in value for value in values):
            made["@type"] = [compact(value["@id"]) for value in values]
        else:
            made[compact(predicate)] = [_value(value) for value in values]
    return made


def _value(value: Mapping[str, str]) -> Mapping[str, str]:
    return {key: compact(said) if key in ("@id", "@type") else said for key, said in value.items()}
