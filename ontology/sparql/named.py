"""The IRIs that a query names, and which of them it takes as its dataset (``FROM``)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urldefrag, urljoin

from skillpath.ontology.sparql.tokens import Token, tokens

_CODE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED: Final = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Named:
    """An IRI that stands in a query at an offset; ``source`` says whether it follows FROM or FROM NAMED."""

    iri: str
    start: int
    source: bool


def named(query: str, prefixes: Mapping[str, str], *, base: str = "") -> Iterator[Named]:
    """All IRIs of a query in their order, in full, however it writes them.

    With a prefix (its own before ``prefixes``), or relative to its own base, else to ``base``.
    Raises :class:`skillpath.errors.QueryMistake` as :func:`tokens` does.

    >>> [(one.iri, one.source) for one in named("ASK FROM ex:a { GRAPH <urn:b> {} }", {"ex": "http://x/"})]
    [('http://x/a', True), ('urn:b', False)]
    >>> [one.iri for one in named("BASE <http://x/y#> PREFIX z: <z/> ASK { z:a <b> <> }", {})]
    ['http://x/y#', 'http://x/z/', 'http://x/z/a', 'http://x/b', 'http://x/y']
    """
    found = [token for token in tokens(query) if token.kind != "gap"]
    words = [token.text.casefold() if token.kind == "word" else "" for token in found]
    declared = dict(prefixes)
    for at, token in enumerate(found):
        iri, before = _iri(token, declared, base), words[max(0, at - 2) : at]
        if iri is None or before[-1:] == ["prefix"]:
            continue
        if before[-1:] == ["base"]:
            base = iri
        elif before[:1] == ["prefix"]:
            declared[found[at - 1].text[:-1]] = iri
        yield Named(iri, token.start, before[-1:] == ["from"] or before == ["from", "named"])


def _iri(token: Token, declared: Mapping[str, str], base: str) -> str | None:
    if token.kind == "iri":
        return _resolved(_decoded(token.text[1:-1]), base)
    if token.kind != "prefixed":
        return None
    prefix, _, local = token.text.partition(":")
    return None if prefix not in declared else declared[prefix] + _ESCAPED.sub(r"\1", local)


def _resolved(iri: str, base: str) -> str:
    """A relative IRI holds no ``#`` here: :func:`tokens` refuses it."""
    return iri if _ABSOLUTE.match(iri) else urljoin(urldefrag(base).url, iri)


def _decoded(text: str) -> str:
    return _CODE.sub(lambda code: chr(int(code[1] or code[2], 16)), text)
