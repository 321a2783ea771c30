"""What a SPARQL query may not ask for, refused with the reason before anything runs.

The store is open for reading only and a query cannot change it; what is left to refuse is whatever would
reach beyond it. Oxigraph itself would follow ``SERVICE`` to any address, and parses keywords that stick to
what is around them (``trueSERVICE``, ``SERVICEex:a``), so any bare name that holds the word is refused.
"""

from collections.abc import Sequence
from typing import Final

from skillpath.errors import QueryError
from skillpath.ontology.sparql.tokens import Token, mistake, tokens

MAX_QUERY: Final = 100_000
"""Longest query, in characters."""

UPDATES: Final = frozenset(
    {"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"}
)
"""What the operations of SPARQL Update begin with."""

_PROLOGUE: Final = frozenset({"base", "prefix"})


def refuse_unsafe(query: str, *, services: frozenset[str] = frozenset()) -> None:
    """Raise :class:`QueryError` for updates, SERVICE, and queries that are empty or too long.

    ``services`` are the endpoints that SERVICE may ask all the same, where a query names them in full.
    """
    if len(query) > MAX_QUERY:
        raise QueryError(f"The query is longer than {MAX_QUERY:,} characters.")
    found = [token for token in tokens(query) if token.kind != "gap"]
    words = [token for token in found if token.kind == "word" and token.text.casefold() not in _PROLOGUE]
    if not words:
        raise QueryError(
            "There is no query here: write one that begins with SELECT, ASK, CONSTRUCT or DESCRIBE."
        )
    if words[0].text.casefold() in UPDATES:
        reason = "SkillPath answers queries only; to change the ontology, edit it and compile a release"
        raise mistake(query, words[0].start, f"{words[0].text.upper()} is an update. {reason}.")
    for at, token in enumerate(found):
        if _names_service(token) and _endpoint(found[at : at + 3]) not in services:
            raise mistake(query, token.start, _outside(token, services))


def _names_service(token: Token) -> bool:
    return token.kind in ("word", "prefixed") and "service" in token.text.partition(":")[0].casefold()


def _endpoint(found: Sequence[Token]) -> str | None:
    """What stands after SERVICE, and SILENT; ``None`` for what is no IRI, or for another word."""
    if found[0].kind != "word" or found[0].text.casefold() != "service":
        return None
    after = found[2:] if [one.text.casefold() for one in found[1:2]] == ["silent"] else found[1:]
    return after[0].text[1:-1] if after and after[0].kind == "iri" else None


def _outside(token: Token, services: frozenset[str]) -> str:
    if services:
        return f"SERVICE may ask only these, written in full: {', '.join(sorted(services))}."
    hint = "" if token.kind == "word" else f" (rename the prefix of {token.text} if that is not meant)"
    return f"SERVICE would ask another server, which is not allowed{hint}."
