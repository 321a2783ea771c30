"""Setting the parameters of a query: the terms between the braces of ``VALUES ?name { … }``, nothing else.

A value is made a term first and is then written as N-Triples does, so that whatever it holds it stays
one term: it can neither end its text nor add to the query.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from skillpath.ontology.queries.parameters import Values
from skillpath.ontology.sparql.prefixes import QUERY_PREFIXES
from skillpath.ontology.sparql.terms import Term
from skillpath.ontology.sparql.tokens import Token, mistake, tokens
from skillpath.ontology.sparql.written import written

ANY: Final = "UNDEF"
"""What stands for any value."""


def bound(text: str, values: Mapping[str, Values]) -> str:
    """A query with some parameters set; no term at all stands for any.

    >>> bound("ASK { VALUES ?x { 1 2 } }", {"x": (Term('"} #', "literal"),)})
    'ASK { VALUES ?x { "\\\\"} #" } }'

    Raises :class:`QueryError` for an address that is none.
    """
    made, at = [], 0
    for name, start, end in _blocks(text):
        if name in values:
            terms = " ".join(written(term) for term in values[name]) or ANY
            made += [text[at:start], f" {terms} "]
            at = end
    return "".join([*made, text[at:]])


def declared(text: str) -> list[str]:
    """The variables that have such a block."""
    return list(dict.fromkeys(name for name, _, _ in _blocks(text)))


def defaults(text: str) -> dict[str, Values]:
    """Variable → the terms of its first block; raises :class:`QueryError` for what is no term."""
    found: dict[str, Values] = {}
    for name, start, end in _blocks(text):
        found.setdefault(name, _terms(text, start, end))
    return found


def _blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """Variable, and where what stands between its braces begins and ends."""
    some = [token for token in tokens(text) if token.kind != "gap"]
    for at, token in enumerate(some[:-2]):
        if token.kind == "word" and token.text.casefold() == "values" and some[at + 1].kind == "variable":
            if some[at + 2].text != "{":
                continue
            end = next((one for one in some[at + 3 :] if one.text == "}"), None)
            if end is None:
                raise mistake(text, token.start, "the values that begin here do not end.")
            yield some[at + 1].text[1:], some[at + 2].start + 1, end.start


@lru_cache(64)
def _prologue(text: str) -> str:
    """Our prefixes, and those of the query itself."""
    some = [token for token in tokens(text) if token.kind != "gap"]
    own = {
        name.text.removesuffix(":"): iri.text.strip("<>")
        for word, name, iri in zip(some, some[1:], some[2:], strict=False)
        if word.text.casefold() == "prefix" and name.kind == "prefixed" and iri.kind == "iri"
    }
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**QUERY_PREFIXES, **own}.items())


def _terms(text: str, start: int, end: int) -> Values:
    found = [one for one in tokens(text[start:end]) if one.kind != "gap"]
    if [one.text.casefold() for one in found] == [ANY.casefold()]:
        return ()
    return tuple(_term(_together(found, place), text, start) for place in _starts(found))


def _starts(found: list[Token]) -> list[int]:
    """Where terms begin: a tag, or ``^^`` with its type, goes on with its text, a number with its sign."""
    return [
        at
        for at, one in enumerate(found)
        if one.kind != "tag" and one.text != "^" and not (at and found[at - 1].text in "^+-")
    ]


def _together(found: list[Token], at: int) -> list[Token]:
    later = next((place for place in _starts(found) if place > at), len(found))
    return found[at:later]


def _term(some: list[Token], text: str, start: int) -> Term:
    said = "".join(one.text for one in some)
    try:
        (quad,) = ox.parse(f"{_prologue(text)}<urn:x> <urn:x> {said} .", format=ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError):
        reason = f"{said} is no value: write an address, a text, a number or UNDEF."
        raise mistake(text, start + some[0].start, reason) from None
    value = quad.object
    if isinstance(value, ox.NamedNode):
        return Term(value.value, "iri")
    if isinstance(value, ox.Literal):
        return Term(
            value.value, "literal", value.language or "", "" if value.language else value.datatype.value
        )
    raise mistake(text, start, f"{said} is neither an address nor a text nor a number.")
