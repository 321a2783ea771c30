"""What a SPARQL query may not ask for, refused with the reason before anything runs.

The store is open for reading only and a query cannot change it; what is left to refuse is whatever would
reach beyond it. Oxigraph itself would follow ``SERVICE`` to any address, and parses keywords that stick to
what is around them (``trueSERVICE``, ``SERVICEex:a``), so any bare name that holds the word is refused.
"""

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


def refuse_unsafe(query: str) -> None:
    """Raise :class:`QueryError` for updates, SERVICE, and queries that are empty or too long."""
    if len(query) > MAX_QUERY:
        raise QueryError(f"The query is longer than {MAX_QUERY:,} characters.")
    found = [token for token in tokens(query) if token.kind in ("word", "prefixed")]
    words = [token for token in found if token.kind == "word" and token.text.casefold() not in _PROLOGUE]
    if not words:
        raise QueryError(
            "There is no query here: write one that begins with SELECT, ASK, CONSTRUCT or DESCRIBE."
        )
    if words[0].text.casefold() in UPDATES:
        reason = "SkillPath answers queries only; to change the ontology, edit it and compile a release"
        raise mistake(query, words[0].start, f"{words[0].text.upper()} is an update. {reason}.")
    for token in found:
        _refuse_outside(query, token)


def _refuse_outside(query: str, token: Token) -> None:
    name = token.text.partition(":")[0].casefold()
    if "service" in name:
        hint = "" if token.kind == "word" else f" (rename the prefix of {token.text} if that is not meant)"
        reason = f"SERVICE would ask another server, which is not allowed{hint}."
        raise mistake(query, token.start, reason)
