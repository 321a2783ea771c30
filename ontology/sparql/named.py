"""The IRIs that a query names, and which of them it takes as its dataset (``FROM``)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from skillpath.ontology.sparql.tokens import Token, tokens

_CODE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_ESCAPED: Final = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Named:
    """An IRI that stands in a query at an offset; ``source`` says whether it follows FROM or FROM NAMED."""

    iri: str
    start: int
    source: bool


def named(query: str, prefixes: Mapping[str, str]) -> Iterator[Named]:
    """All IRIs of a query in their order, written in full or with a prefix (its own before ``prefixes``).

    Raises :class:`skillpath.errors.QueryMistake` as :func:`tokens` does.

    >>> [(one.iri, one.source) for one in named("ASK FROM ex:a { GRAPH <urn:b> {} }", {"ex": "http://x/"})]
    [('http://x/a', True), ('urn:b', False)]
    """
    found = [token for token in tokens(query) if token.kind != "gap"]
    declared = {**prefixes, **dict(_declared(found))}
    words = [token.text.casefold() if token.kind == "word" else "" for token in found]
    for at, token in enumerate(found):
        iri = _iri(token, declared)
        if iri is not None and words[at - 1 : at] != ["prefix"]:
            before = words[max(0, at - 2) : at]
            yield Named(iri, token.start, before[-1:] == ["from"] or before == ["from", "named"])


def _declared(found: list[Token]) -> Iterator[tuple[str, str]]:
    """The prefixes that a query declares: a name that ends with a colon, and the IRI after it."""
    for name, iri in pairwise(found):
        if name.kind == "prefixed" and name.text.endswith(":") and iri.kind == "iri":
            yield name.text[:-1], _decoded(iri.text[1:-1])


def _iri(token: Token, declared: Mapping[str, str]) -> str | None:
    if token.kind == "iri":
        return _decoded(token.text[1:-1])
    if token.kind != "prefixed":
        return None
    prefix, _, local = token.text.partition(":")
    return None if prefix not in declared else declared[prefix] + _ESCAPED.sub(r"\1", local)


def _decoded(text: str) -> str:
    return _CODE.sub(lambda code: chr(int(code[1] or code[2], 16)), text)
